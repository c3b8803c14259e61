// An Asterisk or FreePBX site: what the console must know to reach it. docs/asterisk.md says where each value comes from.
import { z } from 'zod'
import { socketUrls } from './line-account.ts'
import { hostName, plainWord, sipAddress, webAddress } from './site/address.ts'
import { pem } from './site/pem.ts'

const word = plainWord(100)
/** A name that goes into dialplan and channel strings as it is. */
const plainName = z.string().regex(/^[A-Za-z0-9_.+-]{1,80}$/, 'letters, digits, _ . + - only')

/** Of agents: `*` stands for any characters, `?` for one. */
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

const hasWildcard = (text: string): boolean => /[*?]/.test(text)

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

/** `5101`, a PJSIP endpoint; `SIP/5101`, a peer of chan_sip, and likewise for other channel drivers. */
const phoneName = z
  .string()
  .regex(
    /^(?:(?:PJSIP|SIP|IAX2|SCCP|DAHDI)\/)?[A-Za-z0-9_.+-]{1,80}$/,
    'a PJSIP endpoint (5101), or with its channel driver PJSIP/, SIP/, IAX2/, SCCP/ or DAHDI/ (SIP/5101)',
  )

export const asteriskSite = z.object({
  kind: z.literal('asterisk'),
  host: hostName,
  ami: z
    .object({
      port: z.number().int().min(1).max(65535).optional(),
      user: word,
      secret: z.string().max(200),
      /** `ca` only where AMI has another authority than the rest of the site. */
      tls: z.union([z.boolean(), z.object({ ca: pem })]).default(false),
    })
    // Asterisk's own ports (manager.conf, port and tlsbindaddr).
    .transform((ami) => ({ ...ami, port: ami.port ?? (ami.tls ? 5039 : 5038) })),
  /** PEM text of the authority that signed the PBX's certificates, for AMI, ARI and the line. null: what this computer trusts. */
  ca: pem,
  /** `url` ends in /ari, e.g. https://pbx.example:8089/ari; `ca` as with `ami.tls`. null: this site has no ARI. */
  ari: z
    .object({
      url: webAddress('http|https', 'https://pbx.example:8089/ari').refine((url) => !/[?#]/.test(url), {
        message: 'must end in /ari, without ? or #; user and password stand beside it',
      }),
      user: word,
      password: z.string().max(200),
      ca: pem,
    })
    .nullable()
    .default(null),
  /** The supervisor's endpoint, as the softphone in the console registers it. */
  line: z
    .object({
      uri: sipAddress,
      wsUrl: socketUrls('wss://pbx.example:8089/ws'),
      authUser: word,
      /** Its endpoint, where that is named otherwise than the user in `uri`: `sup-anna`. */
      endpoint: plainName.optional(),
      password: z.string().max(200),
    })
    .nullable()
    .default(null),
  /** What leads outside: calls over these endpoints, or that begin in these contexts, are off-net. */
  trunks: z
    .object({ endpoints: z.array(plainName).default([]), contexts: z.array(plainName).default([]) })
    .default({ endpoints: [], contexts: [] }),
  /** Phones to show although they are in no queue; 'all' shows every PJSIP endpoint that is not a trunk. */
  extensions: z.union([z.literal('all'), z.array(plainName)]).default([]),
  /** Who is an agent, and of which team, where the PBX alone does not tell. */
  agents: siteAgents.default({ include: [], leaveOut: [], named: [] }),
  /** How agents ask for help from their phone (docs/asterisk.md); null: they do not, or not by that code. */
  help: z
    .object({
      code: z
        .string()
        .regex(/^[0-9*#]{1,10}$/, 'digits, * and # only')
        .default('*44'),
      /** By the digits dialled behind the code: `*441`. */
      reasons: z.record(z.string().regex(/^[0-9]{1,6}$/, 'digits only'), label).default({}),
    })
    .nullable()
    .default(null),
  way: z.enum(['auto', 'ari', 'dialplan']).default('auto'),
  /** The context of docs/asterisk.md, for the way without ARI. */
  context: plainName.default('earshot-monitor'),
  /** Where the supervisor takes the monitor: in the console, on another endpoint (a desk phone), or on all phones of the line. */
  takeOn: z.union([z.enum(['console', 'all']), z.object({ phone: phoneName })]).default('console'),
})
export type AsteriskSite = Readonly<z.infer<typeof asteriskSite>>
