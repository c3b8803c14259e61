// Recordings on Asterisk by MixMonitor: of the other side's channel, on which the supervisor's voice lands as the caller hears it (docs/asterisk.md).
import { deskFailure } from '#contract/errors.ts'
import type { MonitorEvent } from '#contract/monitor.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { ActRunners } from '#main/pbx/kit/acts.ts'
import { viewOf } from '../floor/picture-view.ts'
import type { AmiFields } from '../wire/ami-client.ts'
import type { AmiMessage } from '../wire/ami-codec.ts'
import type { AsteriskActsParts } from './parts.ts'

/** Read by whatever of the site deals with the file, e.g. a hangup handler: epoch seconds and text each, with a semicolon between. */
export const marksVariable = 'EARSHOT_MARKS'
const fileVariable = 'MIXMONITOR_FILENAME'

/** `id`: as Asterisk calls it, so that nobody else's is stopped. null: another program's, or not told. */
type Recording = { readonly channel: string; readonly id: string | null; readonly marks: readonly string[] }

export function recordingActs(parts: AsteriskActsParts): ActRunners {
  const { feed } = parts
  const recordings = new Map<string, Recording>() // by call
  const monitored = new Map<string, string>() // ticket → call
  const mark = markOn(parts, recordings)
  parts.onEvents((events) => {
    for (const event of events) applyEvent(recordings, event)
  })
  parts.onMonitor((event) => {
    for (const { callId, text } of marksOf(monitored, event)) if (recordings.has(callId)) void mark(callId, text)
  })
  return {
    record: {
      run: async ({ callId }, actId) => {
        if (recordings.has(callId)) return ok(null)
        const channel = recordedChannel(feed, callId)
        if (channel === null) return err(deskFailure('callGone'))
        const file = `earshot-${actId.replace(/[^\w-]/g, '').slice(0, 24)}.wav`
        const answer = await feed.action('MixMonitor', [
          ['Channel', channel],
          ['File', file],
        ])
        const isDone = answer.ok || (await isRecordedTo(feed, channel, file))
        if (!isDone && !answer.ok) return err(failureOf(answer.error.code, answer.error.detail))
        const id = answer.ok ? (answer.value.head.MixMonitorID ?? null) : null
        recordings.set(callId, { channel, id, marks: [] })
        for (const one of monitored.values()) if (one === callId) void mark(callId, 'monitor on')
        return ok(null)
      },
    },
    stopRecording: {
      run: async ({ callId }) => {
        const recording = recordings.get(callId)
        if (!recording) return err(deskFailure('actNotPossible', 'this call is not recorded, as far as Asterisk tells'))
        const fields: AmiFields = [['Channel', recording.channel]]
        const answer = await feed.action(
          'StopMixMonitor',
          recording.id === null ? fields : [...fields, ['MixMonitorID', recording.id]],
        )
        // Whatever was answered: MixMonitorStop comes before the answer to a question asked later.
        if (!answer.ok) await feed.ping()
        if (!answer.ok && recordings.has(callId)) return err(failureOf(answer.error.code, answer.error.detail))
        recordings.delete(callId)
        return ok(null)
      },
    },
    markRecording: { run: ({ callId, label }) => mark(callId, label) },
  }
}

/** The other side's channel; where nobody is on it, the agent's. null: nobody talks on this call. */
function recordedChannel({ picture }: AsteriskActsParts['feed'], callId: string): string | null {
  const view = viewOf(picture())
  const agent = view.agentOn(callId)
  return agent && (view.peerOf(agent.channelId) ?? agent.channelName)
}

/** The answer was lost: Asterisk keeps on the channel to which file it records. */
const isRecordedTo = async (feed: AsteriskActsParts['feed'], channel: string, file: string): Promise<boolean> =>
  (await variableOn(feed, channel, fileVariable)).endsWith(file)

async function variableOn(
  { action, ping }: AsteriskActsParts['feed'],
  channel: string,
  variable: string,
): Promise<string> {
  await ping()
  const asked = await action('Getvar', [
    ['Channel', channel],
    ['Variable', variable],
  ])
  return asked.ok ? (asked.value.head.Value ?? '') : ''
}

/** Marks are written whole: one that was lost comes with the next. */
const markOn =
  ({ feed, parts }: AsteriskActsParts, recordings: Map<string, Recording>) =>
  async (callId: string, text: string): Promise<Result<null>> => {
    const recording = recordings.get(callId)
    if (!recording) return err(deskFailure('actNotPossible', 'this call is not recorded, as far as Asterisk tells'))
    const at = Math.round(parts.clock.now() / 1000)
    const made = `${at} ${text.replace(/[;\r\n]/g, ' ')}`
    const marks = [...recording.marks, made]
    recordings.set(callId, { ...recording, marks })
    const answer = await feed.action('Setvar', [
      ['Channel', recording.channel],
      ['Variable', marksVariable],
      ['Value', marks.join('; ')],
    ])
    if (answer.ok || (await variableOn(feed, recording.channel, marksVariable)).split('; ').includes(made))
      return ok(null)
    // What is told as refused must not come with the next one.
    const now = recordings.get(callId)
    if (now && answer.error.code === 'pbxRefused')
      recordings.set(callId, { ...now, marks: now.marks.filter((one) => one !== made) })
    return err(failureOf(answer.error.code, answer.error.detail))
  }

function failureOf(code: Parameters<typeof deskFailure>[0], detail = '') {
  if (code === 'pbxRefused')
    return deskFailure('actNotPossible', /permission denied/i.test(detail) ? 'amiRight' : detail)
  return code === 'pbxUnreachable' && detail === 'AMI is not connected'
    ? deskFailure(code, detail)
    : deskFailure('actUnknown', detail || code)
}

/** Whoever records tells it, also another program; what this console began it knows with its id. */
function applyEvent(recordings: Map<string, Recording>, event: AmiMessage): void {
  const { Event, Channel = '', Linkedid = '' } = event
  if (Event === 'MixMonitorStart' && !recordings.has(Linkedid))
    recordings.set(Linkedid, { channel: Channel, id: null, marks: [] })
  if ((Event === 'MixMonitorStop' || Event === 'Hangup') && recordings.get(Linkedid)?.channel === Channel)
    recordings.delete(Linkedid)
}

/** What is noted of a monitor on a recorded call: since when in which mode, and until when. */
export function marksOf(
  monitored: Map<string, string>,
  event: MonitorEvent,
): readonly { readonly callId: string; readonly text: string }[] {
  const { ticketId } = event
  const before = monitored.get(ticketId)
  const off = before === undefined ? [] : [{ callId: before, text: 'monitor off' }]
  switch (event.kind) {
    case 'attached':
    case 'retargeted':
      if (before === event.target.callId) return []
      monitored.set(ticketId, event.target.callId)
      return [...off, { callId: event.target.callId, text: 'monitor listen' }]
    case 'mode':
      return before === undefined ? [] : [{ callId: before, text: `monitor ${event.mode}` }]
    case 'unsure':
      return before === undefined ? [] : [{ callId: before, text: `monitor perhaps ${event.modes.join(' or ')}` }]
    case 'targetEnded':
    case 'ended':
      monitored.delete(ticketId)
      return off
  }
}
