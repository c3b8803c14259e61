// What the connector and the person signing in tell: kept as it stands, and passed on to the window.
import { type HelpStep, noHelp } from '#contract/alerts.ts'
import { deskFailure } from '#contract/errors.ts'
import type { FloorMessage } from '#contract/floor.ts'
import { noHandOvers } from '#contract/hand-over.ts'
import type { ConnectorStatus, Signal } from '#contract/ipc.ts'
import { err, type Result } from '#contract/result.ts'
import type { Clock } from '#contract/time.ts'
import type { Connector } from '#main/pbx/connector.ts'
import type { Person } from '#main/sign-in/person.ts'
import type { Log } from '#main/system/log.ts'
import { tellError } from './monitor-log.ts'
import type { SeatAtDesk } from './seat-at-desk.ts'

type NewsParts = {
  readonly connector: Connector
  readonly person: Pick<Person, 'board' | 'onBoard'>
  readonly log: Log
  readonly clock: Pick<Clock, 'now'>
  readonly seated: Pick<SeatAtDesk, 'seat' | 'help'>
  readonly emit: (signal: Signal) => void
  readonly tellSite: () => void
  readonly onFloor: (message: FloorMessage) => void
  readonly onStatus: () => void
}

const notByThisPbx = err(deskFailure('refusedByAccess', 'notByThisPbx'))

export function followNews(parts: NewsParts) {
  const { connector, person, seated, log, clock, emit, tellSite, onFloor, onStatus } = parts
  let status: ConnectorStatus = { phase: 'connecting', since: clock.now() }
  let help = noHelp
  let handOvers = noHandOvers
  let shownHelp = help
  const tellHelp = () => {
    shownHelp = seated.help(help)
    emit({ name: 'help', payload: shownHelp })
  }
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
      tellHelp()
    }),
    person.onBoard((payload) => {
      emit({ name: 'signIn', payload })
      tellSite() // another user has another line
    }),
  ]
  return {
    status: () => status,
    /** With other rights, others may ask for help here. */
    judgeHelp: () => {
      if (JSON.stringify(seated.help(help)) !== JSON.stringify(shownHelp)) tellHelp()
    },
    stepHelp: async (step: HelpStep): Promise<Result<null>> => {
      if (!connector.help) return notByThisPbx
      const isTheirs = seated.help(help).requests.some(({ id }) => id === step.id)
      const isKnown = help.requests.some(({ id }) => id === step.id)
      return isTheirs || !isKnown ? connector.help.step(step) : err(deskFailure('refusedByAccess', 'byRule'))
    },
    tellAll: () => {
      emit({ name: 'status', payload: status })
      tellSite()
      tellHelp()
      emit({ name: 'handOver', payload: handOvers })
      emit({ name: 'signIn', payload: person.board() })
      emit({ name: 'seat', payload: seated.seat.board() })
    },
    stop: () => {
      for (const stop of stops) stop?.()
    },
  }
}
