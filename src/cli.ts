/**
 * `npm run xinyi -- <command>`: the command line. `docs/commands.md` lists the commands and their exit codes.
 *
 * npm runs a script in the project's root; a path that somebody wrote is meant from where they stand, which npm tells.
 */
import 'reflect-metadata';
import { EXIT } from './commands/exit-codes.js';
import { interruption } from './commands/interruption.js';
import { runCommandLine } from './commands/program.js';

const { env, stdout, stderr } = process;
const from = env['npm_lifecycle_event'] === 'xinyi' ? (env['INIT_CWD'] ?? process.cwd()) : process.cwd();

// Who reads only the beginning (`| head`) has all that they wanted.
stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

const around = { out: stdout, err: stderr, env, from, interrupted: interruption() };
const exitCode = await runCommandLine(process.argv.slice(2), around);
// Work that was given up may still hold connections; what it did not commit goes with them.
if (exitCode === EXIT.interrupted) process.exit(exitCode);
process.exitCode = exitCode;
