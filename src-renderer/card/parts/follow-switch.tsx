// The switch that stays with an agent: when the call ends, the monitor goes on with the next.
import { useId } from 'react'
import { Switch } from 'react-aria-components/Switch'
import { KeyHint } from '#renderer/keys/key-hint.tsx'
import type { Live } from '#renderer/monitor/logic/monitor.ts'
import { useMonitor } from '#renderer/monitor/monitor-store.ts'
import { Tip } from '#renderer/ui/tip.tsx'
import { useWords } from '#renderer/words/words.ts'
import './follow-switch.css'

export function Follow({ live }: { readonly live: Live }) {
  const words = useWords()
  const agent = useMonitor((view) => view.people?.agent ?? '')
  const follow = useMonitor((view) => view.follow)
  const possible = useMonitor((view) => view.site?.capabilities.follow ?? false)
  const hint = useId()
  const sentence = possible ? words.monitor.followHint(agent) : words.monitor.followImpossible
  return (
    <div className="card-follow">
      <Tip text={sentence}>
        <Switch
          className="switch"
          data-deliberate="moves"
          isSelected={live.follow.on}
          isDisabled={!possible}
          onChange={follow}
          aria-describedby={hint}
        >
          <span className="switch-track" />
          <span className="switch-name">{words.monitor.follow(agent)}</span>
          <KeyHint command="follow" />
        </Switch>
      </Tip>
      <p id={hint} className={possible ? 'sr-only' : 'card-hint'}>
        {sentence}
      </p>
    </div>
  )
}
