import type { ProblemText } from '../../kernel/violation.js';

type Row = readonly [zh: string, en: string, remedyZh: string, remedyEn: string];

/**
 * What can keep the service or a command from starting. These are read on a terminal, never over HTTP. No text here
 * takes a password: addresses are shown as host:port and database.
 */
const rows = {
  CONFIG_INVALID: [
    '环境变量不对：{listZh}。',
    'Environment variables are not valid: {listEn}.',
    '请改正或删去这些变量后再启动。',
    'Correct or remove these variables and start again.',
  ],
  MIGRATE_URL_ALONE: [
    '给了 XINYI_MIGRATE_URL，却没有给 DATABASE_URL。',
    'XINYI_MIGRATE_URL is set but DATABASE_URL is not.',
    '请同时给出 DATABASE_URL（受限账号）；若想用自带数据库，两个都不要给。',
    'Set DATABASE_URL (the restricted login) too, or unset both to use the embedded database.',
  ],
  MIGRATE_URL_MISSING: [
    '要更新数据库结构，但没有给 XINYI_MIGRATE_URL（表的主人账号）。',
    'The schema cannot be migrated: XINYI_MIGRATE_URL (the owner login) is not set.',
    '请给出 XINYI_MIGRATE_URL 后再运行 migrate。',
    'Set XINYI_MIGRATE_URL and run migrate again.',
  ],
  PORT_TAKEN: [
    '端口 {port} 已被别的程序占用（{host}）。',
    'Port {port} on {host} is already in use by another program.',
    '请停掉那个程序，或换一个端口，例如 PORT=3001。',
    'Stop that program or choose another port, for example PORT=3001.',
  ],
  PORT_FORBIDDEN: [
    '不允许使用端口 {port}（1024 以下的端口一般要管理员权限）。',
    'Listening on port {port} is not permitted (ports below 1024 usually need an administrator).',
    '请换一个 1024 以上的端口，例如 PORT=3000。',
    'Choose a port above 1024, for example PORT=3000.',
  ],
  HOST_UNKNOWN: [
    '本机没有地址 {host}，无法在上面提供服务。',
    'This machine has no address {host} to listen on.',
    '请改 HOST，只给本机用填 127.0.0.1，给所有网卡用填 0.0.0.0。',
    'Set HOST to 127.0.0.1 for this machine only, or 0.0.0.0 for every network card.',
  ],
  DATA_FOLDER_HELD: [
    '数据文件夹 {folder} 正由另一个运行中的服务使用（进程号 {pid}）。',
    'The data folder {folder} is held by another running service (pid {pid}).',
    '请先停掉那个服务，或用 XINYI_DATA 换一个数据文件夹。',
    'Stop that service first, or choose another folder with XINYI_DATA.',
  ],
  DATA_FOLDER_UNUSABLE: [
    '数据文件夹 {folder} 不能读写：{reason}。',
    'The data folder {folder} cannot be read or written: {reason}.',
    '请检查它的权限（要用当初建立它的同一个用户启动），或用 XINYI_DATA 换一个。',
    'Check its permissions (start as the user that made it), or choose another folder with XINYI_DATA.',
  ],
  DATA_FOLDER_UNREACHABLE: [
    '以 root 启动时，数据库要以系统用户 {user} 运行，但它进不了文件夹 {parent}。',
    'Started as root, the database runs as system user {user}, which cannot enter {parent}.',
    '请用 XINYI_DATA 指定一个大家都能进入的位置（例如 /srv/xinyi），或给该文件夹加上“进入”权限。',
    'Point XINYI_DATA at a folder others can enter (for example /srv/xinyi), or allow entering that folder.',
  ],
  CLUSTER_SECRET_LOST: [
    '自带数据库的密码文件 {file} 丢失或与数据库不符，打不开已有的数据。',
    'The password file {file} of the embedded database is missing or does not fit; the existing records stay closed.',
    '请从备份恢复这个文件；不要删除数据文件夹。',
    'Restore that file from a backup; do not delete the data folder.',
  ],
  CLUSTER_VERSION: [
    '数据文件夹 {folder} 里的数据库是 PostgreSQL {found} 的格式，本程序自带的是 {needed}。',
    'The database in {folder} was written by PostgreSQL {found}; this program brings {needed}.',
    '请用旧版程序 export 各小区，再用新版 restore 到新的数据文件夹。',
    'Export every estate with the old program and restore into a new data folder with this one.',
  ],
  SERVER_BINARIES_MISSING: [
    '没有适合本机（{platform}）的自带数据库程序：{reason}。',
    'There is no embedded database for this machine ({platform}): {reason}.',
    '请重新运行 npm ci；若本机不受支持，请用 DATABASE_URL 指向一台 PostgreSQL 15 或更新的服务器。',
    'Run npm ci again; on an unsupported machine point DATABASE_URL at a PostgreSQL server, 15 or newer.',
  ],
  SERVER_USER_MISSING: [
    '以 root 启动时，数据库需要一个普通系统用户（postgres 或 nobody），本机两个都没有。',
    'Started as root, the database needs an ordinary system user (postgres or nobody); neither exists here.',
    '请以普通用户启动，或先建立用户 postgres。',
    'Start as an ordinary user, or create the user postgres first.',
  ],
  SERVER_START_FAILED: [
    '自带数据库没有启动起来：{reason}',
    'The embedded database did not start: {reason}',
    '详情见日志 {log}。',
    'See the log {log}.',
  ],
  SERVER_STUCK: [
    '自带数据库（进程号 {pid}）在运行，但 {seconds} 秒内没有应答。',
    'The embedded database (pid {pid}) runs but has not answered for {seconds} seconds.',
    '它可能正在恢复；请稍等再试，并查看日志 {log}。',
    'It may be recovering; wait, try again, and read the log {log}.',
  ],
  SERVER_UNREACHABLE: [
    '连不上数据库服务器 {address}（{reason}）。',
    'The database server {address} cannot be reached ({reason}).',
    '请检查服务器是否启动、地址和端口是否写对、防火墙是否放行。',
    'Check that the server runs, that host and port are right, and that no firewall is in the way.',
  ],
  WRONG_PASSWORD: [
    '数据库 {address} 不认账号 {user} 的密码。',
    'The database server {address} refused the password of login {user}.',
    '请核对 {variable} 里的账号和密码。',
    'Check the login and password in {variable}.',
  ],
  LOGIN_REFUSED: [
    '数据库 {address} 不让账号 {user} 登录（{reason}）。',
    'The database server {address} does not let {user} log in ({reason}).',
    '请数据库管理员检查该账号和 pg_hba.conf。',
    'Ask the database administrator to check this login and pg_hba.conf.',
  ],
  DATABASE_MISSING: [
    '服务器 {address} 上没有名为 {database} 的数据库。',
    'The server {address} has no database named {database}.',
    '请先建立它（编码 UTF8），或改正 {variable}。',
    'Create it first (encoding UTF8), or correct {variable}.',
  ],
  SERVER_TOO_OLD: [
    '数据库服务器的版本是 PostgreSQL {version}，太旧了；需要 15 或更新。',
    'The database server is PostgreSQL {version}, which is too old; 15 or newer is needed.',
    '请升级服务器，或改用自带数据库（不设 DATABASE_URL）。',
    'Upgrade the server, or use the embedded database (leave DATABASE_URL unset).',
  ],
  DATABASE_ENCODING: [
    '数据库 {database} 的编码是 {encoding}，存中文会出错；需要 UTF8。',
    'Database {database} has encoding {encoding}; Chinese text needs UTF8.',
    '请新建一个编码为 UTF8 的数据库。',
    "Create a new database with encoding 'UTF8'.",
  ],
  DATABASE_NAME_UNFIT: [
    '数据库名 {database} 不能用：角色名由它生成，它太长或含有特殊符号。',
    'The database name {database} does not fit: role names are made from it, and it is too long or has odd characters.',
    '请用不超过 {most} 个字节、只含字母、数字、下划线和连字符的数据库名。',
    'Use a name of at most {most} bytes with only letters, digits, underscores and hyphens.',
  ],
  DATABASES_DIFFER: [
    'DATABASE_URL 指向数据库 {service}，XINYI_MIGRATE_URL 却指向 {owner}。',
    'DATABASE_URL names database {service}, but XINYI_MIGRATE_URL names {owner}.',
    '请让两个地址指向同一个数据库。',
    'Make both point to the same database.',
  ],
  OWNER_TOO_WEAK: [
    '账号 {user} 的权限不够更新数据库结构：缺少 {lacks}。',
    'Login {user} may not migrate the database: it lacks {lacks}.',
    '请管理员执行：alter role {user} createrole; grant create on database {database} to {user};',
    'Have the administrator run: alter role {user} createrole; grant create on database {database} to {user};',
  ],
  ROLE_NOT_OURS: [
    '角色 {role} 已经存在，但账号 {user} 无权管理它。',
    'Role {role} already exists, and login {user} may not administer it.',
    '请管理员执行：grant {role} to {user} with admin option;',
    'Have the administrator run: grant {role} to {user} with admin option;',
  ],
  MIGRATION_NAME: [
    '结构更新文件 {file} 的名字不对：{reason}。',
    'The migration file {file} is badly named: {reason}.',
    '应是四位序号加名称，例如 0001-log.sql，序号不重复。',
    'Use four digits and a name, for example 0001-log.sql, and no number twice.',
  ],
  MIGRATION_CHANGED: [
    '结构更新文件 {file} 在执行之后被改动过。',
    'The migration file {file} was changed after it had been applied.',
    '请恢复原来的文件；新的改动要写成新的文件。',
    'Restore the file; put new changes into a new file.',
  ],
  MIGRATION_FAILED: [
    '执行结构更新 {file} 第 {line} 行时出错：{reason}。数据库没有改动。',
    'Migration {file} failed at line {line}: {reason}. The database is unchanged by it.',
    '请把这段话发给维护人员。',
    'Send this text to the maintainers.',
  ],
  SCHEMA_BEHIND: [
    '数据库结构还差 {count} 个更新（从 {first} 起）。',
    'The database lacks {count} migrations (from {first} on).',
    '请给出 XINYI_MIGRATE_URL 并运行：npm run xinyi -- migrate',
    'Set XINYI_MIGRATE_URL and run: npm run xinyi -- migrate',
  ],
  SCHEMA_AHEAD: [
    '数据库结构比本程序新（有本程序不认识的更新 {file}）。',
    'The database is newer than this program (it has {file}, which is unknown here).',
    '请换用新版程序。',
    'Use the newer program.',
  ],
  RUNS_AS_SUPERUSER: [
    '账号 {user} 是数据库的超级用户，可以绕过“只增不改”的保护，拒绝用它运行。',
    'Login {user} is a superuser and could bypass the append-only protection; refusing to run.',
    '请在 DATABASE_URL 里用受限账号。',
    'Use a restricted login in DATABASE_URL.',
  ],
  RUNS_AS_OWNER: [
    '账号 {user} 是（或可以充当）{object} 的主人，可以改掉账本，拒绝用它运行。',
    'Login {user} owns {object}, or may act as its owner, and could change the ledger; refusing to run.',
    '请在 DATABASE_URL 里用受限账号，主人账号只写在 XINYI_MIGRATE_URL 里。',
    'Use a restricted login in DATABASE_URL and name the owner in XINYI_MIGRATE_URL only.',
  ],
  RUNS_WITH_BYPASSRLS: [
    '账号 {user} 带有 BYPASSRLS，会看到所有小区的数据，拒绝用它运行。',
    'Login {user} has BYPASSRLS and would see every estate; refusing to run.',
    '请管理员执行：alter role {user} nobypassrls;',
    'Have the administrator run: alter role {user} nobypassrls;',
  ],
  RUNS_AS_APPEND_ROLE: [
    '账号 {user} 是记账角色 {role} 的成员，可以绕过记账函数，拒绝用它运行。',
    'Login {user} is a member of the append role {role} and could bypass its function; refusing to run.',
    '请管理员执行：revoke {role} from {user};',
    'Have the administrator run: revoke {role} from {user};',
  ],
  RUNS_WITH_POWER: [
    '账号 {user} 的权限太大（{power}），可以绕过“只增不改”的保护，拒绝用它运行。',
    'Login {user} is too powerful ({power}) and could bypass the append-only protection; refusing to run.',
    '请管理员收回这项权限。',
    'Have the administrator take that away.',
  ],
  LOGIN_WITHOUT_ROLE: [
    '账号 {user} 不属于角色 {role}，读不到账本。',
    'Login {user} is not a member of {role} and cannot read the ledger.',
    '请管理员执行：grant {role} to {user}; 或给出 XINYI_MIGRATE_URL 再启动。',
    'Have the administrator run: grant {role} to {user}; or start with XINYI_MIGRATE_URL.',
  ],
} as const satisfies Record<string, Row>;

export type StartupCode = keyof typeof rows;

export const startupProblems = Object.fromEntries(
  Object.entries(rows).map(([code, [zh, en, remedyZh, remedyEn]]) => [
    code,
    { kind: 'refused', zh, en, remedyZh, remedyEn } satisfies ProblemText,
  ]),
) as Readonly<Record<StartupCode, ProblemText>>;
