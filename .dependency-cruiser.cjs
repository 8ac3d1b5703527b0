/**
 * The walls of the house: floors (how close to the world a file is) and wings (what it is about).
 * ARCHITECTURE.md draws them; every rule's `comment` says why it is there.
 */

/** Left to right: a wing may know the wings before it, never those after it. */
const WINGS = [
  'log',
  'people',
  'estates',
  'governance',
  'ledger',
  'funds',
  'fees',
  'charity',
  'disbursements',
  'banking',
  'publishing',
  'transparency',
  'intake',
  'portal',
];

const anyWing = `(?:${WINGS.join('|')})`;
const RULES = `^src/${anyWing}/rules/`;
const STORES = `^src/${anyWing}/store/`;
const DOORS = [
  `^src/${anyWing}/.*\\.(?:controller|guard|filter|interceptor)\\.tsx?$`,
  `^src/${anyWing}/.*contract\\.ts$`,
];
const MODULES = `^src/${anyWing}/(?:[^/]+\\.module|index)\\.ts$`;
const ROOF = '^src/(?:[^/]+\\.tsx?$|commands/)';
const KERNEL = '^src/kernel/';
const PLATFORM = '^src/platform/';
const REPORTS = '^reports/';

const orderOfWings = WINGS.slice(0, -1).map((wing, index) => ({
  name: `wings-right-of-${wing}`,
  comment:
    `What ${wing} says must hold whatever is built on it; were it to know a wing to its right, neither could be ` +
    'understood, tested or changed alone. Pass the fact in, or move the file to the wing that it is about.',
  severity: 'error',
  from: { path: `^src/${wing}/` },
  to: { path: `^src/(?:${WINGS.slice(index + 1).join('|')})/` },
}));

const floors = [
  {
    name: 'kernel-stands-alone',
    comment: 'Money, dates, bytes and hashes are trusted because nothing above them can change what they mean.',
    severity: 'error',
    from: { path: KERNEL },
    to: { path: '^(?:src|reports|bench|test)/', pathNot: KERNEL },
  },
  {
    name: 'platform-has-no-business-word',
    comment: 'Glue to Nest and TypeORM serves every wing alike; once it knows one wing, it serves that one only.',
    severity: 'error',
    from: { path: PLATFORM },
    to: { path: '^(?:src|reports|bench|test)/', pathNot: [PLATFORM, KERNEL] },
  },
  {
    name: 'rules-are-pure',
    comment:
      'A rule decides from plain facts, so that it can be read by an auditor and tested a million times: it reaches ' +
      "the kernel, its own wing's rules, and other wings' rules by their front door, and nothing that has effects.",
    severity: 'error',
    from: { path: `^src/(${anyWing})/rules/` },
    to: {
      path: '^(?:src|reports|bench|test)/',
      pathNot: [KERNEL, '^src/$1/rules/', `^src/${anyWing}/rules/index\\.ts$`],
    },
  },
  {
    name: 'rules-use-no-package',
    comment:
      'Clock, chance, files and sockets come by packages; what a rule needs of one, the kernel wraps. Bytes are pure.',
    severity: 'error',
    from: { path: [RULES, REPORTS] },
    to: {
      pathNot: '^(?:node:)?buffer$',
      dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-unknown', 'npm-no-pkg'],
    },
  },
  {
    name: 'edges-know-only-what-is-below',
    comment:
      'SQL, renderers and file formats are used by verbs; were they to call one back, no transaction had an owner.',
    severity: 'error',
    from: { path: `^src/(${anyWing})/(?:store|render|formats)/` },
    to: {
      path: '^src/',
      pathNot: [
        KERNEL,
        PLATFORM,
        '^src/$1/(?:rules|store|render|formats)/',
        '^src/$1/problems\\.ts$',
        `^src/${anyWing}/(?:rules/)?index\\.ts$`,
      ],
    },
  },
  {
    name: 'doors-only-call-in',
    comment:
      'A verb that knew HTTP could not serve the command line or the import. Doors call verbs, never the reverse.',
    severity: 'error',
    from: { path: `^src/${anyWing}/`, pathNot: [...DOORS, MODULES, '^src/portal/'] },
    to: { path: DOORS },
  },
  {
    name: 'doors-do-not-touch-stores',
    comment: 'What a door may read or write is decided by a verb, where the role and the transaction are.',
    severity: 'error',
    from: { path: DOORS },
    to: { path: STORES },
  },
  {
    name: 'roof-is-the-top',
    comment: 'The roof composes and decides nothing; what others need of it is in the wrong place.',
    severity: 'error',
    from: { path: '^(?:src|reports)/', pathNot: ROOF },
    to: { path: ROOF },
  },
];

