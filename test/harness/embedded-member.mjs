/**
 * A process that enters the embedded server and stays until it is told to leave (SIGINT) or is killed. Its arguments:
 * the compiled source's folder, the data folder, the role, the folder of migrations. It prints one line of JSON per
 * event.
 */
const [source, dataFolder, role, migrations] = process.argv.slice(2);
const { openDatabase } = await import(`${source}/platform/database/open-database.js`);
const { readConfig } = await import(`${source}/platform/config/config.js`);

function say(event) {
  process.stdout.write(`${JSON.stringify(event)}\n`);
}

try {
  const onEvent = (event) => say({ event: event.kind });
  const database = await openDatabase(readConfig({ XINYI_DATA: dataFolder }), { role, migrations, onEvent });
  const { url, arrival, applied, fresh } = database;
  say({ event: 'open', url, arrival, applied, fresh });
  const stay = setInterval(() => undefined, 1000);
  process.once('SIGINT', () => {
    clearInterval(stay);
    void database.close().then(() => say({ event: 'closed' }));
  });
} catch (error) {
  say({ event: 'refused', code: error.code, message: error.message });
  process.exitCode = 1;
}
