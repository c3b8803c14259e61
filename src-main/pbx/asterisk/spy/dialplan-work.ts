// The lines in the ChanSpy context: each is moved by its machine, and what that says is done by AMI.
import type { createRequests } from '#contract/requests.ts'
import type { Result } from '#contract/result.ts'
import type { Clock } from '#contract/time.ts'
import type { SpyListener } from '#main/pbx/kit/spy-method.ts'
import type { AmiFields, AmiReply } from '../wire/ami-client.ts'
import { digitOf } from '../wire/monitor-context.ts'
import { type DialplanLine, type LineEffect, type LineInput, nextLine } from './dialplan-line.ts'

export type DialplanParts = {
  readonly action: (name: string, fields?: AmiFields) => Promise<Result<AmiReply>>
  /** Of all ids it gives out in this run. */
  readonly idPrefix: string
  readonly supervisor: string
  readonly context: string
  readonly endpoints: () => Promise<readonly string[]>
  readonly peerOf: (channelId: string) => string | null
  readonly switchBy: () => 'api' | 'info' | 'rfc4733'
  /** The digits can only come from the line in the console. */
  readonly byConsole: boolean
  readonly listener: SpyListener
  readonly clock: Clock
}

/** `lent`: given away, or about to be: its channel is left alone. lost: it has gone meanwhile. */
export type Line = { state: DialplanLine; lent: 'no' | 'lent' | 'lost' }
export type Work = {
  readonly parts: DialplanParts
  readonly lines: Map<string, Line>
  readonly rung: ReturnType<typeof createRequests<string, boolean>> // by channel
  readonly changes: ReturnType<typeof createRequests<number, boolean>>
  readonly away: ReturnType<typeof createRequests<string, void>> // by ticket
  readonly originates: Map<string, string> // ActionID → channel
  changeCount: number
}

export const confirmedWithinMs = 1500
export const askAgainMs = 1000

export function move(work: Work, line: Line, input: LineInput): void {
  const step = nextLine(line.state, input, !work.parts.byConsole)
  line.state = step.state
  for (const effect of step.effects) perform(work, line, effect)
}

function perform(work: Work, line: Line, effect: LineEffect): void {
  const { listener } = work.parts
  const { ticketId } = line.state
  switch (effect.do) {
    case 'hangUp':
      return void hangUp(work, effect.phone.name ?? effect.phone.id)
    case 'redirect':
      return void redirect(work, line, digitOf[effect.mode])
    case 'settle':
      return void work.changes.answer(effect.number, effect.isInForce)
    case 'away':
      work.lines.delete(ticketId)
      return void work.away.answer(ticketId)
    case 'lineUp':
      return void listener.lineUp(ticketId)
    case 'spyGone':
      return void listener.spyGone(ticketId)
    case 'lineDown':
      return void listener.lineDown(ticketId, effect.reason)
    case 'switched':
      return void listener.switched(ticketId, effect.mode)
  }
}

export const setVariable = ({ parts }: Work, { state }: Line, name: string, value: string) =>
  parts.action('Setvar', [
    ['Channel', state.channel ?? ''],
    ['Variable', name],
    ['Value', value],
  ])

export const redirect = ({ parts }: Work, { state }: Line, extension: string) =>
  parts.action('Redirect', [
    ['Channel', state.channel ?? ''],
    ['Context', parts.context],
    ['Exten', extension],
    ['Priority', '1'],
  ])

export const hangUp = ({ parts }: Work, channel: string) => parts.action('Hangup', [['Channel', channel]])
