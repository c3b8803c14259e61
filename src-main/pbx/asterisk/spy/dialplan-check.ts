// Whether a site can be monitored without ARI.

import type { AmiMessage } from '../wire/ami-codec.ts'
import { digitOf, idleExtension } from '../wire/monitor-context.ts'
import { wrongLine } from './context-lines.ts'
import type { DialplanParts } from './dialplan-work.ts'

type Ask = DialplanParts['action']

/** Is the context there, whole, and does each line what its mode says? Right: reporting (or config). */
export async function contextMissing(action: Ask, context: string): Promise<string | null> {
  const shown = await action('ShowDialPlan', [['Context', context]])
  if (!shown.ok) return `context ${context}: ${shown.error.detail ?? shown.error.code}`
  return wrongContext(shown.value.rows, context)
}

/** `rows` of ShowDialPlan. */
export function wrongContext(rows: readonly AmiMessage[], context: string): string | null {
  const present = new Set(rows.map((row) => row.Extension))
  const missing = ['s', idleExtension, ...Object.values(digitOf)].filter((extension) => !present.has(extension))
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
