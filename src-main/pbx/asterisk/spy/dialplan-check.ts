// Whether a site can be monitored without ARI.
import { deskFailure } from '#contract/errors.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { AmiMessage } from '../wire/ami-codec.ts'
import { missingOf, wrongLine } from './context-lines.ts'
import type { DialplanParts } from './dialplan-work.ts'

type Ask = DialplanParts['action']

/** Is the context there, whole, and does each line what its mode says? The failure: it could not be read. Right: reporting (or config). */
export async function contextMissing(action: Ask, context: string): Promise<Result<string | null>> {
  const shown = await action('ShowDialPlan', [['Context', context]])
  if (shown.ok) return ok(wrongContext(shown.value.rows, context))
  const why = `context ${context}: ${shown.error.detail ?? shown.error.code}`
  return shown.error.code === 'pbxRefused' ? ok(why) : err(deskFailure(shown.error.code, why))
}

/** `rows` of ShowDialPlan. */
export function wrongContext(rows: readonly AmiMessage[], context: string): string | null {
  const missing = missingOf(rows)
  if (missing.length > 0) return `context ${context} has no extension ${missing.join(', ')}`
  const wrong = wrongLine(rows)
  return wrong === null ? null : `context ${context}: ${wrong}`
}

/** Each is refused for want of a channel where the right is there. */
const needed = [
  { action: 'Originate', right: 'originate' },
  { action: 'Redirect', right: 'call' },
] as const

/** The first right of the AMI user that is missing for this method, in words, or null. */
export async function rightMissing(action: Ask): Promise<string | null> {
  for (const { action: name, right } of needed) {
    const asked = await action(name)
    if (!asked.ok && /permission denied/i.test(asked.error.detail ?? ''))
      return `the AMI right ${right} is missing (write= in manager.conf)`
  }
  return null
}
