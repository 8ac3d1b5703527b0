import { StartupError } from '../../../src/platform/config/startup-error.js';
import { localAddress, readAddress } from '../../../src/platform/database/address.js';
import { passwordVerifier, replaceRoles, roleNames } from '../../../src/platform/database/roles.js';

describe('replaceRoles', () => {
  it('puts quoted roles of this database in the place of whole words only', () => {
    const sql =
      'grant x to xinyi_app, xinyi_append; alter table t owner to xinyi_owner; call xinyi_append_leaf(xinyi_apps);';
    expect(replaceRoles(sql, 'manor-1', 'Owner "O"')).toBe(
      'grant x to "manor-1_app", "manor-1_append"; alter table t owner to "Owner ""O"""; ' +
        'call xinyi_append_leaf(xinyi_apps);',
    );
  });

  it('reaches into function bodies and keeps dollar signs as they are', () => {
    expect(replaceRoles("do $$ begin execute 'grant a to xinyi_app'; end $$; select '$&'", 'd', 'o')).toBe(
      `do $$ begin execute 'grant a to "d_app"'; end $$; select '$&'`,
    );
  });
});

describe('roleNames', () => {
  it('carries the name of the database', () => {
    expect(roleNames('原野')).toEqual({ app: '原野_app', append: '原野_append' });
  });

  it.each(['x'.repeat(57), '庄'.repeat(19), "a'b", 'a"b', 'a%b', 'a b', ''])('refuses %j', (name) => {
    expect(() => roleNames(name)).toThrow(StartupError);
  });

  it('takes the longest name that fits', () => {
    expect(roleNames('x'.repeat(56)).append).toHaveLength(63);
  });
});

describe('passwordVerifier', () => {
  it('is the SCRAM-SHA-256 verifier that PostgreSQL makes for the same salt', () => {
    // Made by PostgreSQL 18 from: create role r password 'secret', then read from pg_authid.
    const made =
      'SCRAM-SHA-256$4096:7UTCOklggHoRThlTt3fQtA==$' +
      'QI8ql2Uol6ahN1IxhGOWfPnV5ffUzN1v6uQNKS3Cz4U=:FUqtuyRijwCJFZ3/dAhdQ9yERV/chLjXV0KHt+FMfOc=';
    expect(passwordVerifier('secret', Buffer.from('7UTCOklggHoRThlTt3fQtA==', 'base64'))).toBe(made);
  });

  it('never holds the password, and differs each time', () => {
    const verifier = passwordVerifier('secret');
    expect(verifier).toMatch(/^SCRAM-SHA-256\$4096:[\w+/=]{24}\$[\w+/=]{44}:[\w+/=]{44}$/);
    expect(verifier).not.toBe(passwordVerifier('secret'));
  });
});

describe('addresses', () => {
  it('go there and back with odd characters', () => {
    const login = { port: 5432, user: 'ü@x', password: 'p/a:s#s?%', database: 'd-1' };
    const { user, password, server, database } = readAddress(localAddress(login));
    expect({ user, password, server, database }).toEqual({
      user: 'ü@x',
      password: 'p/a:s#s?%',
      server: '127.0.0.1:5432',
      database: 'd-1',
    });
  });

  it('fill in the usual port', () => {
    expect(readAddress('postgres://u@db.example/x').server).toBe('db.example:5432');
  });
});
