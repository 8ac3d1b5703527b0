/** What commander finds wrong with a command, in the house's words. */
import type { Command, CommanderError } from 'commander';
import { WrongUsage } from './faults.js';
import { PROGRAM } from './new-command.js';

/** Commander's own codes for what is no mistake. */
const ASKED = new Set(['commander.helpDisplayed', 'commander.version']);

export function isAsked(error: CommanderError): boolean {
  return ASKED.has(error.code);
}

/** The command that the words name, as deep as they go. */
export function commandOf(program: Command, words: readonly string[]): Command {
  const [word, ...rest] = words.filter((one) => !one.startsWith('-'));
  const found = program.commands.find((command) => command.name() === word);
  return found === undefined ? program : commandOf(found, rest);
}

/** "estate create", or the empty text for the program itself. */
export function pathOf(command: Command): string {
  const parent = command.parent === null ? '' : pathOf(command.parent);
  return command.parent === null ? '' : `${parent} ${command.name()}`.trim();
}

type Facts = Readonly<Record<string, string>>;

const READERS: Readonly<Record<string, (message: string, command: Command) => readonly [code: string, facts: Facts]>> =
  {
    'commander.unknownCommand': (message, command) => [
      'USAGE_COMMAND_UNKNOWN',
      { given: quoted(message), known: command.commands.map((one) => one.name()).join(', ') },
    ],
    'commander.unknownOption': (message, command) => [
      'USAGE_OPTION_UNKNOWN',
      { option: quoted(message), known: optionsOf(command) },
    ],
    'commander.missingArgument': (message) => ['USAGE_ARGUMENT_MISSING', { argument: quoted(message) }],
    'commander.missingMandatoryOptionValue': (message) => ['USAGE_OPTION_MISSING', { option: quoted(message) }],
    'commander.optionMissingArgument': (message) => ['USAGE_VALUE_MISSING', { option: quoted(message) }],
    'commander.excessArguments': (message) => {
      const [expected = '', given = ''] = /Expected (\d+) \w+ but got (\d+)/.exec(message)?.slice(1) ?? [];
      return ['USAGE_TOO_MANY', { expected, given }];
    },
    'commander.conflictingOption': (message) => {
      const [first = '', second = ''] = [...message.matchAll(/'([^']*)'/g)].map((match) => match[1] ?? '');
      return ['USAGE_CONFLICT', { first, second }];
    },
  };

/** Undefined where commander was asked for nothing: a bare command has shown its help. */
export function usageFault(error: CommanderError, program: Command, words: readonly string[]): WrongUsage | undefined {
  const command = commandOf(program, words);
  const read = READERS[error.code];
  if (read === undefined) return undefined;
  const [code, facts] = read(error.message, command);
  return WrongUsage.of(code, { command: pathOf(command), help: helpOf(command), ...facts });
}

function quoted(message: string): string {
  return /'(.*?)'(?:$|[^\w])/.exec(message)?.[1] ?? message;
}

function optionsOf(command: Command): string {
  return [...command.options.map((option) => option.long ?? option.flags), '--help'].join(', ');
}

function helpOf(command: Command): string {
  return [PROGRAM, pathOf(command), '--help'].filter((word) => word !== '').join(' ');
}
