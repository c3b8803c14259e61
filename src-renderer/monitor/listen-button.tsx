// Listen, on the row of an agent in a call or of the call: starts a monitor, hops to this call, or ends the one on it.
import { Headphones } from 'lucide-react'
import type { Agent, Call } from '../../src-preload/contract/floor.ts'
import { useLine } from '../line/line-store.ts'
import { words } from '../words/words.ts'
import { onThePhone } from './access-now.ts'
import { sameTarget, targetOf } from './monitor.ts'
import './monitor.css'
import { useMonitor } from './monitor-store.ts'
import { ReasonedButton } from './reasoned-button.tsx'
import { useAccess } from './use-access.ts'

export type ListenButtonProps = { readonly call: Call; readonly agent: Agent; readonly compact: boolean }

export function ListenButton({ call, agent, compact }: ListenButtonProps) {
  const target = { callId: call.id, agentId: agent.id }
  const pressed = useMonitor(({ monitor }) => sameTarget(targetOf(monitor), target))
  const connecting = useMonitor(({ monitor }) => monitor.phase === 'asking' || monitor.phase === 'connecting')
  const listen = useMonitor((view) => view.listen)
  const busy = useLine(({ line }) => onThePhone(line))
  const { listen: verdict } = useAccess(call, agent.id)
  const refusal = verdict.allowed ? null : words.refusals[verdict.reason]
  const reason = busy ? words.line.busyWithCall : refusal
  const name = words.monitor.listenTo(agent.name)
  return (
    <ReasonedButton
      className={compact ? 'listen listen-compact' : 'listen button'}
      label={name}
      reason={pressed ? null : reason}
      hint={pressed ? words.monitor.stopListening : null}
      pressed={pressed}
      busy={pressed && connecting}
      onPress={() => listen(target)}
    >
      <Headphones aria-hidden />
      {!compact && <span>{name}</span>}
    </ReasonedButton>
  )
}
