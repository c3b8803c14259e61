// What the screen can do with monitor and line. Whatever could let the supervisor be heard goes through `choose`.
import { agentParty, otherParty } from '#contract/floor.ts'
import { hearersOf } from '#contract/hearers.ts'
import type { MonitorWhy } from '#contract/history.ts'
import type { SiteInfo } from '#contract/ipc.ts'
import type { Mode, Target } from '#contract/monitor.ts'
import type { Settings } from '#contract/settings.ts'
import { onThePhone } from '#renderer/line/line.ts'
import type { MicrophoneRetry } from '#renderer/line/line-store.ts'
import type { DeclineStatus, Phone } from '#renderer/line/phone.ts'
import type { Announced } from './announced.ts'
import type { FirstWord } from './first-word.ts'
import { accessNow, canSpeak } from './logic/access-now.ts'
import { sameTarget, targetOf } from './logic/monitor.ts'
import type { MonitorSight } from './monitor-store.ts'
import type { Runner } from './run/runner.ts'

type ActionParts = {
  readonly site: () => SiteInfo
  readonly settings: () => Settings
  readonly sight: () => Pick<MonitorSight, 'people' | 'feedLive'>
  readonly isLatePress: () => boolean
  /** Nobody is to hear by a press from before the page stood still: it is said instead. */
  readonly refuseLate: () => void
  /** Why it is listened to, where the site wants to know; null: the supervisor does not say. */
  readonly askReason: (choices: readonly string[]) => Promise<string | null>
  readonly announced: Announced
  readonly firstWord: FirstWord
}

export function monitorActions(
  runner: Runner,
  { site, settings, sight, isLatePress, refuseLate, askReason, announced, firstWord }: ActionParts,
) {
  return {
    listen: (target: Target, why: MonitorWhy = 'chosen', isPrivate?: true) => {
      const listen = (reason?: string) => {
        if (onThePhone(runner.running().line)) return
        const { follow } = settings()
        runner.monitor({ kind: 'listen', target, follow, why, reason, isPrivate, canHop: site().capabilities.hop })
      }
      const wanted = site().reason
      // Listen once more ends it: for that no reason is wanted. Nor where nobody is on the call.
      if (!wanted || why === 'proof' || sameTarget(targetOf(runner.running().monitor), target)) return listen()
      void askReason(wanted.choices).then((reason) => reason !== null && listen(reason))
    },
    listenByOrder: (target: Target, reason: string | undefined) => {
      const { monitor, line } = runner.running()
      if (monitor.phase !== 'idle' || onThePhone(line)) return
      runner.monitor({ kind: 'listen', target, follow: false, why: 'order', reason, canHop: false })
    },
    choose: (mode: Mode, held?: 'held') => {
      const { people, feedLive } = sight()
      const { monitor, line, microphone } = runner.running()
      const call = people?.call
      const access =
        call && accessNow(call, people.target.agentId, { site: site(), feedLive, monitor, line, microphone })
      if (mode !== 'listen' && isLatePress()) return refuseLate()
      announced.forget()
      firstWord.forget()
      if (mode === 'listen') runner.monitor({ kind: 'choose', mode, hearers: [] })
      else if (!call || !access?.[mode].allowed) return
      else if (microphone.source === 'rests' && line.call.kind === 'monitor') firstWord.open({ mode, held })
      else if (!announced.mustPlay(held ? mode : null))
        runner.monitor({ kind: 'choose', mode, hearers: hearersOf(call, people.target.agentId, mode) })
    },
    // What waits to be spoken, for the microphone or for the announcement, is not spoken after it.
    mute: () => {
      announced.forget()
      firstWord.forget()
      runner.mute()
    },
    // To be heard again is to be heard.
    setMuted: (on: boolean) => {
      if (!on && isLatePress()) return refuseLate()
      runner.monitor({ kind: 'muted', on })
    },
    // It lets the caller hear the supervisor, by another way than a mode.
    takeOver: () => {
      const { people } = sight()
      const call = people?.call
      const { monitor, microphone } = runner.running()
      if (monitor.phase !== 'live' || !call) return
      if (isLatePress()) return refuseLate()
      if (!canSpeak(microphone) && monitor.takenBy === 'console') return
      const { agentId } = monitor.target
      const { name, number } = otherParty(call, agentId)
      const agent = { name: people?.agent ?? null, number: agentParty(call, agentId).number }
      runner.monitor({ kind: 'takeOver', actId: crypto.randomUUID(), from: { name, number }, agent })
    },
    follow: (on: boolean) => runner.monitor({ kind: 'follow', on }),
    end: () => runner.monitor({ kind: 'end' }),
    dismiss: () => runner.monitor({ kind: 'dismiss' }),
  }
}

type TellRetry = (retry: MicrophoneRetry) => void

export function lineActions(runner: Runner, phone: Phone, logIn: () => void, tellRetry: TellRetry) {
  return {
    logIn,
    logOut: () => {
      runner.monitor({ kind: 'loggedOut' })
      phone.disconnect()
    },
    // Who answers a phone call does not wait for a monitor any more.
    answer: () => {
      runner.monitor({ kind: 'end' })
      runner.line({ kind: 'answer' })
    },
    decline: (status: DeclineStatus = 603) => runner.line({ kind: 'decline', status }),
    hangUp: () => runner.line({ kind: 'hangUp' }),
    hold: () => runner.line({ kind: 'putAside' }),
    missedSeen: () => runner.line({ kind: 'missedSeen' }),
    mute: (on: boolean) => runner.line({ kind: 'mute', on }),
    insist: phone.insist,
    renewPaths: phone.renewPaths,
    retryMicrophone: retrying(phone, tellRetry),
    // Bound to its call before there is one to send it, and until there is none.
    speakTone: (tone: { readonly sound: MediaStreamTrack; readonly onlyOn: Target } | null) => {
      if (tone) runner.toneOnlyOn(tone.onlyOn)
      phone.standIn(tone?.sound ?? null)
      if (!tone) runner.toneOnlyOn(null)
    },
    tracks: phone.tracks,
    stats: phone.stats,
    measureEcho: phone.measureEcho,
    mediaPath: phone.mediaPath,
    messages: phone.messages,
    openMeters: phone.openMeters,
  }
}

/** Only the last try counts: an earlier one may be answered after it. */
function retrying(phone: Phone, tellRetry: TellRetry): () => void {
  let tries = 0
  return () => {
    tries += 1
    const mine = tries
    tellRetry({ kind: 'trying' })
    void phone.retryMicrophone().then((source) => {
      if (mine === tries) tellRetry(source === 'ready' ? { kind: 'none' } : { kind: 'failed', source })
    })
  }
}
