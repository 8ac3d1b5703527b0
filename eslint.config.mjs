/** Lint: strict typescript-eslint plus the limits of the house. Each exception says why it is one. */
import js from '@eslint/js';
import tseslint from 'typescript-eslint';
import { house } from './scripts/lint/house-rules.mjs';

const NODE_GLOBALS = [
  ...['process', 'console', 'module', 'Buffer', 'URL', 'fetch', 'AbortSignal', 'performance', 'structuredClone'],
  ...['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate', 'TextEncoder', 'TextDecoder'],
];

const limits = {
  complexity: ['error', 10],
  'max-lines': ['error', { max: 300 }],
  'house/function-lines': ['error', 70],
  'max-len': ['error', { code: 120, tabWidth: 2, ignoreUrls: true }],
};

const bans = {
  'no-restricted-globals': ['error', { name: 'parseFloat', message: 'Money and measures are read by the kernel.' }],
  'no-restricted-properties': [
    'error',
    { object: 'Number', property: 'parseFloat', message: 'Money and measures are read by the kernel.' },
    { object: 'globalThis', property: 'parseFloat', message: 'Money and measures are read by the kernel.' },
  ],
  'no-restricted-imports': [
    'error',
    {
      paths: [
        {
          name: '@nestjs/common',
          importNames: ['forwardRef'],
          message: 'A cycle between modules is a wing in the wrong place: move it.',
        },
      ],
    },
  ],
  'no-restricted-syntax': [
    'error',
    { selector: 'ExportDefaultDeclaration', message: 'Export by name, so that a thing has one name everywhere.' },
    { selector: 'ExportSpecifier[exported.name="default"]', message: 'Export by name, not as default.' },
  ],
  'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx', 'hack'], location: 'start' }],
  'house/file-name': 'error',
  // The ideographic space is a letter of Chinese forms; it may stand in texts, not between words of code.
  'no-irregular-whitespace': [
    'error',
    { skipStrings: true, skipTemplates: true, skipJSXText: true, skipRegExps: true },
  ],
  eqeqeq: 'error',
  'no-console': 'error',
};

const strictWithReasons = {
  // Numbers and bigints print the same everywhere; only objects and undefined surprise.
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
  // `() => list.push(x)` and `return draw(x)` are read by everyone; a block for them is noise.
  '@typescript-eslint/no-confusing-void-expression': [
    'error',
    { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
  ],
  // A Nest module is a class that carries only its decorator.
  '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
  // `while (true)` is the honest form of a worker's loop.
  '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: 'only-allowed-literals' }],
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  '@typescript-eslint/explicit-module-boundary-types': 'error',
};

export default tseslint.config(
  { ignores: ['dist/', 'var/', 'coverage/', 'node_modules/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  { plugins: { house }, rules: { ...limits, ...bans } },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: strictWithReasons,
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: { globals: Object.fromEntries(NODE_GLOBALS.map((name) => [name, 'readonly'])) },
  },
  {
    // Parameters' types say what a page part takes; its result is always markup.
    files: ['**/*.tsx'],
    rules: { '@typescript-eslint/explicit-module-boundary-types': 'off' },
  },
  {
    files: ['test/**/*.{ts,tsx}', 'bench/**/*.ts'],
    rules: {
      // A test indexes what it has just counted; a wrong guess fails the test, which is what tests are for.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/explicit-module-boundary-types': 'off',
    },
  },
  {
    // These talk to a person at a terminal.
    files: ['bench/**', 'scripts/**', 'src/cli.ts', 'src/commands/**'],
    rules: { 'no-console': 'off' },
  },
  {
    // Their tools read the default export.
    files: ['*.config.mjs', 'test/harness/global-*.mjs'],
    rules: { 'no-restricted-syntax': 'off' },
  },
);
