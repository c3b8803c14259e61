// Listen, on the row of an agent in a call or of the call: starts a monitor, hops to this call, or ends the one on it.
import { HeadphoneOff, Headphones } from 'lucide-react'
import { useShallow } from 'zustand/react/shallow'
import type { Agent, Call } from '#contract/floor.ts'
import { useFloor } from '#renderer/floor/floor-store.ts'
import { partyText, talkingTo } from '#renderer/floor/party-text.ts'
import type { ListenProps } from '#renderer/floor/row-monitor.ts'
import { hasSeveralCalls } from '#renderer/floor/several-calls.ts'
import { spokenKeys } from '#renderer/keys/key-hint.tsx'
import { useIsHeld, useKeyOf } from '#renderer/keys/keymap-store.ts'
import { type LineView, useLine } from '#renderer/line/line-store.ts'
import { sameTarget, targetOf } from '#renderer/monitor/logic/monitor.ts'
import { formatList } from '#renderer/words/format.ts'
import { useWords, type Words } from '#renderer/words/words.ts'
import './listen-button.css'
import { type MonitorView, useMonitor } from '#renderer/monitor/monitor-store.ts'
import { because, listenRefusal } from '#renderer/monitor/refusals.ts'
import { ReasonedButton } from './reasoned-button.tsx'

export function ListenButton({ agent, ...props }: ListenProps) {
  return agent ? <ListenToAgent agent={agent} {...props} /> : <NobodyYet {...props} />
}

// One element for good: React passes over what it has rendered already, and a floor has hundreds.
const toHear = (
  <span className="listen-mark">
    <Headphones aria-hidden />
  </span>
)
const nothingToHear = (
  <span className="listen-mark">
    <HeadphoneOff aria-hidden />
  </span>
)

/** There is nobody to hear yet, and it says so. */
function NobodyYet({ call, compact }: Omit<ListenProps, 'agent'>) {
  const words = useWords()
  const name = words.monitor.listenTo(partyText(words, call.from).main)
  return (
    <ReasonedButton
      className={compact ? 'listen listen-compact' : 'listen button'}
      label={name}
      refusal={because(call.state === 'parked' ? words.refusals.parked : words.refusals.notAnswered)}
      command="listen"
      onPress={() => {}}
    >
      {nothingToHear}
      {!compact && <span>{name}</span>}
    </ReasonedButton>
  )
}

function ListenToAgent({ call, agent, compact, why, gone = null }: ListenProps & { readonly agent: Agent }) {
  const words = useWords()
  const target = { callId: call.id, agentId: agent.id }
  const { monitor, people, site, feedLive, listen } = useMonitor(useShallow(listenView))
  const { phase } = monitor
  const pressed = sameTarget(targetOf(monitor), target)
  const connecting = phase === 'asking' || phase === 'connecting'
  const line = useLine(useShallow(lineView))
  const now = listenRefusal(words, call, agent.id, { site, feedLive, monitor, people }, line)
  const refusal = gone === null ? now : because(gone)
  const name = useListenName(call, agent)
  return (
    <ReasonedButton
      className={compact ? 'listen listen-compact' : 'listen button'}
      label={name}
      refusal={pressed ? null : refusal}
      hint={pressed ? words.monitor.stopListening : alsoBy(words, call, site)}
      command="listen"
      how={pressed ? undefined : <HowToListen name={agent.name} />}
      deliberate={phase === 'idle' ? null : 'moves'}
      pressed={pressed}
      busy={pressed && connecting}
      onPress={() => listen(target, why)}
    >
      {refusal === null || pressed ? toHear : nothingToHear}
      {!compact && <span>{name}</span>}
    </ReasonedButton>
  )
}

/** By the mouse, and by the key that does the same on the row. */
function HowToListen({ name }: { name: string }) {
  const words = useWords()
  const combo = useKeyOf('listen')
  const held = useIsHeld('listen')
  const key = combo === null ? (words.keys.names.Enter ?? 'Enter') : spokenKeys(words, combo)
  return held ? words.monitor.listenHowHeld(name, key) : words.monitor.listenHow(name, key)
}

/** An agent may have two calls: then each of their buttons says which it means. */
function useListenName(call: Call, { id, name }: Agent): string {
  const words = useWords()
  const other = useFloor((floor) => {
    if (!floor || !hasSeveralCalls(floor, id)) return null
    const { main, detail } = talkingTo(words, floor, call, id)
    return detail === null ? main : `${main} (${detail})`
  })
  return other === null ? words.monitor.listenTo(name) : words.monitor.listenToOn(name, other)
}

// Rows are many: one is rendered again only when what it may do has changed, and each subscribes to a store once.
const listenView = ({ monitor, people, site, feedLive, listen }: MonitorView) => ({
  monitor,
  people,
  site,
  feedLive,
  listen,
})
const lineView = ({ line, microphone, hasAccount }: LineView) => ({ line, microphone, hasAccount })

function alsoBy(words: Words, { monitors }: Call, site: MonitorView['site']): string | null {
  const own = [site?.supervisor.name, site?.supervisor.extension]
  const others = monitors.map(({ supervisor }) => supervisor).filter((name) => !own.includes(name))
  return others.length > 0 ? words.monitor.alsoMonitoredBy(formatList(others)) : null
}
