// A small Asterisk behind AMI: one line in the ChanSpy context, as its events tell of it, and actions whose answers get lost.
import { deskFailure } from '#contract/errors.ts'
import { type Mode, modes } from '#contract/monitor.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { Clock } from '#contract/time.ts'
import type { AmiFields, AmiReply } from '#main/pbx/asterisk/wire/ami-client.ts'
import type { AmiMessage } from '#main/pbx/asterisk/wire/ami-codec.ts'
import { digitOf } from '#main/pbx/asterisk/wire/monitor-context.ts'

/** unsent: AMI is cut. lost: executed, the answer lost. refused: not executed. refusedAfter: executed, and answered by an error all the same. */
export type AmiFault = 'unsent' | 'lost' | 'refused' | 'refusedAfter'

type Channel = {
  readonly name: string
  isUp: boolean
  exten: string
  spies: boolean
  variables: Record<string, string>
}

export type FakeChanSpyParts = {
  readonly clock: Pick<Clock, 'after'>
  readonly event: (event: AmiMessage) => void
  readonly fault: (name: string) => AmiFault | null
}

export function fakeChanSpy({ clock: { after }, event, fault }: FakeChanSpyParts) {
  const channels = new Map<string, Channel>()
  const requests: string[] = []
  let isMute = false
  const tell = (message: AmiMessage) => {
    if (!isMute) event(message)
  }
  const spyee = ({ exten, variables }: Channel) =>
    variables[exten === digitOf.whisperCaller ? 'EARSHOT_PEER' : 'EARSHOT_SPY']
  const spying = (id: string, channel: Channel) => ({
    SpyerUniqueid: id,
    SpyerExten: channel.exten,
    SpyeeChannel: spyee(channel),
  })
  const stop = (id: string, channel: Channel) => {
    if (!channel.spies) return
    channel.spies = false
    tell({ Event: 'ChanSpyStop', ...spying(id, channel) })
  }
  const goTo = (id: string, channel: Channel, exten: string) => {
    stop(id, channel)
    channel.exten = exten
    after(5, () => {
      if (channels.get(id) !== channel || channel.exten !== exten || exten === '0') return
      channel.spies = true
      tell({ Event: 'ChanSpyStart', ...spying(id, channel) })
    })
  }
  const hangUp = (id: string): boolean => {
    const channel = channels.get(id)
    if (!channel) return false
    after(1, () => {
      stop(id, channel)
      if (channels.delete(id)) tell({ Event: 'Hangup', Uniqueid: id, Channel: channel.name })
    })
    return true
  }
  const idOf = (nameOrId: string) =>
    [...channels].find(([id, { name }]) => id === nameOrId || name === nameOrId)?.[0] ?? nameOrId
  const rowOf = ([Uniqueid, { name, isUp }]: [string, Channel]) => ({
    Uniqueid,
    Channel: name,
    Context: 'earshot-monitor',
    ChannelState: isUp ? '6' : '5',
  })
  const none: Result<AmiReply> = err(deskFailure('pbxRefused', 'No such channel'))
  const done: Result<AmiReply> = ok({ head: { Response: 'Success' }, rows: [] })

  const execute = (name: string, fields: AmiFields): Result<AmiReply> => {
    const field = (wanted: string) => fields.find(([key]) => key === wanted)?.[1] ?? ''
    const id = idOf(field('Channel'))
    const channel = channels.get(id)
    switch (name) {
      case 'Originate': {
        const made = field('ChannelId')
        const variables = Object.fromEntries(
          fields.filter(([key]) => key === 'Variable').map(([, text]) => text.split('=')),
        )
        after(3, () => {
          channels.set(made, { name: `PJSIP/5001-${made.length}`, isUp: false, exten: 's', spies: false, variables })
          tell({ Event: 'Newchannel', Uniqueid: made, Channel: channels.get(made)?.name })
        })
        return ok({ head: { ActionID: made }, rows: [] })
      }
      case 'Hangup':
        return hangUp(id) ? done : none
      case 'CoreShowChannels':
        return ok({ head: {}, rows: [...[...channels].map(rowOf), { Uniqueid: 'a-call', Context: 'internal' }] })
    }
    if (!channel) return none
    if (name === 'Setvar') channel.variables[field('Variable')] = field('Value')
    if (name === 'Redirect') goTo(id, channel, field('Exten'))
    return done
  }

  return {
    requests,
    action: (name: string, fields: AmiFields = []): Promise<Result<AmiReply>> =>
      new Promise((resolve) => {
        requests.push(name)
        const wrong = fault(name)
        const later = (answer: Result<AmiReply>) => after(1, () => resolve(answer))
        if (wrong === 'unsent') return void later(err(deskFailure('pbxUnreachable', 'AMI is not connected')))
        if (wrong === 'refused') return void later(err(deskFailure('pbxRefused', 'Permission denied')))
        const answer = execute(name, fields)
        if (wrong === 'lost') after(8000, () => resolve(err(deskFailure('timedOut'))))
        else if (wrong === 'refusedAfter') after(10, () => resolve(err(deskFailure('pbxRefused', 'Originate failed'))))
        else later(answer)
      }),
    /** The phone is answered. */
    answer: () => {
      for (const [id, channel] of channels) {
        channel.isUp = true
        tell({ Event: 'Newstate', Uniqueid: id, Channel: channel.name, ChannelState: '6' })
        goTo(id, channel, digitOf.listen)
      }
    },
    /** A digit pressed on the phone. */
    press: (digit: string) => {
      for (const [id, channel] of channels) goTo(id, channel, digit)
    },
    /** The phone sends its monitor on: somebody else is where it was, in its mode, and its own channel is gone. */
    sendOn: (heir: string) => {
      for (const [id, channel] of [...channels]) {
        channels.delete(id)
        channels.set(heir, { ...channel, name: `PJSIP/${heir}` })
        tell({ Event: 'Hangup', Uniqueid: id, Channel: channel.name })
      }
    },
    hangUpPhone: () => {
      for (const id of channels.keys()) hangUp(id)
    },
    /** While AMI is cut nothing is told. */
    mute: (on: boolean) => {
      isMute = on
    },
    /** What is in force: each channel's mode. */
    inForce: (): Mode[] =>
      [...channels.values()].flatMap(({ spies, exten }) =>
        spies ? modes.filter((mode) => digitOf[mode] === exten) : [],
      ),
    left: () => [...channels.keys()],
  }
}
