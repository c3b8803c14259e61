import { defineConfig } from '@playwright/test'

// What is heard is measured, or what comes within tenths of a second: two browsers at once would disturb each other.
const ears = [
  'asterisk',
  'asterisk-first-run',
  'asterisk-phone',
  'asterisk-proof',
  'asterisk-supervisors',
  'bad-input',
  'codecs-and-keys',
  'dev',
  'devices',
  'first-escape',
  'freshness',
  'keys',
  'netsapiens',
  'no-microphone',
  'page-hangs',
  'ordinary-calls',
  'people-change',
  'e2e/rules',
  'sound-tests',
  'soundless',
  'two-windows',
  'voice-processing',
].map((name) => `**/${name}.spec.ts`)

const opensWindows = process.platform === 'linux' ? [] : ['**/start.spec.ts']

export default defineConfig({
  testDir: 'tests/e2e',
  projects: [
    // `start` opens windows on a display of its own (Xvfb), or on none at all.
    { name: 'screen', testIgnore: [...ears, ...opensWindows], workers: 2 },
    { name: 'ears', testMatch: ears, workers: 1 },
  ],
  // Its own default is half the cores, and no project may have more.
  workers: 2,
  timeout: 45_000,
  // A shared machine starves sound now and then; tests/run.ts names whoever needed another try, and counts them.
  retries: process.env.CI === 'true' ? 1 : 0,
  reporter: [['list'], ['json', { outputFile: process.env.EARSHOT_E2E_JSON ?? 'test-results/e2e.json' }]],
  expect: { timeout: 8_000 },
})
