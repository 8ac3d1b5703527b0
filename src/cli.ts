/**
 * `npm run xinyi -- <command>`: the command line. `docs/commands.md` lists the commands and their exit codes.
 *
 * npm runs a script in the project's root; a path that somebody wrote is meant from where they stand, which npm tells.
 */
import 'reflect-metadata';
import { runCommandLine } from './commands/program.js';

const { env, stdout, stderr } = process;
const from = env['npm_lifecycle_event'] === 'xinyi' ? (env['INIT_CWD'] ?? process.cwd()) : process.cwd();

// Who reads only the beginning (`| head`) has all that they wanted.
stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

process.exitCode = await runCommandLine(process.argv.slice(2), { out: stdout, err: stderr, env, from });
