// What every connector does, whatever its PBX: one suite, run against each.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { heardBy, modes, type SwitchWay } from '#contract/monitor.ts'
import { connectionContract } from './connection-contract.ts'
import type { ConnectorOrder, ContractHarness } from './harness.ts'
import { change, monitor, watched } from './watched.ts'

const notByThisPbx = { ok: false, error: { code: 'refusedByAccess', detail: 'notByThisPbx' } }

export function connectorContract(
  name: string,
  makeHarness: () => Promise<ContractHarness>,
  ways: readonly SwitchWay[],
) {
  let stage: ContractHarness
  beforeEach(async () => {
    stage = await makeHarness()
  })
  afterEach(() => stage.close())

  const console = (order?: ConnectorOrder) => watched(stage.connector(order))
  async function live(order: ConnectorOrder = {}, follow = false) {
    const parts = console(order)
    await parts.becomes('live')
    const phone = await stage.phone(order.line ?? 'first')
    const target = await stage.call('first')
    const ticket = await monitor(parts, target, follow)
    return { ...parts, phone, target, ticket }
  }
  const oneWay = ways[0] ?? 'api'

  connectionContract(name, () => stage)

  describe(`${name}: a monitor`, () => {
    it('rings the line with its mark, is attached in listen, and nobody hears it', async () => {
      const { phone, ticket, target, events, eventually } = await live()
      const { mark } = ticket
      if (mark.by === 'header') expect(phone.inviteHeader(mark.name)).toBe(mark.value)
      else expect(phone.inviteHeader('from')).toContain(mark.fromName ?? '')
      expect(events[0]).toMatchObject({ kind: 'attached', ticketId: ticket.id, target })
      await eventually(() => expect(phone.isUp()).toBe(true))
      phone.speak(true)
      expect(await stage.hearsPhone('agent', target)).toBe(false)
      expect(await stage.hearsPhone('caller', target)).toBe(false)
    })

    it.each(ways)(
      'goes through every mode by %s, each confirmed by its own number and heard by whom it should',
      async (way) => {
        const { phone, ticket, target, ...parts } = await live({ way })
        phone.speak(true)
        const wanted = parts.connector.capabilities().modes
        for (const mode of [...wanted.filter((one) => one !== 'listen'), 'listen' as const]) {
          await change(parts, phone, ticket, mode, way)
          const heard = heardBy[mode]
          for (const side of ['agent', 'caller'] as const) {
            const expected = heard === side || heard === 'both'
            await expect.poll(() => stage.hearsPhone(side, target), { timeout: 4000 }).toBe(expected)
          }
        }
      },
    )

    it('is refused for a call that is gone', async () => {
      const parts = console()
      await parts.becomes('live')
      await stage.phone('first')
      const target = await stage.call('first')
      await parts.sees(target)
      await stage.endCall(target)
      const order = { ticketId: 'gone-ticket', token: '0123456789abcdef', target, follow: false }
      expect(await parts.connector.startMonitor(order)).toMatchObject({ ok: false, error: { code: 'callGone' } })
      expect(await stage.monitorsLeft()).toBe(0)
    })

    it('is refused when the line is not registered, and works once it is', async () => {
      const parts = console()
      await parts.becomes('live')
      const target = await stage.call('first')
      await parts.sees(target)
      const order = { ticketId: 'early-ticket', token: '0123456789abcdef', target, follow: false }
      expect(await parts.connector.startMonitor(order)).toMatchObject({
        ok: false,
        error: { code: 'lineNotRegistered' },
      })
      await stage.phone('first')
      await monitor(parts, target)
    })

    it('stays on a call that is held', async () => {
      const { target, eventually, floor, events } = await live()
      await stage.hold(target, true)
      await eventually(() => expect(floor().calls[target.callId]?.state).toBe('held'))
      await stage.hold(target, false)
      await eventually(() => expect(floor().calls[target.callId]?.state).toBe('talking'))
      expect(events.filter(({ kind }) => kind === 'targetEnded' || kind === 'ended')).toEqual([])
    })

    it('falls back to listen when its call ends, and stays', async () => {
      const { phone, ticket, target, ...parts } = await live({ way: oneWay })
      await change(parts, phone, ticket, 'whisperAgent', oneWay)
      await stage.endCall(target)
      await parts.says({ kind: 'targetEnded', ticketId: ticket.id })
      expect(phone.isUp()).toBe(true)
      expect(parts.events.some(({ kind }) => kind === 'ended')).toBe(false)
    })

    it('is told how loud agent and caller are, nothing on hold and after the call, or nothing at all', async () => {
      const { ticket, target, ...parts } = await live({ way: oneWay })
      const { levels, connector, eventually } = parts
      const now = () => levels.at(-1)
      const separate = connector.levels !== null
      if (separate) {
        await eventually(() => expect(now()).toMatchObject({ ticketId: ticket.id }))
        await eventually(() =>
          expect([now()?.agent, now()?.caller].map((db) => (db ?? -120) > -40)).toEqual([true, true]),
        )
        await stage.hold(target, true)
        await eventually(() => expect(now()).toMatchObject({ agent: null, caller: null }))
      }
      await stage.endCall(target)
      await parts.says({ kind: 'targetEnded', ticketId: ticket.id })
      const told = levels.length
      await parts.sees(await stage.call('second')) // a while later
      expect(levels).toHaveLength(separate ? told : 0)
    })

    it('follows to the next call of its agent, never with an open whisper, or says that it cannot', async () => {
      const { phone, ticket, target, ...parts } = await live({ way: oneWay }, true)
      if (!parts.connector.capabilities().follow) {
        expect(ticket.follow).toBe(false)
        expect(await parts.connector.setFollow(ticket.id, true)).toMatchObject(notByThisPbx)
        return
      }
      await change(parts, phone, ticket, 'whisperAgent', oneWay)
      phone.speak(true)
      await stage.endCall(target)
      await parts.says({ kind: 'targetEnded', ticketId: ticket.id })
      const next = await stage.call('first')
      await parts.says({ kind: 'retargeted', ticketId: ticket.id, target: next, by: 'follow' })
      expect(await stage.hearsPhone('agent', next)).toBe(false)
      await change(parts, phone, ticket, 'whisperAgent', oneWay)
    })

    it('does not follow when it should not', async () => {
      const { ticket, target, connector, says, sees, events } = await live({}, true)
      expect(await connector.setFollow(ticket.id, false)).toEqual({ ok: true, value: null })
      await stage.endCall(target)
      await says({ kind: 'targetEnded', ticketId: ticket.id })
      await sees(await stage.call('first'))
      expect(events.some(({ kind }) => kind === 'retargeted')).toBe(false)
    })

    it('hops to another call over the same line, in listen, or says that it cannot', async () => {
      const { phone, ticket, ...parts } = await live({ way: oneWay })
      await change(parts, phone, ticket, 'join', oneWay)
      phone.speak(true)
      const other = await stage.call('second')
      await parts.sees(other)
      if (!parts.connector.capabilities().hop) {
        expect(await parts.connector.hop(ticket.id, other)).toMatchObject(notByThisPbx)
        return
      }
      expect(await parts.connector.hop(ticket.id, other)).toEqual({ ok: true, value: other })
      await parts.says({ kind: 'retargeted', ticketId: ticket.id, target: other, by: 'hop' })
      expect(phone.isUp()).toBe(true)
      expect(await stage.hearsPhone('agent', other)).toBe(false)
      await change(parts, phone, ticket, 'whisperAgent', oneWay)
      await expect.poll(() => stage.hearsPhone('agent', other), { timeout: 4000 }).toBe(true)
    })

    it('is told when its call is transferred to another agent', async () => {
      const { ticket, target, eventually, events } = await live()
      await stage.transfer(target)
      await eventually(() =>
        expect(events.some((event) => event.kind === 'retargeted' || event.kind === 'targetEnded')).toBe(true),
      )
      expect(events.every((event) => event.ticketId === ticket.id)).toBe(true)
    })

    it('ends at once, however often it is asked, leaves nothing, and the next one works', async () => {
      const { phone, ticket, target, ...parts } = await live()
      const ends = await Promise.all([parts.connector.endMonitor(ticket.id), parts.connector.endMonitor(ticket.id)])
      expect([...ends, await parts.connector.endMonitor(ticket.id)].every(({ ok }) => ok)).toBe(true)
      await parts.eventually(() => expect(phone.isUp()).toBe(false))
      expect(await stage.monitorsLeft()).toBe(0)
      expect(parts.events.filter(({ kind }) => kind === 'ended')).toHaveLength(1)
      expect(parts.floor().calls[target.callId]).toBeDefined()
      await monitor(parts, target)
    })

    it('ends when the phone hangs up, without disturbing the call', async () => {
      const { phone, ticket, target, ...parts } = await live()
      await parts.eventually(() => expect(phone.isUp()).toBe(true))
      phone.hangUp()
      await parts.says({ kind: 'ended', ticketId: ticket.id, reason: 'lineHungUp' })
      expect(await stage.monitorsLeft()).toBe(0)
      expect(parts.floor().calls[target.callId]).toBeDefined()
      await monitor(parts, target)
    })

    it('knows no monitor it did not start', async () => {
      const { connector, target } = await live()
      const unknown = { ok: false, error: { code: 'unknownMonitor' } }
      expect(await connector.setMode('nobody', 'join', 1)).toMatchObject(unknown)
      expect(await connector.hop('nobody', target)).toMatchObject(unknown)
      expect(await connector.setFollow('nobody', true)).toMatchObject(unknown)
      expect(await connector.endMonitor('nobody')).toEqual({ ok: true, value: null })
    })
  })

  describe(`${name}: what goes wrong`, () => {
    it('is known again after a cut: still there in listen where the PBX keeps it, else over', async () => {
      const { phone, ticket, ...parts } = await live({ way: oneWay })
      await change(parts, phone, ticket, 'join', oneWay)
      const before = parts.events.length
      await stage.cutFeed()
      await parts.becomes('stale')
      await parts.becomes('live')
      await parts.eventually(() => {
        const told = parts.events.slice(before).find(({ kind }) => kind === 'mode' || kind === 'ended')
        const isKept = stage.keepsOverCut ?? told?.kind === 'mode'
        expect(told).toMatchObject(isKept ? { kind: 'mode', mode: 'listen', changeId: null } : { kind: 'ended' })
      })
    })

    it('is over when the PBX was restarted, and the next one works', async () => {
      const { ticket, phone, ...parts } = await live()
      await phone.close()
      await stage.restart()
      await parts.says({ kind: 'ended', ticketId: ticket.id, reason: 'pbxLost' })
      await parts.becomes('live')
      await stage.phone('first')
      await monitor(parts, await stage.call('first'))
    })

    it('removes what a crash of this console left, and nothing of another console', async () => {
      const crashed = await live({ owner: 'console-that-crashes' })
      const other = console({ owner: 'console-beside', line: 'second' })
      await other.becomes('live')
      await stage.phone('second')
      const kept = await monitor(other, crashed.target)
      await stage.crash(crashed.connector)
      const back = console({ owner: 'console-that-crashes' })
      await back.becomes('live')
      await expect.poll(stage.monitorsLeft).toBe(1)
      expect(other.events.some(({ kind }) => kind === 'ended')).toBe(false)
      await back.sees(crashed.target)
      await monitor(back, crashed.target)
      expect(await other.connector.endMonitor(kept.id)).toEqual({ ok: true, value: null })
    })

    it('two consoles monitor the same call without hearing of each other', async () => {
      const one = await live({ owner: 'console-one', way: oneWay })
      const two = console({ owner: 'console-two', line: 'second', way: oneWay })
      await two.becomes('live')
      const phone = await stage.phone('second')
      const ticket = await monitor(two, one.target)
      await change(two, phone, ticket, 'join', oneWay)
      expect(one.events.filter(({ kind }) => kind === 'mode')).toEqual([])
      await two.connector.endMonitor(ticket.id)
      await change(one, one.phone, one.ticket, 'whisperAgent', oneWay)
      expect(two.events.every((event) => event.ticketId === ticket.id)).toBe(true)
    })

    it('leaves nothing behind when the console closes', async () => {
      const { connector } = await live()
      await connector.close()
      expect(await stage.monitorsLeft()).toBe(0)
    })
  })

  it(`${name} knows only modes of the contract`, () => {
    expect(modes).toEqual(expect.arrayContaining([...stage.connector().capabilities().modes]))
  })
}
