// Recordings on FreeSWITCH by `uuid_record` (mod_commands.c): of the other side's leg, into the folder the PBX keeps recordings in.
import { deskFailure } from '#contract/errors.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { ActRunners } from '#main/pbx/kit/acts.ts'
import { peerOf } from '../floor/tables.ts'
import type { EslEvent } from '../wire/esl-codec.ts'
import { legsOf } from './call-sides.ts'
import type { FreeswitchActsParts } from './parts.ts'

/** Read by whatever of the site deals with the file: epoch seconds and text each, with a semicolon between. */
export const marksVariable = 'earshot_marks'

type Recording = { readonly leg: string; readonly path: string; readonly marks: readonly string[] }

const notRecorded = deskFailure('actNotPossible', 'this call is not recorded by the console')

export function recordingActs(parts: FreeswitchActsParts): ActRunners {
  const { feed } = parts
  const recordings = new Map<string, Recording>() // by call
  parts.onEvents((events) => {
    for (const event of events) forgetEnded(recordings, event)
  })
  return {
    record: {
      run: async ({ callId }, actId) => {
        if (recordings.has(callId)) return ok(null)
        const leg = recordedLeg(parts, callId)
        if (leg === null) return err(deskFailure('callGone'))
        const folder = await feed.api('global_getvar recordings_dir')
        const into = folder.ok ? folder.value.trim() : ''
        if (!/^(\/|[A-Za-z]:)[^\s']*$/.test(into))
          return err(deskFailure('actNotPossible', 'recordings_dir is not told'))
        const path = `${into}/earshot-${actId.replace(/[^\w-]/g, '').slice(0, 24)}.wav`
        const answer = await feed.api(`uuid_record ${leg} start ${path}`)
        if (!answer.ok && !(await isRecorded(parts, leg, path, answer))) return err(failureOf(answer))
        recordings.set(callId, { leg, path, marks: [] })
        return ok(null)
      },
    },
    stopRecording: {
      run: async ({ callId }) => {
        const recording = recordings.get(callId)
        if (!recording) return err(notRecorded)
        const answer = await feed.api(`uuid_record ${recording.leg} stop ${recording.path}`)
        if (!answer.ok) return err(failureOf(answer))
        recordings.delete(callId)
        return ok(null)
      },
    },
    markRecording: {
      // Marks are written whole: one that was lost comes with the next.
      run: async ({ callId, label }) => {
        const recording = recordings.get(callId)
        if (!recording) return err(notRecorded)
        const at = Math.round(parts.clock.now() / 1000)
        const marks = [...recording.marks, `${at} ${label.replace(/[;\r\n]/g, ' ')}`]
        recordings.set(callId, { ...recording, marks })
        const answer = await feed.api(`uuid_setvar ${recording.leg} ${marksVariable} ${marks.join('; ')}`)
        return answer.ok ? ok(null) : err(failureOf(answer))
      },
    },
  }
}

function recordedLeg({ feed }: FreeswitchActsParts, callId: string): string | null {
  const picture = feed.picture()
  const agent = picture.view().agentOn(callId)
  const leg = agent && picture.leg(agent.channelId)
  if (leg) return peerOf(picture.tables(), leg)?.id ?? leg.id
  return legsOf(picture.tables(), callId).find(({ peer }) => peer !== null)?.id ?? null
}

type Failed = Result<string> & { ok: false }

/** The answer was lost: the leg's list of what listens on it names the file. */
async function isRecorded({ feed }: FreeswitchActsParts, leg: string, path: string, answer: Failed): Promise<boolean> {
  if (answer.error.code === 'pbxRefused') return false
  const bugs = await feed.api(`uuid_buglist ${leg}`)
  return bugs.ok && bugs.value.includes(path)
}

function failureOf({ error }: Failed) {
  const { code, detail = '' } = error
  if (code === 'pbxRefused') return deskFailure('actNotPossible', detail.trim())
  return code === 'pbxUnreachable' && /not connected/.test(detail) ? error : deskFailure('actUnknown', detail || code)
}

function forgetEnded(recordings: Map<string, Recording>, event: EslEvent): void {
  if (event['Event-Name'] !== 'CHANNEL_HANGUP_COMPLETE') return
  for (const [callId, { leg }] of [...recordings]) if (leg === event['Unique-ID']) recordings.delete(callId)
}
