/** Sizes by suffix: .spec pure, .db.spec PostgreSQL, .http.spec real HTTP, .page.spec a real browser. */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.spec.ts', '**/*.spec.tsx'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.tsx?$': ['@swc/jest'] },
  globalSetup: '<rootDir>/test/harness/global-setup.mjs',
  globalTeardown: '<rootDir>/test/harness/global-teardown.mjs',
  testTimeout: 60000,
  // Modules of ended suites stay in a worker's memory, so a worker that has grown is replaced by a fresh one.
  maxWorkers: 2,
  workerIdleMemoryLimit: '1GB',
};
