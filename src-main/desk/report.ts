// The desk's part of a report for a support desk: its log, the settings without their secrets, and what it runs on.
import { readFileSync, statSync } from 'node:fs'
import { arch, freemem, release, totalmem, uptime } from 'node:os'
import type { ConnectorStatus, RequestOutput } from '#contract/ipc.ts'
import type { Settings } from '#contract/settings.ts'
import type { Clock } from '#contract/time.ts'
import { isoTime, logFiles, redact } from '#main/system/log.ts'

export type ReportParts = {
  readonly dir: string
  readonly settings: Settings
  readonly status: ConnectorStatus
  readonly shell: string
  readonly version: string
  readonly clock: Pick<Clock, 'now'>
}

// What the log says last is what is looked for.
const MOST_OF_LOG = 1_000_000

export const reportFiles = (parts: ReportParts): RequestOutput<'report'> => [
  { name: 'system.txt', text: systemText(parts) },
  { name: 'settings.json', text: `${JSON.stringify(withoutSecrets(parts.settings), null, 2)}\n` },
  ...logFiles(parts.dir).flatMap(({ name, path }) => {
    const text = lastOf(path)
    return text === null ? [] : [{ name, text }]
  }),
]

function systemText({ shell, version, status, clock }: ReportParts): string {
  const { node, electron, chrome } = process.versions
  const megabytes = (bytes: number) => Math.round(bytes / 1e6)
  return [
    `written ${isoTime(clock.now())} (${Intl.DateTimeFormat().resolvedOptions().timeZone})`,
    `earshot ${version}, ${shell} shell`,
    `node ${node}${electron ? `, electron ${electron}, chrome ${chrome}` : ''}`,
    `system ${process.platform} ${arch()} ${release()}, up for ${Math.round(uptime())} s`,
    `memory ${megabytes(process.memoryUsage().rss)} MB of this program, ${megabytes(freemem())} of ${megabytes(totalmem())} MB free`,
    `running for ${Math.round(process.uptime())} s`,
    `phone system ${status.phase} since ${isoTime(status.since)}`,
    ...('cause' in status && status.cause
      ? [`because ${status.cause.code}: ${redact(status.cause.detail ?? '')}`]
      : []),
    '',
  ].join('\n')
}

const secretNames = /(secret|password|passphrase|token|credential|jwt|apikey|pin|badge)$/i
const namesOfPeople = new Set(['supervisor', 'displayName', 'people'])

/** Secrets by the names of their fields, at any depth; a person by name is nobody's business at a support desk. */
export function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => {
      if (secretNames.test(name) && field !== null && field !== '') return [name, '***']
      if (namesOfPeople.has(name) && field !== null && field !== '') return [name, '…']
      return [name, withoutSecrets(field)]
    }),
  )
}

function lastOf(path: string): string | null {
  try {
    if (statSync(path).size === 0) return null
    const text = readFileSync(path, 'utf8')
    return text.length > MOST_OF_LOG ? text.slice(text.indexOf('\n', text.length - MOST_OF_LOG) + 1) : text
  } catch {
    return null
  }
}
