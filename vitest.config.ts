import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { configDefaults, defineConfig } from 'vitest/config'

// On a shared machine a real phone's packet comes late now and then; tests/run.ts names whoever needed another try, and counts them.
const retry = process.env.CI === 'true' ? 1 : 0
const globalSetup = ['tests/own-temp.ts']

const wire = 'tests/unit/**/wire/**/*.test.ts'

const changesTheWorld =
  /^vi\.|\bvi\.(mock|doMock|resetModules)\b|defineProperty\((globalThis|navigator|window|process)|process\.(env\.\w+ =|chdir)/m
/** Given back after each test by those of the window, which put it there in each; the others do so once, in a stage. */
const givenBack = /\bvi\.(stubGlobal|stubEnv|spyOn)\b/
const read = (file: string): string => readFileSync(file, 'utf8')
/** What a test takes from its neighbours. */
const stagesOf = (file: string): string[] =>
  [...read(file).matchAll(/(?:from|import) '(\.[^']*\/[^/']*\.tsx?)'/g)]
    .map(([, path]) => resolve(dirname(file), path ?? ''))
    .filter((path) => existsSync(path))

/** Unit tests that put something in the place of the world around them, which the next file in the same process must not find. */
const tests = resolve(import.meta.dirname, 'tests/unit')
const files = readdirSync(tests, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.test\.tsx?$/.test(name) && !name.includes('/wire/'))
  .map((name) => resolve(tests, name))
const isOfTheWindow = (file: string): boolean => read(file).includes('@vitest-environment')
const alone = files.filter((file) =>
  [file, ...stagesOf(file)]
    .map(read)
    .some((text) => changesTheWorld.test(text) || (!isOfTheWindow(file) && givenBack.test(text))),
)
const ofTheWindow = files.filter((file) => isOfTheWindow(file) && !alone.includes(file))

/** Run by `npm run mutate` as well. */
export const unit = {
  name: 'unit',
  include: ['tests/unit/**/*.test.{ts,tsx}'],
  testTimeout: 60_000, // for what hangs: a property test works as long as a busy machine needs
  hookTimeout: 60_000, // how long a stage needs to stand says nothing of the product
  globalSetup,
  setupFiles: ['browser', 'english', 'patient', 'settled'].map((name) =>
    resolve(import.meta.dirname, `tests/unit/${name}.ts`),
  ),
  expect: { poll: { timeout: 15_000 } }, // as in patient.ts
  // Otherwise Node would load the real Electron for it, whatever a test puts in its place.
  server: { deps: { inline: ['electron-store'] } },
  retry: 0, // nothing in here may depend on how busy the machine is
  // Vitest leaves one core to others; here there are two.
  maxWorkers: '100%',
}

/** What a test imports is loaded once for all of them: that is half of their time. */
const together = { ...unit, isolate: false }
const givingBack = { restoreMocks: true, unstubGlobals: true, unstubEnvs: true }

export default defineConfig({
  test: {
    reporters: ['default'],
    projects: [
      { test: { ...together, exclude: [...configDefaults.exclude, wire, ...alone, ...ofTheWindow] } },
      { test: { ...together, ...givingBack, name: 'unit-window', include: ofTheWindow } },
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
