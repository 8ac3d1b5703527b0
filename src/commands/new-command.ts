/** How every command looks: help in Chinese with English second, one example at least, no exit of its own. */
import { Command, type Option } from 'commander';
import { readLine } from './read-input.js';

export interface CommandWords {
  readonly zh: string;
  readonly en: string;
  /** What stands after `npm run xinyi -- `, with what it does. */
  readonly examples: readonly (readonly [written: string, zh: string])[];
  /** More for the end of the help. */
  readonly notes?: readonly string[];
}

export const PROGRAM = 'npm run xinyi --';

export const EXIT_CODE_LINES: readonly string[] = [
  '退出码 Exit codes:',
  '  0    办成了，或本来就不用办 done, or nothing to do',
  '  1    没有办成，或查出了问题 refused, or problems were found',
  '  2    命令写得不对 wrong usage',
  '  3    此时此地不能运行，例如连不上数据库 cannot run, e.g. database unreachable',
  '  70   程序自身出错 a fault of the program',
  '  130  被 Ctrl-C 中断，没做完的已撤销 stopped by Ctrl-C; what was not finished was undone',
];

const TITLES: Readonly<Record<string, string>> = {
  'Usage:': '用法 Usage:',
  'Arguments:': '参数 Arguments:',
  'Options:': '选项 Options:',
  'Commands:': '命令 Commands:',
};

function optionText({ description, argChoices, defaultValue }: Option): string {
  const choices = argChoices === undefined ? [] : [`可选 one of: ${argChoices.join(', ')}`];
  const usual = typeof defaultValue === 'string' ? [`默认 default: ${defaultValue}`] : [];
  const more = [...choices, ...usual].join('；');
  return more === '' ? description : `${description}\n（${more}）`;
}

export function newCommand(name: string, words: CommandWords): Command {
  const examples = words.examples.flatMap(([written, zh]) => [`  # ${zh}`, `  ${PROGRAM} ${written}`]);
  const notes = words.notes === undefined ? [] : ['', ...words.notes];
  return new Command(name)
    .description(`${words.zh}\n${words.en}`)
    .summary(`${words.zh}\n${words.en}`)
    .helpOption('-h, --help', '显示用法 show this help')
    .helpCommand(false)
    .allowExcessArguments(false)
    .showSuggestionAfterError(false)
    .exitOverride()
    .configureHelp({
      styleTitle: (title) => TITLES[title] ?? title,
      optionDescription: optionText,
      argumentDescription: ({ description }) => description,
      // Chinese has no blanks to wrap at; the texts are short and broken by hand, and only indented here.
      minWidthToWrap: 0,
      boxWrap: (text) => text,
    })
    .configureOutput({ outputError: () => undefined })
    .addHelpText('after', ['', '例子 Examples:', ...examples, ...notes].join('\n'));
}

/** A command that does work: machines may ask for JSON. */
export function newVerb(name: string, words: CommandWords): Command {
  return newCommand(name, words).option('--json', '给程序读：只输出一个 JSON 对象 for machines: one JSON object');
}

export const AS_FLAGS = '--as <person>';
export const AS_TEXT =
  '由谁经办（人员编号），默认是建账的管理员\nwho acts (a person id); the founding operator by default';
export const ESTATE_TEXT = '小区代码 code of the estate';

export const readReason = readLine('--reason', 200);
