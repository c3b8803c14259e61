// The console's log: one line an event, numbers of people and secrets redacted before anything is written.
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Clock } from '#contract/time.ts'

/** debug: each request, for whoever writes the console. info: a change of phase. warn: it goes on, but somebody should know. error: a bug. */
const levels = ['debug', 'info', 'warn', 'error'] as const
export type LogLevel = (typeof levels)[number]
export type Log = (level: LogLevel, text: string) => void

export type LogParts = {
  readonly clock: Pick<Clock, 'now'>
  readonly write: (line: string) => void
  readonly least: LogLevel // what is below is not written
}

/** The least level EARSHOT_LOG asks for: `debug`, `warn` or `error`; info when it is unset or none of them. */
export const leastLevel = (wanted: string | undefined): LogLevel => levels.find((level) => level === wanted) ?? 'info'

/** A log that writes `ISO-time level text` lines; line breaks inside a text become spaces. */
export function createLog({ clock, write, least }: LogParts): Log {
  return (level, text) => {
    if (levels.indexOf(level) < levels.indexOf(least)) return
    const oneLine = text.replace(/\s*[\r\n]+\s*/g, ' ')
    write(`${isoTime(clock.now())} ${level} ${redact(oneLine)}\n`)
  }
}

/** `at` is epoch ms. */
export const isoTime = (at: number): string => new Date(at).toISOString()

/** Phone numbers of six digits and more keep their last two; values of secrets go altogether. Extensions stay: they name desks. */
export function redact(text: string): string {
  return text
    .replace(/\b(authorization"?\s*[=:]).*/gi, '$1 ***') // a scheme, then fields of any kind
    .replace(/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, '***') // a JWT, whatever stands before it
    .replace(/(password|secret|credential|token|key|proof|cookie)("?\s*[=:]\s*"?)[^\s"',;&}]+/gi, '$1$2***')
    .replace(/(?<![\w.])\(?\+?\d(?:[\s()-]{0,2}\d){3,}(\d{2})(?![\w.])/g, '…$1')
}

/** Where the log of a console's folder is: what is written now, and what was set aside before. Newest first. */
export const logFiles = (dir: string): readonly { readonly name: string; readonly path: string }[] =>
  ['earshot.log', 'earshot.log.old'].map((name) => ({ name, path: join(dir, 'log', name) }))

/** Appends to a file only its owner can read; one that has grown above `maxBytes` is set aside as `.old`, over the one before. */
export function fileWriter(path: string, maxBytes = 2_000_000): (line: string) => void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  let bytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  return (line) => {
    try {
      if (bytes > maxBytes) {
        renameSync(path, `${path}.old`)
        bytes = 0
      }
      appendFileSync(path, line, { mode: 0o600 })
      bytes += Buffer.byteLength(line)
    } catch {
      // A full disk must not end a monitor.
    }
  }
}
