/** The parts of a database address that may be shown: never its password. */
export interface DatabaseAddress {
  readonly user: string;
  readonly password: string;
  /** host:port, for people. */
  readonly server: string;
  readonly database: string;
}

/** Takes an address apart. It was checked by the configuration, so it parses. */
export function readAddress(url: string): DatabaseAddress {
  const parsed = new URL(url);
  return {
    user: decodeURIComponent(parsed.username),
    password: decodeURIComponent(parsed.password),
    server: `${parsed.hostname === '' ? 'localhost' : parsed.hostname}:${parsed.port === '' ? '5432' : parsed.port}`,
    database: decodeURIComponent(parsed.pathname.slice(1)),
  };
}

export interface LocalLogin {
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

/** The address of a login on a server of this machine. */
export function localAddress(login: LocalLogin): string {
  const [user, password, database] = [login.user, login.password, login.database].map(encodeURIComponent);
  return `postgres://${user ?? ''}:${password ?? ''}@127.0.0.1:${login.port}/${database ?? ''}`;
}
