// An agent who asks for help: name first, for how long, who sees to it, and what this supervisor can do about it.
import { Check, Hand, Headphones } from 'lucide-react'
import { ReasonedButton } from '#renderer/card/reasoned-button.tsx'
import { useFloor } from '#renderer/floor/floor-store.ts'
import { useMonitor } from '#renderer/monitor/monitor-store.ts'
import { because } from '#renderer/monitor/refusals.ts'
import { useWords } from '#renderer/words/words.ts'
import { useAlerts } from '../alerts-store.ts'
import { useAlertPlace } from '../use-alert-place.ts'
import type { HelpEntry } from './entries.ts'
import { standsOf } from './entries.ts'
import { LaneButton } from './lane-button.tsx'
import { type Place, useLane } from './lane-context.ts'
import { ListenBecause } from './listen-because.tsx'
import { Measured } from './measured.tsx'
import { type MoreItem, MoreMenu } from './more-menu.tsx'
import { useClaim } from './use-claim.ts'
import { useStep } from './use-step.ts'

type HelpItemProps = { readonly entry: HelpEntry; readonly place: Place }

export function HelpItem({ entry, place }: HelpItemProps) {
  const { request, isOver, offer } = entry
  const { supervisor } = useLane()
  const name = useFloor((floor) => floor?.agents[request.agentId]?.name ?? request.agentId)
  const item = useAlertPlace(place, request.id)
  return (
    <li
      ref={item}
      className="alert"
      data-kind="help"
      data-stands={standsOf(request, supervisor)}
      data-over={isOver || undefined}
    >
      <Hand aria-hidden className="alert-mark" />
      <span className="alert-text">
        <span className="alert-name" title={name}>
          {name}
        </span>{' '}
        <Standing entry={entry} />
      </span>
      <span className="alert-actions">
        {offer === 'claim' && <ClaimButton entry={entry} name={name} />}
        {offer === 'listen' && request.callId !== null && (
          <ListenBecause why="help" callId={request.callId} agentId={request.agentId} isOver={isOver} />
        )}
        {offer === 'done' && <DoneButton entry={entry} name={name} place={place} />}
        <HelpMore entry={entry} name={name} />
      </span>
    </li>
  )
}

type PartProps = { readonly entry: HelpEntry; readonly name: string }

/** After the name: that help is needed or who gives it, and since when. */
function Standing({ entry: { request, isOver } }: Pick<PartProps, 'entry'>) {
  const words = useWords()
  const { store, supervisor } = useLane()
  const { id, agentId, claim, offeredTo, at, reason } = request
  const hasFailed = useAlerts(store, ({ failures }) => failures[id] !== undefined)
  const isThere = useMonitor(({ monitor }) => monitor.phase === 'live' && monitor.target.agentId === agentId)
  if (isOver) return <span className="alert-about">{words.alerts.over}</span>
  if (hasFailed) return <span className="alert-about alert-failed">{words.alerts.failed}</span>
  const { claimedByYou, promisedByYou, claimedBy, offeredToYou, offeredTo: toOther, help } = words.alerts
  const byYou = isThere ? claimedByYou : promisedByYou
  const offered = offeredTo === supervisor ? offeredToYou : offeredTo === null ? help : toOther(offeredTo)
  const stands = claim === null ? offered : claim.by === supervisor ? byYou : claimedBy(claim.by)
  const about = reason === undefined ? stands : words.alerts.withReason(stands, reason)
  return (
    <span className="alert-about" title={about}>
      <span className="alert-what">{about}</span>
      <span className="alert-far">
        <span className="alert-dot"> · </span>
        <Measured measure={{ kind: 'since', at }} />
      </span>
    </span>
  )
}

/** It stays where it is while nothing may move, and says why it does nothing (any more). */
function ClaimButton({ entry: { request, isOver }, name }: PartProps) {
  const words = useWords()
  const { supervisor } = useLane()
  const claim = useClaim(request, name)
  const monitoring = useMonitor(({ monitor }) => monitor.phase !== 'idle')
  const by = request.claim?.by
  const taken = by === supervisor ? words.alerts.promisedByYou : by === undefined ? null : words.alerts.claimedBy(by)
  const refusal = isOver ? words.alerts.over : taken
  return (
    <ReasonedButton
      className="alert-button alert-claim"
      label={words.alerts.claim(name)}
      refusal={refusal === null ? null : because(refusal)}
      hint={request.callId === null ? null : words.alerts.claimHint}
      deliberate={monitoring && request.callId !== null ? 'moves' : null}
      onPress={() => void claim()}
    >
      {request.callId === null ? <Hand aria-hidden /> : <Headphones aria-hidden />}
      <span className="alert-word">{words.alerts.claimIt}</span>
    </ReasonedButton>
  )
}

function DoneButton({ entry: { request, isOver }, name, place }: PartProps & { readonly place: Place }) {
  const words = useWords()
  const step = useStep(name)
  return (
    <LaneButton
      label={words.alerts.done(name)}
      isOver={isOver}
      onPress={() => void step({ do: 'done', id: request.id })}
    >
      <Check aria-hidden />
      <span className="alert-word">{place === 'lane' ? words.alerts.doneShort : words.alerts.doneIt}</span>
    </LaneButton>
  )
}

function HelpMore({ entry: { request, isOver }, name }: PartProps) {
  const words = useWords()
  const { store, supervisor, onShow } = useLane()
  const step = useStep(name)
  const supervisors = useAlerts(store, (view) => view.help.supervisors)
  const { id, agentId, claim, offeredTo } = request
  const stands = standsOf(request, supervisor)
  const passTo = (to: string | null): MoreItem => ({
    id: `pass ${to ?? ''}`,
    text: to === null ? words.alerts.passToAnyone : words.alerts.passTo(to),
    act: () => void step({ do: 'handOver', id, to }),
  })
  const mayPass = stands !== 'others' && !isOver
  const items: readonly MoreItem[] = [
    { id: 'show', text: words.alerts.show(name), act: () => onShow({ kind: 'agent', agentId }, name) },
    ...(stands === 'open' && !isOver
      ? [{ id: 'claim', text: words.alerts.claimOnly, act: () => void step({ do: 'claim', id }) }]
      : []),
    ...(mayPass ? supervisors.filter((one) => one !== supervisor).map(passTo) : []),
    ...(mayPass && (claim !== null || offeredTo !== null) ? [passTo(null)] : []),
    ...(stands === 'mine' && !isOver
      ? [{ id: 'done', text: words.alerts.doneIt, act: () => void step({ do: 'done', id }) }]
      : []),
  ]
  return <MoreMenu name={name} items={items} />
}
