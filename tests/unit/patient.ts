// How long a test waits for what must come: no test may fail because the machine is busy. Where nothing comes it still fails, only later.
import { expect, vi } from 'vitest'

const PATIENCE_MS = 15_000

const { waitFor } = vi
const patientWaitFor: typeof waitFor = (check, options) =>
  waitFor(check, typeof options === 'number' ? options : { timeout: PATIENCE_MS, ...options })
Object.assign(vi, { waitFor: patientWaitFor })

if (expect.getState().testPath?.endsWith('.tsx')) {
  const { configure } = await import('@testing-library/react')
  configure({ asyncUtilTimeout: PATIENCE_MS })
}
