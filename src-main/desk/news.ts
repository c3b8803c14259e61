// What the connector and the person signing in tell: kept as it stands, and passed on to the window.
import { noHelp } from '#contract/alerts.ts'
import type { FloorMessage } from '#contract/floor.ts'
import { noHandOvers } from '#contract/hand-over.ts'
import type { ConnectorStatus, Signal } from '#contract/ipc.ts'
import type { SeatBoard } from '#contract/rights.ts'
import type { Clock } from '#contract/time.ts'
import type { Connector } from '#main/pbx/connector.ts'
import type { Person } from '#main/sign-in/person.ts'
import type { Log } from '#main/system/log.ts'
import { tellError } from './monitor-log.ts'

type NewsParts = {
  readonly connector: Connector
  readonly person: Pick<Person, 'board' | 'onBoard'>
  readonly log: Log
  readonly clock: Pick<Clock, 'now'>
  readonly seat: () => SeatBoard
  readonly emit: (signal: Signal) => void
  readonly tellSite: () => void
  readonly onFloor: (message: FloorMessage) => void
  readonly onStatus: () => void
}

export function followNews({ connector, person, seat, log, clock, emit, tellSite, onFloor, onStatus }: NewsParts) {
  let status: ConnectorStatus = { phase: 'connecting', since: clock.now() }
  let help = noHelp
  let handOvers = noHandOvers
  const stops = [
    connector.onStatus((next) => {
      const isNews = status.phase !== next.phase || next.phase !== 'behind'
      status = next
      const why = 'cause' in next && next.cause ? ` ${tellError(next.cause)}` : ''
      if (isNews) log(why ? 'warn' : 'info', `pbx ${next.phase}${why}`)
      emit({ name: 'status', payload: next })
      if (next.phase === 'live') tellSite()
      onStatus()
    }),
    connector.onFloor(onFloor),
    connector.handOver?.on((next) => {
      handOvers = next
      emit({ name: 'handOver', payload: next })
    }),
    connector.help?.on((next) => {
      help = next
      emit({ name: 'help', payload: next })
    }),
    person.onBoard((payload) => {
      emit({ name: 'signIn', payload })
      tellSite() // another user has another line
    }),
  ]
  return {
    status: () => status,
    tellAll: () => {
      emit({ name: 'status', payload: status })
      tellSite()
      emit({ name: 'help', payload: help })
      emit({ name: 'handOver', payload: handOvers })
      emit({ name: 'signIn', payload: person.board() })
      emit({ name: 'seat', payload: seat() })
    },
    stop: () => {
      for (const stop of stops) stop?.()
    },
  }
}
