// What can be set: the site (which PBX, which policy), the supervisor's line, and how the console looks and behaves.
import { z } from 'zod'
import { sitePolicy } from './access.ts'
import { alertChange, alertRules } from './alerts.ts'
import { siteIceServer } from './line-account.ts'
import { mode, modes } from './monitor.ts'
import { siteNotice } from './notice/notice.ts'
import { secretHash, siteAccess, sitePeople } from './rights.ts'
import { freeswitchSite } from './site/freeswitch.ts'
import { standingOrders } from './site/orders.ts'
import { scorecardForm } from './site/scorecard.ts'
import { asteriskSite } from './site-asterisk.ts'
import { netsapiensSite } from './site-netsapiens.ts'
import { noViews, views } from './views.ts'

/** The embedded demo PBX, as a site. `speed` 1 is real time; `seed` fixes the whole run of calls. */
export const demoSite = z.object({
  kind: z.literal('demo'),
  seed: z.number().int().default(7),
  speed: z.number().min(0).max(50).default(1),
  voices: z.enum(['speech', 'tones']).default('speech'),
})

/** One member a kind of PBX; each connector adds its own. */
export const site = z.discriminatedUnion('kind', [demoSite, asteriskSite, netsapiensSite, freeswitchSite])
export type Site = z.infer<typeof site>
export type FreeswitchSite = Extract<Site, { kind: 'freeswitch' }>
export { freeswitchSite }

/** contrast: high contrast, light or dark as the system is. */
export const theme = z.enum(['system', 'dark', 'light', 'contrast'])
export const languages = ['system', 'en', 'es', 'de'] as const
export const language = z.enum(languages)

/** What a call is called that stays on the site's own phone system, and one that does not: internal and external, or on-net and off-net. */
const terms = z.enum(['internal', 'onNet'])

const endAfterCallS = z.number().int().min(10).max(3600)

const remindMin = z.number().int().min(1).max(120).nullable()
const volume = z.number().min(0).max(1)

/** Command to key combo (`L`, `Mod+K`), null for none; only what the person has chosen. */
export const keyChoices = z.record(z.string().max(40), z.string().min(1).max(40).nullable())

/**
 * How what lets somebody hear the supervisor, and what moves or ends a monitor, is done by key: by holding the key for a
 * moment, or by pressing it with Alt. By a mere press it never is.
 */
const speakKeys = z.enum(['hold', 'modifier'])

/** Days a monitor stays in the history; null: for good. */
const keepDays = z.number().int().min(1).max(36_500).nullable()

