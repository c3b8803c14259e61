// Who counts as an agent on an Asterisk site, and what their team is called, where the PBX alone does not tell. docs/site-file.md.
import { z } from 'zod'

/** `*` stands for any characters, `?` for one. */
const pattern = z.string().superRefine((text, issue) => {
  const why = whyNotPattern(text)
  if (why) issue.addIssue({ code: 'custom', message: why })
})

function whyNotPattern(text: string): string | null {
  if (text === '') return 'a pattern is missing here'
  if (text.length > 100) return 'a pattern has at most 100 characters'
  if (/\s/.test(text)) return `"${text}": a pattern has no spaces`
  if (/[\^$[\](){}|\\]/.test(text))
    return `"${text}" looks like a regular expression; write * for any characters, ? for one`
  if (/^_[0-9XZN.!]+$/.test(text))
    return `"${text}" is a pattern of the dialplan; write * for any characters, ? for one`
  return /^[\w.+\-/@:;&#*?]+$/.test(text)
    ? null
    : `"${text}": letters, digits and . _ + - / @ : ; & # only, and * and ?`
}

export const hasWildcard = (text: string): boolean => /[*?]/.test(text)

const label = z.string().trim().min(1).max(100)

const namedAgent = z
  .object({
    /** Several: interfaces of one person where there is a name, of one team where there is none. */
    match: z.union([pattern, z.array(pattern).min(1)]),
    name: label.optional(),
    team: label.optional(),
  })
  .superRefine(({ match, name, team }, issue) => {
    const wild = [match].flat().find(hasWildcard)
    if (name !== undefined && wild !== undefined)
      issue.addIssue({
        code: 'custom',
        path: ['match'],
        message: `"${wild}" may be many, and a name is one person’s; give only a team`,
      })
    if (name === undefined && team === undefined) issue.addIssue({ code: 'custom', message: 'needs a name or a team' })
  })

/** Patterns match an interface as the queue has it, the device that tells its state, a phone, or a number. */
export const siteAgents = z
  .object({
    /** Phones to show although they are in no queue, and who stays although `leaveOut` names them. */
    include: z.array(pattern).default([]),
    leaveOut: z.array(pattern).default([]),
    /** The first that matches counts. */
    named: z.array(namedAgent).default([]),
  })
  .superRefine(({ include, leaveOut }, issue) => {
    const all = leaveOut.findIndex((text) => /^[*?]*\*[*?]*$/.test(text))
    if (all >= 0 && include.length === 0)
      issue.addIssue({
        code: 'custom',
        path: ['leaveOut', all],
        message: `"${leaveOut[all]}" leaves out everybody; say in include who stays`,
      })
  })
export type SiteAgents = Readonly<z.infer<typeof siteAgents>>
