import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { configDefaults, defineConfig } from 'vitest/config'

// On a shared machine a real phone's packet comes late now and then; tests/run.ts names whoever needed another try, and counts them.
const retry = process.env.CI === 'true' ? 1 : 0
const globalSetup = ['tests/own-temp.ts']

const wire = 'tests/unit/**/wire/**/*.test.ts'

const changesTheWorld =
  /@vitest-environment|\bvi\.(mock|doMock|resetModules|stubGlobal|stubEnv|spyOn)\b|defineProperty\((globalThis|navigator|window|process)|process\.(env\.\w+ =|chdir)/
const read = (file: string): string => readFileSync(file, 'utf8')
/** What a test takes from its neighbours. */
const stagesOf = (file: string): string[] =>
  [...read(file).matchAll(/from '(\.[^']*\/[^/']*\.tsx?)'/g)]
    .map(([, path]) => resolve(dirname(file), path ?? ''))
    .filter((path) => existsSync(path))

/** Unit tests that put something in the place of the world around them, which the next file in the same process must not find. */
const tests = resolve(import.meta.dirname, 'tests/unit')
const alone = readdirSync(tests, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.test\.tsx?$/.test(name) && !name.includes('/wire/'))
  .map((name) => resolve(tests, name))
  .filter((file) => [file, ...stagesOf(file)].some((one) => changesTheWorld.test(read(one))))

/** Run by `npm run mutate` as well. */
export const unit = {
  name: 'unit',
  include: ['tests/unit/**/*.test.{ts,tsx}'],
  testTimeout: 20_000,
  hookTimeout: 60_000, // how long a stage needs to stand says nothing of the product
  globalSetup,
  setupFiles: ['english', 'patient'].map((name) => resolve(import.meta.dirname, `tests/unit/${name}.ts`)),
  expect: { poll: { timeout: 15_000 } }, // as in patient.ts
  // Otherwise Node would load the real Electron for it, whatever a test puts in its place.
  server: { deps: { inline: ['electron-store'] } },
  retry: 0, // nothing in here may depend on how busy the machine is
  // Vitest leaves one core to others; here there are two.
  maxWorkers: '100%',
}

export default defineConfig({
  test: {
    reporters: ['default'],
    projects: [
      // What a test imports is loaded once for all of them: that is half of their time.
      { test: { ...unit, exclude: [...configDefaults.exclude, wire, ...alone], isolate: false } },
      { test: { ...unit, name: 'unit-alone', include: alone } },
      {
        // Unit tests over real sockets: they wait more than they work, so that they run beside others that do.
        test: { ...unit, name: 'wire', include: [wire], maxWorkers: 2 },
      },
      {
        test: {
          name: 'contract',
          include: ['tests/contract/**/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          globalSetup,
          retry,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'asterisk',
          include: ['tests/asterisk/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          globalSetup,
          retry,
          // Every file has an Asterisk of its own, and waits more than it works.
          maxWorkers: 3,
        },
      },
      {
        test: {
          name: 'electron',
          include: ['tests/electron/**/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          globalSetup,
          retry,
          fileParallelism: false,
        },
      },
    ],
  },
})
