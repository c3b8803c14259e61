// What every connector does to reach its PBX and keep the floor: part of the one suite.
import { describe, expect, it } from 'vitest'
import { floor as floorSchema } from '#contract/floor.ts'
import type { ConnectorOrder, ContractHarness } from './harness.ts'
import { watched } from './watched.ts'

/** `stage` gives the harness of the test that runs. */
export function connectionContract(name: string, stage: () => ContractHarness) {
  const console = (order?: ConnectorOrder) => watched(stage().connector(order))

  describe(`${name}: the connection`, () => {
    it('tells how it stands, then a whole floor, then patches of it', async () => {
      const parts = console()
      expect(parts.status[0]?.phase).toBe('connecting')
      await parts.becomes('live')
      expect(parts.messages[0]?.kind).toBe('whole')
      const target = await stage().call('first')
      await parts.sees(target)
      await parts.eventually(() => expect(parts.floor().agents[target.agentId]?.callId).toBe(target.callId))
      await stage().endCall(target)
      await parts.eventually(() => expect(parts.floor().calls[target.callId]).toBeUndefined())
      expect(parts.messages.slice(1).every(({ kind }) => kind === 'patch')).toBe(true)
      expect(floorSchema.parse(parts.floor())).toEqual(parts.floor())
    })

    it('gives a late listener the whole floor at once', async () => {
      const parts = console()
      await parts.becomes('live')
      const late = watched({ ...parts.connector, connect: () => {} })
      expect(late.messages[0]?.kind).toBe('whole')
      expect(late.status[0]?.phase).toBe('live')
    })

    it('has the right floor again after a cut', async () => {
      const parts = console()
      await parts.becomes('live')
      const [before, wholes] = [await stage().call('first'), parts.messages.length]
      await parts.sees(before)
      await stage().cutFeed()
      await parts.becomes('stale')
      await stage().endCall(before)
      const after = await stage().call('second')
      await parts.becomes('live')
      await parts.sees(after)
      expect(parts.floor().calls[before.callId]).toBeUndefined()
      expect(parts.messages.slice(wholes).some(({ kind }) => kind === 'whole')).toBe(true)
    })

    it('says since when the news come late, and that they do not any more, with what happened meanwhile', async () => {
      const parts = console()
      await parts.becomes('live')
      const before = await stage().call('first')
      await parts.sees(before)
      const [stalledAt, told] = [Date.now(), parts.status.length]
      stage().stallFeed(true)
      await parts.becomes('behind')
      const [behind] = parts.status.slice(told)
      expect(behind).toMatchObject({ phase: 'behind', lateMs: 3000 })
      expect(behind?.since).toBeGreaterThan(stalledAt - 1500)
      expect(behind?.since).toBeLessThan(Date.now() - 2900)
      await stage().endCall(before)
      expect(parts.floor().calls[before.callId]).toBeDefined()
      stage().stallFeed(false)
      await parts.becomes('live')
      await parts.eventually(() => expect(parts.floor().calls[before.callId]).toBeUndefined())
      expect(parts.messages.slice(1).every(({ kind }) => kind === 'patch')).toBe(true)
      expect(new Set(parts.status.slice(told).map(({ phase }) => phase))).toEqual(new Set(['behind', 'live']))
    })

    it('survives a restart of the PBX', async () => {
      const parts = console()
      await parts.becomes('live')
      await stage().restart()
      await parts.becomes('live')
      await parts.sees(await stage().call('first'))
    })

    it.each([
      ['wrongSecret', 'refused', 'pbxWrongPassword'],
      ['unreachable', 'stale', 'pbxUnreachable'],
      ['garbage', 'stale', 'pbxProtocol'],
    ] as const)('says what is wrong: %s', async (trouble, phase, code) => {
      const parts = console({ trouble })
      await parts.becomes(phase)
      expect(parts.status.at(-1)).toMatchObject({ cause: { code } })
      const target = { callId: 'any', agentId: 'any' }
      const order = { ticketId: 'never', token: '0123456789abcdef', target, follow: false }
      expect(await parts.connector.startMonitor(order)).toMatchObject({ ok: false, error: { code: 'pbxUnreachable' } })
    })
  })
}
