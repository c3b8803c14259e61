// An agent who asks for help: for how long, who sees to it, and what this supervisor can do about it.
import { ArrowRightLeft, Check, Hand } from 'lucide-react'
import { Button } from 'react-aria-components/Button'
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import type { HelpRequest } from '#contract/alerts.ts'
import { useFloor } from '#renderer/floor/floor-store.ts'
import { useMonitor } from '#renderer/monitor/monitor-store.ts'
import { Tip } from '#renderer/ui/tip.tsx'
import { useWords } from '#renderer/words/words.ts'
import { type AlertsStore, useAlerts } from './alerts-store.ts'
import { ListenBecause } from './listen-because.tsx'
import { Measured } from './measured.tsx'
import { useAlertPlace } from './use-alert-place.ts'
import type { Show } from './use-show.ts'

type HelpItemProps = {
  readonly request: HelpRequest
  readonly store: AlertsStore
  readonly supervisor: string // this console's own, by name
  readonly onShow: Show
}

export function HelpItem({ request, store, supervisor, onShow }: HelpItemProps) {
  const words = useWords()
  const { id, agentId, callId, at, claim } = request
  const name = useFloor((floor) => floor?.agents[agentId]?.name ?? agentId)
  const step = useAlerts(store, (view) => view.step)
  const item = useAlertPlace(id)
  const isMine = claim?.by === supervisor
  return (
    <li className="alert" data-kind="help" data-claimed={claim ? true : undefined} ref={item}>
      <Hand aria-hidden className="alert-hand" />
      <span className="alert-name" title={name}>
        {name}
      </span>
      <span className="alert-kind">{words.alerts.help}</span>
      <Measured measure={{ kind: 'since', at }} />
      <Standing request={request} supervisor={supervisor} />
      <span className="alert-actions">
        {callId === null ? (
          <Button
            className="alert-button"
            aria-label={words.alerts.show(name)}
            onPress={() => onShow({ kind: 'agent', agentId }, name)}
          >
            {words.alerts.showIt}
          </Button>
        ) : (
          <ListenBecause why="help" callId={callId} agentId={agentId} />
        )}
        {claim === null && (
          <Button
            className="alert-button"
            data-acts
            aria-label={words.alerts.claim(name)}
            onPress={() => step({ do: 'claim', id })}
          >
            {words.alerts.claimIt}
          </Button>
        )}
        {(claim === null || isMine) && <HandOver request={request} store={store} supervisor={supervisor} name={name} />}
        {isMine && (
          <Tip text={words.alerts.done(name)}>
            <Button
              className="icon-button"
              data-acts
              aria-label={words.alerts.done(name)}
              onPress={() => step({ do: 'done', id })}
            >
              <Check aria-hidden />
            </Button>
          </Tip>
        )}
      </span>
    </li>
  )
}

/** Who sees to it, or should. */
function Standing({
  request: { agentId, claim, offeredTo },
  supervisor,
}: Pick<HelpItemProps, 'request' | 'supervisor'>) {
  const { claimedByYou, promisedByYou, claimedBy, offeredToYou, offeredTo: toOther } = useWords().alerts
  const isThere = useMonitor(({ monitor }) => monitor.phase === 'live' && monitor.target.agentId === agentId)
  const byYou = isThere ? claimedByYou : promisedByYou
  if (claim) return <span className="alert-claim">{claim.by === supervisor ? byYou : claimedBy(claim.by)}</span>
  if (offeredTo === null) return null
  return <span className="alert-claim">{offeredTo === supervisor ? offeredToYou : toOther(offeredTo)}</span>
}

type HandOverProps = Omit<HelpItemProps, 'onShow'> & { readonly name: string }

function HandOver({ request, store, supervisor, name }: HandOverProps) {
  const words = useWords()
  const supervisors = useAlerts(store, (view) => view.help.supervisors)
  const step = useAlerts(store, (view) => view.step)
  const others = supervisors.filter((one) => one !== supervisor)
  const canGoToAnybody = request.claim !== null || request.offeredTo !== null
  if (others.length === 0 && !canGoToAnybody) return null
  return (
    <MenuTrigger>
      <Tip text={words.alerts.handOver(name)}>
        <Button className="icon-button" data-acts aria-label={words.alerts.handOver(name)}>
          <ArrowRightLeft aria-hidden />
        </Button>
      </Tip>
      <Popover className="alert-menu">
        <Menu
          aria-label={words.alerts.handOver(name)}
          onAction={(key) => step({ do: 'handOver', id: request.id, to: key === '' ? null : String(key) })}
        >
          {others.map((other) => (
            <MenuItem key={other} id={other} className="alert-menu-item" data-acts>
              {other}
            </MenuItem>
          ))}
          {canGoToAnybody && (
            <MenuItem id="" className="alert-menu-item" data-acts>
              {words.alerts.toAnybody}
            </MenuItem>
          )}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
