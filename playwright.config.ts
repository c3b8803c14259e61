import { defineConfig } from '@playwright/test'

// One worker: the machine's sound path is measured, and two browsers at once would disturb each other.
export default defineConfig({
  testDir: 'tests/e2e',
  // It opens windows on a display of its own (Xvfb), or on none at all.
  testIgnore: process.platform === 'linux' ? [] : ['**/start.spec.ts'],
  workers: 1,
  timeout: 45_000,
  // A shared machine starves sound now and then; tests/run.ts names whoever needed another try, and counts them.
  retries: process.env.CI === 'true' ? 1 : 0,
  reporter: [['list'], ['json', { outputFile: process.env.EARSHOT_E2E_JSON ?? 'test-results/e2e.json' }]],
  expect: { timeout: 8_000 },
})
