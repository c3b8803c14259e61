import { defineConfig } from 'vitest/config'

// On a shared machine a real phone's packet comes late now and then.
const retry = process.env.CI === 'true' ? 2 : 0

export default defineConfig({
  test: {
    reporters: ['default'],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.{ts,tsx}'],
          testTimeout: 20_000,
          retry,
          // Vitest leaves one core to others; here there are two.
          maxWorkers: '100%',
        },
      },
      {
        test: {
          name: 'contract',
          include: ['tests/contract/**/*.test.ts'],
          testTimeout: 30_000,
          retry,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'asterisk',
          include: ['tests/asterisk/**/*.test.ts'],
          testTimeout: 60_000,
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
          retry,
          fileParallelism: false,
        },
      },
    ],
  },
})