const frontDoors = [
  {
    name: 'wings-by-their-front-door',
    comment:
      'A wing is free to change what is behind its two doors, `index.ts` (module and verbs) and `rules/index.ts`. ' +
      'Stores and controllers are never among what the doors show.',
    severity: 'error',
    from: { path: `^src/(${anyWing})/` },
    to: { path: `^src/${anyWing}/`, pathNot: ['^src/$1/', `^src/${anyWing}/(?:rules/)?index\\.ts$`] },
  },
  {
    name: 'roof-by-the-front-door',
    comment:
      "The roof too enters by the doors; besides them it collects each wing's table of problems and its contract.",
    severity: 'error',
    from: { path: ROOF },
    to: { path: `^src/${anyWing}/`, pathNot: `^src/${anyWing}/(?:(?:rules/)?index|problems|contract)\\.ts$` },
  },
  {
    name: 'nobody-leaves-by-the-front-door',
    comment: "Inside a wing, import the file itself: the wing's own index.ts makes a cycle with everything behind it.",
    severity: 'error',
    from: { path: `^src/(${anyWing})/`, pathNot: `^src/${anyWing}/rules/` },
    to: { path: '^src/$1/index\\.ts$' },
  },
  {
    name: 'rules-do-not-use-their-own-index',
    comment: 'The same inside `rules/`: the index is for the others.',
    severity: 'error',
    from: { path: `^src/(${anyWing})/rules/` },
    to: { path: '^src/$1/rules/index\\.ts$' },
  },
  {
    name: 'indexes-show-no-store-and-no-controller',
    comment:
      'A table has one wing that names it, and a route one place that answers it; both end if they are passed on.',
    severity: 'error',
    from: { path: `^src/${anyWing}/index\\.ts$` },
    to: { path: [STORES, '\\.controller\\.ts$'] },
  },
  {
    name: 'reports-are-definitions',
    comment:
      'A report says what a published document is, in words an auditor reads; the publishing wing does the work.',
    severity: 'error',
    from: { path: REPORTS },
    to: { path: '^(?:src|bench|test)/', pathNot: [KERNEL, '^src/publishing/rules/'] },
  },
  {
    name: 'reports-belong-to-publishing',
    comment: 'Whoever else read a definition would publish figures that nobody checked or sealed.',
    severity: 'error',
    from: { path: '^src/', pathNot: [ROOF, '^src/publishing/(?!rules/)'] },
    to: { path: REPORTS },
  },
  {
    name: 'known-wings-only',
    comment:
      'A folder of src that is neither a wing nor a floor has no place in the order; add it here, with its place.',
    severity: 'error',
    from: {},
    to: { path: '^src/[^/]+/', pathNot: [`^src/(?:${WINGS.join('|')}|kernel|platform|commands)/`] },
  },
];

const hygiene = [
  {
    name: 'no-cycles',
    comment: 'In a cycle no file can be read first, and the order in which modules wake is left to chance.',
    severity: 'error',
    from: {},
    to: { circular: true },
  },
  {
    name: 'resolvable',
    comment: 'An import that leads nowhere fails on the first start, not in the editor.',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: 'declared-packages-only',
    comment: 'What package.json does not name, or names for development only, is not there after `npm ci --omit=dev`.',
    severity: 'error',
    from: { path: '^(?:src|reports)/' },
    to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'decimal-in-the-kernel-only',
    comment: 'Rates and areas become fen in one function, so that rounding happens in one way.',
    severity: 'error',
    from: { path: '^(?:src|reports)/', pathNot: KERNEL },
    to: { path: 'node_modules/decimal\\.js/' },
  },
  {
    name: 'no-database-below-the-edges-or-at-the-doors',
    comment: 'The kernel is trusted because it has no effects; a door with a query goes round the verb that guards it.',
    severity: 'error',
    from: { path: [KERNEL, ...DOORS, '^src/portal/'] },
    to: { path: 'node_modules/(?:typeorm|pg|@nestjs/typeorm)/' },
  },
];

module.exports = {
  forbidden: [...orderOfWings, ...floors, ...frontDoors, ...hygiene],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(?:dist|var|coverage)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
    },
    skipAnalysisNotInRules: true,
  },
};
