/** What even the tables' owner and a superuser in replica mode cannot change. */
import { servers } from '../harness/servers.js';
import { ledgerWorld, type EstateWorld } from '../support/ledger-world.js';
import { attempt, connected } from './raw-append.js';

describe.each(await servers())('on $name, the owner and a superuser', (server) => {
  let estate: EstateWorld;
  const frozen = [
    ...[
      'log.leaf',
      'log.private_leaf',
      'ledger.voucher',
      'ledger.posting',
      'ledger.correction',
      'ledger.posting_dimension',
    ],
    ...[
      'ledger.period_event',
      'ledger.outcome',
      'banking.statement_file',
      'banking.statement_line',
      'publishing.publication',
    ],
  ];

  beforeAll(async () => {
    estate = await ledgerWorld({ server });
    await estate.receive('2025-01-05', '1000.00');
  });
  afterAll(() => estate.world.close());

  it.each(frozen)('cannot change what is frozen in %s', async (table) => {
    const owner = await connected(estate.world.database.ownerUrl);
    const root = await connected(estate.world.database.superuserUrl);
    try {
      await root.query(`set session_replication_role = 'replica'`);
      for (const client of [owner, root]) {
        for (const attack of [
          `update ${table} set estate_id = estate_id`,
          `delete from ${table}`,
          `truncate ${table}`,
        ]) {
          expect(await attempt(client, () => client.query(attack))).toMatch(/^XY001 APPEND_ONLY/);
        }
      }
    } finally {
      await owner.end();
      await root.end();
    }
  });

  it('are told of a leaf whose hash is not that of its bytes', async () => {
    const owner = await connected(estate.world.database.ownerUrl);
    const seen = await attempt(owner, () =>
      owner.query(`insert into log.leaf values ($1, 9999, 'body', sha256('other'))`, [estate.estateId]),
    );
    await owner.end();
    expect(seen).toMatch(/^23514 .*leaf_is_hashed/);
  });
});
