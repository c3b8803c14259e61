// What `npm audit --json` has answered: clean, refused, or not known. Pure.
import { z } from 'zod'

const report = z.object({
  vulnerabilities: z.record(
    z.string(),
    z.object({ severity: z.string(), range: z.string(), isDirect: z.boolean().default(false) }),
  ),
})

export type Audit = { readonly kind: 'clean' | 'refused' | 'notKnown'; readonly lines: readonly string[] }

const grave = ['high', 'critical']

export function readAudit(text: string): Audit {
  const parsed = report.safeParse(jsonOf(text))
  if (!parsed.success) return { kind: 'notKnown', lines: ['audit: the registry has not answered, so nothing is known'] }
  const all = Object.entries(parsed.data.vulnerabilities)
  const refused = all.filter(([, { severity }]) => grave.includes(severity))
  const tell = (mark: string) => (one: (typeof all)[number]) => `${mark} ${one[0]} ${one[1].range}: ${one[1].severity}`
  const lesser = all.filter((one) => !refused.includes(one)).map(tell('audit:'))
  if (refused.length > 0) return { kind: 'refused', lines: [...refused.map(tell('REFUSED:')), ...lesser] }
  return { kind: 'clean', lines: [...lesser, 'audit: nothing grave is known of our packages'] }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
