// The history as CSV (RFC 4180): CRLF, quotes doubled, times as spreadsheets read them, and no field they would run as a formula. Pure.
import { type ActEntry, type ActOutcome, type CallRecord, type HistoryEntry, heardMs } from '#contract/history.ts'
import type { NoticeTold } from '#contract/notice/notice.ts'
import { type FilledScore, scoreOf, scoreOfCall } from '#contract/site/scorecard.ts'

const columns = {
  number: ({ seq }) => seq,
  asked_utc: ({ record }) => utc(record.askedAt),
  heard_from_utc: ({ record }) => (record.attachedAt === null ? '' : utc(record.attachedAt)),
  ended_utc: ({ record }) => utc(record.endedAt),
  seconds: ({ record }) => Math.round((heardMs(record) ?? 0) / 1000),
  supervisor: ({ record }) => record.supervisor.name,
  supervisor_extension: ({ record }) => record.supervisor.extension,
  agents: ({ record }) => record.call.agent.name,
  agent_extensions: ({ record }) => record.call.agent.extension,
  callers: ({ record }) => record.call.other?.name ?? '',
  caller_numbers: ({ record }) => record.call.other?.number ?? '',
  queues: ({ record }) => record.call.queue?.name ?? '',
  calls: ({ record: { call } }) => `${call.callId} ${call.by} ${utc(call.at)}`,
  modes: ({ record }) =>
    record.modes.map(({ mode, at, asked }) => `${mode} ${utc(at)}${asked ? '' : ' unasked'}`).join('; '),
  why: ({ record }) => record.why,
  end: ({ record }) => record.end,
  refusals: ({ record }) => record.refusals.map(tellRefusal).join('; '),
  notes: ({ record }) => record.notes.map(({ at, text }) => `${utc(at)} ${text}`).join('\n'),
  tags: ({ record }) => record.tags.join('; '),
  site: ({ record }) => record.site,
  hash: ({ hash }) => hash,
  // Behind the others: whoever reads them by their number goes on reading the same.
  unsure: ({ record }) => record.unsure.map(tellUnsure).join('; '),
  monitor: ({ record }) => record.monitorId,
  later_notes: ({ later }) => later.map(({ at, by, text }) => `${utc(at)} ${by}: ${text}`).join('\n'),
  reason: ({ record }) => record.reason ?? '',
  act: () => '',
  act_outcome: () => '',
  act_to: () => '',
  act_detail: () => '',
  score_percent: ({ scores }) => percent(scoreOfCall(scores)),
  scorecards: ({ scores }) => scores.map(tellScore).join('\n'),
  notice: ({ record }) => (record.notice ? tellNotice(record.notice) : ''),
} satisfies Record<string, (entry: HistoryEntry) => string | number>

/** An act is a row of the same columns, in which the others are empty. */
const actColumns: Partial<Record<keyof typeof columns, (entry: ActEntry) => string | number>> = {
  number: ({ seq }) => seq,
  asked_utc: ({ record }) => utc(record.at),
  supervisor: ({ record }) => record.supervisor.name,
  supervisor_extension: ({ record }) => record.supervisor.extension,
  agents: ({ record }) => record.agent?.name ?? '',
  agent_extensions: ({ record }) => record.agent?.extension ?? '',
  callers: ({ record }) => record.call?.other?.name ?? '',
  caller_numbers: ({ record }) => record.call?.other?.number ?? '',
  queues: ({ record }) => record.queues.map(({ name }) => name).join('; '),
  calls: ({ record }) => record.call?.id ?? '',
  site: ({ record }) => record.site,
  hash: ({ hash }) => hash,
  act: ({ record }) => record.act,
  act_outcome: ({ record }) => tellOutcome(record.outcome),
  act_to: ({ record: { to } }) => (to ? [to.name, to.number].filter(Boolean).join(' ') : ''),
  act_detail: ({ record }) => record.detail ?? '',
}

function tellOutcome(outcome: ActOutcome): string {
  if (outcome.kind !== 'refused') return outcome.kind
  const { code, detail, rule } = outcome.error
  return `refused: ${[code, detail, rule].filter(Boolean).join(', ')}`
}

/** What stands between two fields: where the comma is the decimal sign, spreadsheets expect a semicolon. */
export type Separator = ',' | ';'

export const csvHead = (separator: Separator): string => row(Object.keys(columns), separator)

export const csvRow = (entry: HistoryEntry, separator: Separator): string =>
  row(
    Object.values(columns).map((value) => value(entry)),
    separator,
  )

export const actCsvRow = (entry: ActEntry, separator: Separator): string =>
  row(
    Object.keys(columns).map((name) => actColumns[name as keyof typeof columns]?.(entry) ?? ''),
    separator,
  )

const row = (fields: readonly (string | number)[], separator: Separator): string =>
  `${fields.map(field).join(separator)}\r\n`

/** A text that begins like a formula is put behind an apostrophe: spreadsheets show it as text (OWASP, CSV Injection). */
function field(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const safe = /^\s*[=+\-@\t\r|]/.test(value) ? `'${value}` : value
  return /[",;\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe
}

/** 2026-03-02 10:04:05, in UTC: a time to every spreadsheet, where the letters of ISO 8601 would make it a text. */
const utc = (at: number): string => new Date(at).toISOString().slice(0, 19).replace('T', ' ')

function tellRefusal({ at, wanted, error }: CallRecord['refusals'][number]): string {
  const detail = [error.detail, error.rule].filter(Boolean).join(', ')
  return `${wanted} ${utc(at)} ${error.code}${detail ? ` (${detail})` : ''}`
}

function tellNotice({ tone, announcement, sign, isPrivate }: NoticeTold): string {
  const every = tone?.everyS ? ` every ${tone.everyS} s` : ''
  const ways = [tone && `tone to ${tone.to}${every}`, announcement && `announcement to ${announcement}`, sign && 'sign']
  return [isPrivate && 'private', ...ways].filter(Boolean).join('; ')
}

const tellUnsure = ({ modes, at, until }: CallRecord['unsure'][number]): string =>
  `${modes.join('|')} ${utc(at)}${until === null ? '' : ` to ${utc(until)}`}`

const percent = (score: number | null): number | string => (score === null ? '' : Math.round(score * 100))

/** With the questions as they were then. */
function tellScore({ at, by, answers }: FilledScore): string {
  const score = scoreOf(answers)
  const told = answers.map((one) => `${one.text} ${one.answer}${one.kind === 'text' ? '' : ` (weight ${one.weight})`}`)
  return `${utc(at)} ${by}${score === null ? '' : ` ${percent(score)}%`}: ${told.join('; ')}`
}
