// Every command of the console: when it can be done, and what it does. Keys, buttons' hints, palette and help all read this list.
import type { Mode } from '#contract/monitor.ts'
import { type CommandId, commandIds } from '#renderer/keys/commands.ts'
import { sameTarget, targetOf } from '#renderer/monitor/logic/monitor.ts'
import { mend } from '#renderer/monitor/mend.ts'
import { because, modeRefusal, type Refusal } from '#renderer/monitor/refusals.ts'
import { enterNext } from '#renderer/ui/places.ts'
import { type Words, wordsNow } from '#renderer/words/words.ts'
import { actions, actOnRow, selectRow, undo } from './act-commands.ts'
import type { CommandContext } from './context.ts'
import { answerCall, answerRefusal, holdCall, holdCallRefusal, onPhoneRefusal, phoneRefusal } from './phone-commands.ts'
import {
  followRefusal,
  holdRefusal,
  neighbour,
  neighbourRefusal,
  noMonitorRefusal,
  privateRefusal,
  rowRefusal,
} from './refusals.ts'

export type Command = {
  readonly id: CommandId
  readonly name: () => string
  /** Why it cannot be done now; null: it can. */
  readonly refusal: (context: CommandContext) => Refusal | null
  readonly run: (context: CommandContext) => void
}

type Act = Pick<Command, 'refusal' | 'run'>

const always = (run: Command['run']): Act => ({ refusal: () => null, run })

const speak = (mode: Exclude<Mode, 'listen'>): Act => ({
  refusal: ({ monitor, line }) => modeRefusal(wordsNow(), mode, monitor, line),
  run: ({ monitor }) => monitor.choose(mode),
})

const hop = (id: 'nextCall' | 'previousCall'): Act => ({
  refusal: (context) => neighbourRefusal(wordsNow(), id, context),
  run: (context) => {
    const target = neighbour(wordsNow(), id, context)
    if (target) context.monitor.listen(target)
  },
})

const mute = always((context) => {
  if (!closeMicrophone(context)) sayClosed(wordsNow(), context)
})

const acts: Readonly<Record<CommandId, Act>> = {
  whisperAgent: speak('whisperAgent'),
  whisperCaller: speak('whisperCaller'),
  join: speak('join'),
  // It lives from being held: hold.ts, listen-to-keys.ts.
  holdToTalk: { refusal: holdRefusal, run: () => {} },
  listenOnly: {
    refusal: (context) => noMonitorRefusal(wordsNow(), context, 'live'),
    run: ({ monitor }) => monitor.choose('listen'),
  },
  mute,
  muteAnywhere: mute,
  listen: { refusal: rowRefusal, run: listenToRow },
  listenPrivately: {
    refusal: privateRefusal,
    run: ({ row, monitor }) => row?.target && monitor.listen(row.target, 'chosen', true),
  },
  nextCall: hop('nextCall'),
  previousCall: hop('previousCall'),
  follow: {
    refusal: ({ monitor }) => followRefusal(wordsNow(), monitor),
    run: ({ monitor }) => monitor.monitor.phase === 'live' && monitor.follow(!monitor.monitor.follow.on),
  },
  note: {
    refusal: (context) => noMonitorRefusal(wordsNow(), context, 'live'),
    run: ({ places }) => places.go('note'),
  },
  keep: {
    refusal: ({ monitor }) =>
      monitor.guard.kind === 'counting' ? null : because(wordsNow().keys.refusals.nothingToKeep),
    run: ({ monitor }) => monitor.keep(),
  },
  end: { refusal: (context) => noMonitorRefusal(wordsNow(), context, 'any'), run: ({ monitor }) => monitor.end() },
  order: always(({ open, row }) => open('orders', row?.whose ?? null)),
  actions,
  selectRow,
  undo,
  actTakeOver: actOnRow('takeOver'),
  actEndCall: actOnRow('endCall'),
  actHoldCall: actOnRow('holdCall'),
  actResumeCall: actOnRow('resumeCall'),
  actTransferCall: actOnRow('transferCall'),
  actPickCall: actOnRow('pickCall'),
  actMoveWaiting: actOnRow('moveWaiting'),
  actParkCall: actOnRow('parkCall'),
  actPause: actOnRow('pause'),
  actReady: actOnRow('ready'),
  actLogIn: actOnRow('logIn'),
  actLogOut: actOnRow('logOut'),
  actEndWrapUp: actOnRow('endWrapUp'),
  actForceLogOut: actOnRow('forceLogOut'),
  actSendText: actOnRow('sendText'),
  actBroadcast: actOnRow('broadcast'),
  actRecord: actOnRow('record'),
  actStopRecording: actOnRow('stopRecording'),
  actMarkRecording: actOnRow('markRecording'),
  phone: { refusal: phoneRefusal, run: ({ open }) => open('phone') },
  answerCall: { refusal: answerRefusal, run: answerCall },
  holdCall: { refusal: holdCallRefusal, run: holdCall },
  hangUpCall: { refusal: onPhoneRefusal, run: ({ line }) => line.hangUp() },
  remedy: {
    refusal: ({ refusals }) => (refusals.refused?.remedy ? null : because(wordsNow().keys.refusals.nothingToFix)),
    run: ({ refusals, line, open }) =>
      refusals.refused?.remedy && mend(refusals.refused.remedy, { line, forget: refusals.forget, open }),
  },
  palette: always(({ open }) => open('palette')),
  nextList: always(({ places }) => enterNext(places)),
  lane: always(({ places }) => places.go('alerts')),
  search: always(({ places }) => places.go('search')),
  settings: always(({ open }) => open('settings')),
  diagnostics: always(({ open }) => open('diagnostics')),
  help: always(({ open }) => open('help')),
}

export const commandOfId = (id: CommandId): Command => ({ id, name: () => wordsNow().keys.commands[id], ...acts[id] })

export const registry: readonly Command[] = commandIds.map(commandOfId)

/** Does it, or says why not; answers whether it was done. Every way to ask for a command ends here. */
export function runCommand(id: CommandId, context: CommandContext): boolean {
  const { name, refusal, run } = commandOfId(id)
  const why = refusal(context)
  if (why) {
    // Escape is pressed for many reasons; that there is nothing to go back from needs no words.
    if (id !== 'listenOnly') context.refusals.refuse(name(), why)
    return false
  }
  if (id !== 'remedy') context.refusals.forget()
  run(context)
  return true
}

/** Closes the microphone even if the state says it is closed. False: it already was. */
export function closeMicrophone({ monitor, line }: CommandContext): boolean {
  monitor.mute()
  return !isClosed(monitor, line)
}

export const sayClosed = (words: Words, { refusals }: CommandContext): void =>
  refusals.refuse(words.keys.commands.mute, because(words.keys.refusals.alreadyClosed))

/** Closed, and nothing under way that would open it. */
function isClosed(
  { monitor, heardBy }: CommandContext['monitor'],
  { line, microphone }: CommandContext['line'],
): boolean {
  const asks =
    monitor.phase === 'live' && (monitor.modeState.kind !== 'confirmed' || monitor.modeState.mode !== 'listen')
  const talks = line.call.kind === 'talking' && !line.call.muted
  return heardBy === 'nobody' && !microphone.open && !asks && !talks
}

// Unlike a click on Listen, the key never ends what it began: pressed twice it is still listening.
function listenToRow({ row, monitor }: CommandContext): void {
  if (!row?.target) return
  if (sameTarget(targetOf(monitor.monitor), row.target)) monitor.choose('listen')
  else monitor.listen(row.target)
}