/** A number as it is dialled. */
const dialString = z.string().regex(/^[+*#\w.-]{1,40}$/, 'must be a number as it is dialled, like *97')

const phoneCalls = z.object({
  allowed: z.boolean().default(true), // false: nobody places or takes ordinary calls here
  digitsBy: z.enum(['rfc4733', 'info']).default('rfc4733'), // how keys pressed in a call reach the other side
  voicemail: dialString.nullable().default(null), // the number of the mailbox
  conference: dialString.nullable().default(null), // the room in which three meet; null: the PBX has none
  echo: dialString.nullable().default(null), // the number that plays back what it hears; null: the PBX has none
})

/** How the program behaves on its computer, in Electron; a browser does nothing of it. */
const desktop = z.object({
  startAtLogin: z.boolean().default(false),
  startInTray: z.boolean().default(false), // without showing its window
  onTop: z.boolean().default(false), // above other windows while a call is listened to
  muteEverywhere: z.boolean().default(false), // the key that always mutes does so in other programs as well
  smallCard: z.boolean().default(false), // a small window above all others while a call is listened to: who hears
})

/** Newer versions of the program itself: never while somebody listens, and none without a feed. */
const updates = z.object({
  mode: z.enum(['off', 'ask', 'auto']).default('ask'),
  channel: z.enum(['stable', 'beta']).default('stable'),
  feed: z
    .string()
    .max(500)
    .regex(/^https:\/\/[^\s?#]+$/, 'must be an https address')
    .nullable()
    .default(null), // a folder of channels and packages
})

export const settings = z.object({
  siteName: z.string().max(100).default('Demo floor'),
  site: site.default({ kind: 'demo', seed: 7, speed: 1, voices: 'speech' }),
  policy: sitePolicy.default('crexendo'),
  rights: z.array(mode).default([...modes]),
  /** Who may do what with whom, where `rights` alone is too coarse. */
  access: siteAccess.prefault({}),
  /** What agent and caller are told of being monitored. */
  notice: siteNotice.prefault({}),
  /** Who may sit at this console; with some, whoever sits down signs in by PIN or badge. */
  people: sitePeople.default([]),
  /** What an agent may be paused for; none: what the supervisor writes. */
  pauseReasons: z.array(z.string().trim().min(1).max(80)).max(40).default(['Break', 'Lunch', 'Meeting', 'Training']),
  /** What is asked about a call that was listened to. */
  scorecard: scorecardForm.nullable().default(null),
  /** What a supervisor may send an agent with one press; none: those of the console, in its language. */
  readyPhrases: z.array(z.string().trim().min(1).max(200)).max(40).default([]),
  terms: terms.default('internal'),
  /** null: whoever signs in at the PBX, else `unnamedSupervisor`. */
  supervisor: z
    .object({
      name: z.string().max(100),
      extension: z.string().max(40),
      role: z.string().max(100).optional(),
      teams: z.array(z.string().max(100)).max(100).optional(),
    })
    .nullable()
    .default(null),
  line: z
    .object({
      switchBy: z.enum(['info', 'rfc4733', 'api']).default('info'), // a matter of the PBX, therefore of the file
      microphoneId: z.string().max(200).nullable().default(null), // null: the system's default
      microphoneName: z.string().max(200).nullable().default(null), // a device plugged in again may have another id
      speakerId: z.string().max(200).nullable().default(null),
      speakerName: z.string().max(200).nullable().default(null),
      processing: z.boolean().default(true), // of the voice: the three below, each by itself
      echoCancellation: z.boolean().default(true),
      noiseSuppression: z.boolean().default(true),
      gainControl: z.boolean().default(true),
      volume: volume.default(1), // of what is heard
      /** When the microphone is asked for: a Bluetooth headset sounds poorly for as long as it is. */
      microphoneAt: z.enum(['day', 'listen', 'whisper']).default('day'),
      callWaiting: z.boolean().default(true), // a call that comes while listening waits, or its caller hears busy
      /** How the sound finds its way is the site's matter as well, at every kind of PBX. */
      iceServers: z.array(siteIceServer).max(8).default([]),
      relayOnly: z.boolean().default(false), // no sound but by TURN
      /** Ordinary calls: what the site allows and what its PBX has for them. */
      phone: phoneCalls.prefault({}),
      ringerId: z.string().max(200).nullable().default(null), // where calls ring; null: the system's default
      ringerName: z.string().max(200).nullable().default(null),
      doNotDisturb: z.boolean().default(false), // callers hear busy; monitors are not touched
    })
    .refine(({ relayOnly, iceServers }) => !relayOnly || iceServers.some(({ urls }) => /^turns?:/.test(urls)), {
      path: ['relayOnly'],
      message: 'needs a turn: or turns: address in line.iceServers',
    })
    .prefault({}),
  follow: z.boolean().default(false), // the state of the follow switch when a monitor starts
  /** After its call has ended, a monitor that nobody keeps ends by itself. */
  endAfterCallS: endAfterCallS.default(120),
  /** Every so many minutes it is shown that somebody hears the supervisor; null: never. */
  remindMin: remindMin.default(5),
  keys: keyChoices.default({}),
  speakKeys: speakKeys.default('hold'),
  theme: theme.default('system'),
  language: language.default('system'),
  kiosk: z.boolean().default(false),
  /** What `npm run hash-pin` prints of it; null: the exit key alone leaves a kiosk. */
  kioskPassphrase: secretHash.nullable().default(null),
  alerts: alertRules.default(alertRules.parse({})),
  history: z.object({ keepDays: keepDays.default(365) }).default({ keepDays: 365 }),
  updates: updates.prefault({}),
  orders: standingOrders.catch([]).default([]), // as with views below
  desktop: desktop.prefault({}),
  views: views.catch(noViews).default(noViews), // views this version cannot read must not cost the person the other settings
})
export type Settings = z.infer<typeof settings>

/** Who monitors where neither the settings nor a sign-in say it. */
export const unnamedSupervisor = { name: 'Supervisor', extension: '5001' } as const

const lineShape = settings.shape.line.unwrap().shape

/**
 * What the supervisor may change in the console itself; the site belongs to the file. Fields without their defaults:
 * zod fills those in also where a field is optional, and a change of one would reset the others.
 */
export const settingsChange = z
  .object({
    line: z
      .object({
        microphoneId: lineShape.microphoneId.unwrap(),
        speakerId: lineShape.speakerId.unwrap(),
        microphoneName: lineShape.microphoneName.unwrap(),
        speakerName: lineShape.speakerName.unwrap(),
        processing: lineShape.processing.unwrap(),
        echoCancellation: lineShape.echoCancellation.unwrap(),
        noiseSuppression: lineShape.noiseSuppression.unwrap(),
        gainControl: lineShape.gainControl.unwrap(),
        microphoneAt: lineShape.microphoneAt.unwrap(),
        volume: lineShape.volume.unwrap(),
        callWaiting: lineShape.callWaiting.unwrap(),
        ringerId: lineShape.ringerId.unwrap(),
        ringerName: lineShape.ringerName.unwrap(),
        doNotDisturb: lineShape.doNotDisturb.unwrap(),
      })
      .partial(),
    follow: z.boolean(),
    endAfterCallS,
    remindMin,
    keys: keyChoices,
    speakKeys,
    theme,
    alerts: alertChange,
    history: z.object({ keepDays }),
    desktop: z
      .object({
        startAtLogin: desktop.shape.startAtLogin.unwrap(),
        startInTray: desktop.shape.startInTray.unwrap(),
        onTop: desktop.shape.onTop.unwrap(),
        muteEverywhere: desktop.shape.muteEverywhere.unwrap(),
        smallCard: desktop.shape.smallCard.unwrap(),
      })
      .partial(),
    language,
    orders: standingOrders,
    views,
  })
  .partial()
export type SettingsChange = z.infer<typeof settingsChange>

type Found<L extends string> = { readonly language: L; readonly tag: string }

/**
 * The language chosen or, for `system`, the first of the system's tags that is spoken; null where none is.
 * `tag` is the system's own (de-CH, es-MX) where it names the language, else the language itself.
 */
export function languageOf<L extends string>(
  spoken: readonly L[],
  choice: L | 'system',
  system: readonly string[],
): Found<L> | null {
  if (choice !== 'system') return { language: choice, tag: system.find((tag) => isOf(tag, choice)) ?? choice }
  for (const tag of system) {
    const language = spoken.find((candidate) => isOf(tag, candidate))
    if (language) return { language, tag }
  }
  return null
}

const isOf = (tag: string, language: string): boolean => tag === language || tag.startsWith(`${language}-`)
