// The history as CSV (RFC 4180): CRLF, quotes doubled, and no field that a spreadsheet would run as a formula. Pure.
import type { HistoryEntry, MonitorRecord } from '../../src-preload/contract/history.ts'

const columns = {
  number: ({ seq }) => seq,
  asked: ({ record }) => iso(record.askedAt),
  heard_from: ({ record }) => (record.attachedAt === null ? '' : iso(record.attachedAt)),
  ended: ({ record }) => iso(record.endedAt),
  seconds: ({ record }) => (record.attachedAt === null ? 0 : Math.round((record.endedAt - record.attachedAt) / 1000)),
  supervisor: ({ record }) => record.supervisor.name,
  supervisor_extension: ({ record }) => record.supervisor.extension,
  agents: ({ record }) => each(record, ({ agent }) => agent.name),
  agent_extensions: ({ record }) => each(record, ({ agent }) => agent.extension),
  callers: ({ record }) => each(record, ({ other }) => other?.name ?? ''),
  caller_numbers: ({ record }) => each(record, ({ other }) => other?.number ?? ''),
  queues: ({ record }) => each(record, ({ queue }) => queue?.name ?? ''),
  calls: ({ record }) => each(record, ({ callId, by, at }) => `${callId} ${by} ${iso(at)}`),
  modes: ({ record }) =>
    record.modes.map(({ mode, at, asked }) => `${mode} ${iso(at)}${asked ? '' : ' unasked'}`).join('; '),
  why: ({ record }) => record.why,
  end: ({ record }) => record.end,
  refusals: ({ record }) => record.refusals.map(tellRefusal).join('; '),
  notes: ({ record }) => record.notes.map(({ at, text }) => `${iso(at)} ${text}`).join('\n'),
  tags: ({ record }) => record.tags.join('; '),
  site: ({ record }) => record.site,
  hash: ({ hash }) => hash,
} satisfies Record<string, (entry: HistoryEntry) => string | number>

export const csvHead = (): string => row(Object.keys(columns))

export const csvRow = (entry: HistoryEntry): string => row(Object.values(columns).map((value) => value(entry)))

const row = (fields: readonly (string | number)[]): string => `${fields.map(field).join(',')}\r\n`

/** A text that begins like a formula is put behind an apostrophe: spreadsheets show it as text (OWASP, CSV Injection). */
function field(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const safe = /^\s*[=+\-@\t\r|]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe
}

const iso = (at: number): string => new Date(at).toISOString()

const each = ({ calls }: MonitorRecord, tell: (call: MonitorRecord['calls'][number]) => string): string =>
  [...new Set(calls.map(tell))].filter((text) => text !== '').join('; ')

function tellRefusal({ at, wanted, error }: MonitorRecord['refusals'][number]): string {
  return `${wanted} ${iso(at)} ${error.code}${error.detail ? ` (${error.detail})` : ''}`
}
