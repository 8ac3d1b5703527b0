/** The tree of commands, and one run of it. */
import { CommanderError, type Command } from 'commander';
import { bankCommand } from './bank-commands.js';
import { bookCommands } from './book-commands.js';
import { estateCommand } from './estate-commands.js';
import { donationsCommand } from './charity-commands.js';
import { EXIT } from './exit-codes.js';
import { feeCommands } from './fee-commands.js';
import { fundCommands } from './fund-commands.js';
import { keepingCommands } from './keeping-commands.js';
import { EXIT_CODE_LINES, newCommand, PROGRAM } from './new-command.js';
import { paymentCommands } from './payment-commands.js';
import { peopleCommands } from './people-commands.js';
import { Runner, type Surroundings } from './runner.js';
import { commandOf, isAsked, pathOf, usageFault } from './usage-faults.js';

export function buildProgram(runner: Runner): Command {
  const program = newCommand(PROGRAM, {
    zh: '信义账本的命令行。',
    en: 'The command line of Xinyi Ledger.',
    examples: [
      ['import samples/yuanye-manor', '导入示例小区'],
      ['balances yuanye-manor --as-of 2025-06-30', '看余额'],
      ['<命令 command> --help', '看一个命令的用法'],
    ],
    notes: EXIT_CODE_LINES,
  });
  const commands = [
    ...bookCommands(runner),
    bankCommand(runner),
    ...feeCommands(runner),
    ...paymentCommands(runner),
    donationsCommand(runner),
    ...fundCommands(runner),
    ...keepingCommands(runner),
    estateCommand(runner),
    ...peopleCommands(runner),
  ];
  for (const command of commands) program.addCommand(command);
  return program;
}

/** The tree from its root down, each command after its parent. */
export function everyCommand(command: Command): Command[] {
  return [command, ...command.commands.flatMap(everyCommand)];
}

/** Runs what was written and gives the exit code. */
export async function runCommandLine(words: readonly string[], around: Surroundings): Promise<number> {
  const runner = new Runner(around);
  const program = buildProgram(runner);
  for (const command of everyCommand(program)) {
    command.configureOutput({
      writeOut: (text) => void around.out.write(text),
      writeErr: (text) => void around.err.write(text),
    });
  }
  try {
    await program.parseAsync(words, { from: 'user' });
    return runner.exitCode;
  } catch (error) {
    if (error instanceof CommanderError && isAsked(error)) return EXIT.done;
    const fault = error instanceof CommanderError ? usageFault(error, program, words) : error;
    // A bare command has shown its help on standard error.
    if (fault === undefined) return EXIT.usage;
    await runner.fail(pathOf(commandOf(program, words)), words.includes('--json'), fault);
    return runner.exitCode;
  }
}
