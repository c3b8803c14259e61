// The language of /control, checked at the edge: one schema a method. See docs/demo-pbx.md.
import { z } from 'zod'

const text = z.string().min(1).max(200)
const line = z.string().min(1).max(40)
const mode = z.enum(['listen', 'whisper-agent', 'whisper-caller', 'join'])
const frequency = z.number().min(50).max(3900)
const frequencies = z.array(frequency).min(1).max(16)
const toneHz = z.number().min(100).max(3400).multipleOf(10)

export const authFrame = z.object({
  type: z.literal('auth'),
  role: z.enum(['console', 'operator']),
  owner: text,
  proof: z.string().max(200),
})

export const requestFrame = z.object({
  type: z.literal('request'),
  id: z.union([z.number(), z.string().max(100)]),
  method: z.string().max(100),
  params: z.record(z.string(), z.unknown()).default({}),
})

/** An RFC 3261 header field: a token, and a value that cannot begin another line. */
const headers = z
  .record(
    z.string().regex(/^[A-Za-z0-9!%*_+`'~.-]{1,60}$/),
    z
      .string()
      .max(500)
      .regex(/^[^\r\n\0]*$/),
  )
  .refine((map) => Object.keys(map).length <= 30, 'at most 30 headers')

export const bothMethods = { 'feed.subscribe': z.object({}), ping: z.object({}) }

export const consoleMethods = {
  'monitor.start': z.object({
    monitor: text,
    token: z
      .string()
      .min(1)
      .max(200)
      .regex(/^[\x21-\x7e]+$/),
    call: text,
    agent: text,
    line,
    supervisor: text,
    follow: z.boolean().default(false),
  }),
  'monitor.mode': z.object({ monitor: text, mode }),
  'monitor.hop': z.object({ monitor: text, call: text, agent: text }),
  'monitor.follow': z.object({ monitor: text, on: z.boolean() }),
  'monitor.end': z.object({ monitor: text }),
  'monitor.sweep': z.object({}),
  'monitor.list': z.object({}),
  /** `name`: of an announcement; null: the one there is. */
  'notice.play': z.object({
    call: text,
    agent: text,
    sound: z.enum(['tone', 'announcement']),
    name: text.nullable().default(null),
    to: z.enum(['agent', 'caller', 'both']),
  }),
  'supervisor.present': z.object({ name: text }),
  'hand-over.offer': z.object({ monitor: text, to: text, notes: z.string().max(4000).default('') }),
  'hand-over.answer': z.object({ offer: text, accept: z.boolean() }),
  'hand-over.withdraw': z.object({ offer: text }),
  'help.list': z.object({ supervisor: text }),
  'help.claim': z.object({ help: text }),
  'help.done': z.object({ help: text }),
  'help.hand-over': z.object({ help: text, to: text.nullable() }),
}

export const earMethods = {
  'ear.tones': z.object({ ear: text, frequencies, windowMs: z.number().min(20).max(10_000).default(400) }),
  'ear.watch': z.object({ ear: text, frequencies }),
  'ear.unwatch': z.object({ watch: text }),
  'ear.record': z.object({ ear: text }),
  'ear.stop': z.object({ ear: text }),
}

export const scenarioMethods = {
  'scenario.traffic': z.object({ on: z.boolean() }),
  'scenario.call': z.object({
    agent: line.optional(),
    onNet: z.boolean().optional(),
    number: line.optional(),
    name: text.optional(),
    queue: line.optional(),
    hold: z.boolean().optional(),
    agentHz: toneHz.optional(),
    callerHz: toneHz.optional(),
  }),
  'scenario.end': z.object({ call: text }),
  'scenario.hold': z.object({ call: text, on: z.boolean() }),
  'scenario.transfer': z.object({ call: text, to: line, attended: z.boolean().default(false) }),
  'scenario.handOff': z.object({ call: text, number: line, name: text.optional() }),
  'scenario.presence': z.object({
    agent: line,
    status: z.enum(['logged-out', 'unregistered', 'idle', 'ringing', 'in-call', 'wrap-up', 'paused']),
    reason: text.optional(),
  }),
  'scenario.help': z.object({ agent: line }),
}

export const lineMethods = {
  'line.ring': z.object({ line, headers: headers.default({}), from: line.regex(/^[\w.+*#-]+$/).optional() }),
  'line.hangup': z.object({ line }),
  'line.cancel': z.object({ invite: text }),
  stats: z.object({}),
}

export const operatorMethods = { ...earMethods, ...scenarioMethods, ...lineMethods }

type Methods = Readonly<Record<string, z.ZodType>>

/** One function a method, given the checked parameters. */
export type Handlers<S extends Methods> = { readonly [M in keyof S]: (params: z.infer<S[M]>) => unknown }

/** What is wrong with the parameters, in one sentence. */
export const complaint = (error: z.ZodError): string =>
  error.issues
    .slice(0, 3)
    .map((issue) => `${issue.path.join('.') || 'params'}: ${issue.message}`)
    .join('; ')
    .slice(0, 300)
