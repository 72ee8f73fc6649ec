import { defineConfig } from 'vitest/config'

/** Gives each world a database of its own, cloned from one that is migrated once. */
const postgres = ['tests/setup/postgres.ts']
/** Tests that need nothing but themselves: they start at once. */
const pure = [
  'server/**/rules*.test.ts',
  'server/lib/**/*.test.ts',
  'tests/*.oracle.test.ts',
  'tests/house.{bites,fence}.test.ts',
]

const twoAtATime = { environment: 'node', pool: 'forks', maxWorkers: 2 } as const

/**
 * Four kinds of tests. `rules`: tables of cases. `stories`: the desk on real PostgreSQL, two files at a time.
 * `web`: pages in a simulated document. `e2e`: the whole product in a real browser, one file after another.
 */
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'rules', include: pure, ...twoAtATime, testTimeout: 30_000, sequence: { groupOrder: 0 } } },
      {
        test: {
          name: 'stories',
          include: ['{server,tools}/**/*.test.ts', 'tests/*.test.ts', 'tests/{faults,security}/**/*.test.ts'],
          exclude: pure,
          globalSetup: postgres,
          ...twoAtATime,
          testTimeout: 30_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'web',
          include: ['web/**/*.test.{ts,tsx}'],
          ...twoAtATime,
          environment: 'jsdom',
          testTimeout: 15_000,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: postgres,
          ...twoAtATime,
          maxWorkers: 1,
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 180_000,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
})
