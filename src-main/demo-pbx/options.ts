// The command line of the demo PBX. Pure: what was asked for, or one line that says what is wrong.
import { parseArgs } from 'node:util'
import { z } from 'zod'

export type Options = {
  readonly port: number
  readonly seed: number
  readonly speed: number
  readonly voices: 'speech' | 'tones'
  readonly lines: ReadonlyMap<string, string> // extension -> password
  readonly consoleSecret: string
  readonly operatorSecret: string
  readonly resources: string | null
}

export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: string }

/** `randomSecret` makes what was not given; `usualLine` is there when no line was. Secrets of EARSHOT_DEMO_SECRETS give way to those of the command line. */
export function readOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  randomSecret: () => string,
  usualLine = '5001',
): Read<Options> {
  try {
    return { ok: true, value: read(args, env, randomSecret, usualLine) }
  } catch (error) {
    return { ok: false, error: String(error instanceof Error ? error.message : error).replaceAll('\n', ' ') }
  }
}

function read(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  random: () => string,
  usualLine: string,
): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string', default: '0' },
      seed: { type: 'string', default: '7' },
      speed: { type: 'string', default: '1' },
      voices: { type: 'string', default: 'speech' },
      line: { type: 'string', multiple: true, default: [] },
      'secret-console': { type: 'string' },
      'secret-operator': { type: 'string' },
      resources: { type: 'string' },
    },
  })
  const secrets = readSecrets(env.EARSHOT_DEMO_SECRETS)
  const lines = new Map([...Object.entries(secrets.lines), ...values.line.map(readLine)])
  if (lines.size === 0) lines.set(usualLine, random())
  return {
    port: readNumber('--port', values.port, 0, 65_535, true),
    seed: readNumber('--seed', values.seed, -(2 ** 31), 2 ** 31 - 1, true),
    speed: readNumber('--speed', values.speed, 0, 50, false),
    voices: readVoices(values.voices),
    lines,
    consoleSecret: values['secret-console'] ?? secrets.console ?? random(),
    operatorSecret: values['secret-operator'] ?? secrets.operator ?? random(),
    resources: values.resources ?? env.EARSHOT_RESOURCES ?? null,
  }
}

function readNumber(flag: string, text: string, least: number, most: number, whole: boolean): number {
  const value = text.trim() === '' ? Number.NaN : Number(text)
  if (Number.isNaN(value) || value < least || value > most || (whole && !Number.isInteger(value)))
    throw new Error(`${flag} must be a ${whole ? 'whole ' : ''}number from ${least} to ${most}, not "${text}".`)
  return value
}

function readVoices(text: string): 'speech' | 'tones' {
  if (text === 'speech' || text === 'tones') return text
  throw new Error(`--voices must be speech or tones, not "${text}".`)
}

function readLine(text: string): [string, string] {
  const match = /^([\w.-]{1,40}):(.+)$/.exec(text)
  if (!match?.[1] || !match[2]) throw new Error('--line must look like 5001:PASSWORD.')
  return [match[1], match[2]]
}

const secret = z.string().min(1)
const secretsOfEnv = z.object({
  console: secret.optional(),
  operator: secret.optional(),
  lines: z.record(z.string().regex(/^[\w.-]{1,40}$/), secret).default({}),
})

function readSecrets(json: string | undefined): z.infer<typeof secretsOfEnv> {
  const parsed = secretsOfEnv.safeParse(json ? parse(json) : {})
  if (parsed.success) return parsed.data
  throw new Error('EARSHOT_DEMO_SECRETS must be JSON like {"console":"…","operator":"…","lines":{"5001":"…"}}.')
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}
