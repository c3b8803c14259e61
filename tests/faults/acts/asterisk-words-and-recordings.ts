// Recordings and texts on the real Asterisk: how they are staged, and how its command line and the agent's phone tell whether they are done.
import { randomUUID } from 'node:crypto'
import type { Act } from '#contract/acts/acts.ts'
import { header } from '#main/proof/phone/sip-text.ts'
import { until } from '../../asterisk/call-centre.ts'
import type { LaneConsole } from '../console.ts'
import type { ActJourney, Truth } from './act-floor.ts'
import type { AsteriskActLane } from './asterisk-act-lanes.ts'
import { type Talking, talking, wrong } from './asterisk-talking.ts'

type Arrange = ActJourney<AsteriskActLane>['arrange']

/** Of a row of `core show channels concise`; the caller's channel is the one that is recorded. */
async function channelOf(lane: AsteriskActLane, { user }: Talking): Promise<string> {
  const rows = (await lane.cli('core show channels concise')).split('\n').map((row) => row.split('!'))
  const row = rows.find((cells) => cells[0]?.startsWith('PJSIP/trunk-') && cells.includes(user))
  if (!row?.[0]) throw new Error(`no channel of ${user}`)
  return row[0]
}

/** One row each. */
const recordings = async (lane: AsteriskActLane, channel: string): Promise<number> =>
  (await lane.cli(`mixmonitor list ${channel}`)).split('\n').filter((row) => row.includes('earshot-')).length

async function staged(lane: AsteriskActLane, console: LaneConsole) {
  const talk = await talking(lane, console)
  const channel = await channelOf(lane, talk)
  return { callId: talk.target.callId, channel }
}

async function recorded(lane: AsteriskActLane, console: LaneConsole) {
  const call = await staged(lane, console)
  const begun = await console.connector.acts?.run({ kind: 'record', callId: call.callId }, randomUUID())
  if (!begun?.ok) throw new Error(`not recorded: ${begun?.error.code} ${begun?.error.detail ?? ''}`)
  await until(async () => (await recordings(lane, call.channel)) === 1, 'it is recorded')
  return call
}

export const record: Arrange = async (lane, console) => {
  const { callId, channel } = await staged(lane, console)
  return {
    ask: { kind: 'record', callId },
    truth: async () => counted(await recordings(lane, channel), ['not', 'done'], 'recordings'),
    shown: null,
  }
}

export const stopRecording: Arrange = async (lane, console) => {
  const { callId, channel } = await recorded(lane, console)
  return {
    ask: { kind: 'stopRecording', callId },
    truth: async () => counted(await recordings(lane, channel), ['done', 'not'], 'recordings'),
    shown: null,
  }
}

export const markRecording: Arrange = async (lane, console) => {
  const { callId, channel } = await recorded(lane, console)
  const label = 'Complaint'
  const ask: Act = { kind: 'markRecording', callId, label }
  return {
    ask,
    truth: async () => {
      const marks = /EARSHOT_MARKS=(.*)/.exec(await lane.cli(`core show channel ${channel}`))?.[1] ?? ''
      return counted(marks.split(label).length - 1, ['not', 'done'], 'marks')
    },
    shown: null,
  }
}

export const sendText: Arrange = async (lane, console) => {
  await until(() => console.floor().agents[lane.first]?.presence.kind === 'available', 'the agent is there')
  const { texts } = lane.phones.first
  const before = texts.length
  // One that is sent again for want of an answer is the same one.
  const read = () => new Set(texts.slice(before).map((one) => header(one, 'call-id'))).size
  return {
    ask: { kind: 'sendText', agentId: lane.first, text: 'Ask for the order number.' },
    truth: async () => counted(read(), ['not', 'done'], 'texts'),
    shown: null,
  }
}

const counted = (count: number, [none, one]: readonly ['not' | 'done', 'not' | 'done'], of: string): Truth =>
  count === 0 ? none : count === 1 ? one : wrong(`${count} ${of}`)
