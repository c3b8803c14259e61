// The report for a support desk: one zip of plain texts, with nothing secret in them. Loaded when it is asked for.
import { strToU8, zipSync } from 'fflate'
import type { ConnectorStatus, Desk } from '#contract/ipc.ts'
import type { MediaPath } from '#renderer/line/media-path.ts'
import type { Registration } from '#renderer/line/phone.ts'
import type { SipMessage } from '#renderer/line/sip-trace.ts'
import type { Diagnostics } from './diagnostics.ts'

export type ReportFile = { readonly name: string; readonly text: string }

export type ReportParts = {
  readonly diagnostics: Diagnostics
  readonly path: MediaPath | null
  readonly messages: readonly SipMessage[]
  readonly window: { readonly userAgent: string; readonly language: string; readonly size: string }
  readonly at: number // epoch ms
}

/** The window's part of it. */
export function windowFiles({ diagnostics, path, messages, window, at }: ReportParts): readonly ReportFile[] {
  const { sound, line, losses, feed } = diagnostics
  return [
    {
      name: 'window.txt',
      text: lines([
        `written ${iso(at)}`,
        `browser ${window.userAgent}`,
        `language ${window.language}`,
        `size ${window.size}`,
        ...(path
          ? [
              `codec ${path.codec ?? '?'}`,
              `path ${path.local ?? '?'} - ${path.remote ?? '?'}`,
              `packets sent ${path.packetsSent}, received ${path.packetsReceived}`,
            ]
          : ['no call on the line']),
      ]),
    },
    {
      name: 'line.txt',
      text: lines(line.map(({ at, registration }) => `${iso(at)} ${registration.kind}${causeOf(registration)}`)),
    },
    {
      name: 'missed-sound.txt',
      text: lines(
        losses.map(
          (one) => `${iso(one.at)} ${one.losses.map(({ side, where }) => `${side} ${where}`).join(', ') || 'nothing'}`,
        ),
      ),
    },
    { name: 'feed.txt', text: lines(feed.map(({ at, status }) => `${iso(at)} ${status.phase}${causeOf(status)}`)) },
    {
      name: 'sound.csv',
      text: lines([
        'time,mos,lossPercent,jitterMs,roundTripMs',
        ...sound.map((one) =>
          [iso(one.at), one.mos, one.lossPercent, one.jitterMs, one.roundTripMs].map(cellOf).join(','),
        ),
      ]),
    },
    {
      name: 'sip.txt',
      text: messages
        .map(({ at, direction, text }) => `--- ${iso(at)} ${direction}\r\n${text.trimEnd()}\r\n`)
        .join('\r\n'),
    },
  ]
}

/** The whole report. Without the desk it holds what the window knows: a report is wanted most when something is broken. */
export async function reportZip(desk: Desk, parts: ReportParts): Promise<Uint8Array<ArrayBuffer>> {
  const fromDesk = await desk
    .request('report', null)
    .catch((): readonly ReportFile[] => [{ name: 'desk.txt', text: 'the desk was out of reach\n' }])
  const files = [...fromDesk, ...windowFiles(parts)]
  return Uint8Array.from(zipSync(Object.fromEntries(files.map(({ name, text }) => [name, strToU8(text)]))))
}

/** `earshot-report-2026-03-02-1405.zip`, by the local clock. */
export function reportName(at: number): string {
  const local = new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString()
  return `earshot-report-${local.slice(0, 10)}-${local.slice(11, 16).replace(':', '')}.zip`
}

const lines = (all: readonly string[]): string => all.map((line) => `${line}\n`).join('')
const iso = (at: number): string => new Date(at).toISOString()
const cellOf = (value: string | number | null): string =>
  typeof value === 'number' ? String(Math.round(value * 100) / 100) : (value ?? '')

const causeOf = (stands: Registration | ConnectorStatus): string => {
  const cause = 'cause' in stands ? stands.cause : undefined
  return cause ? ` ${cause.code}${cause.detail === undefined ? '' : `: ${cause.detail}`}` : ''
}
