// What earlier runs left on the PBX: removed when they are dead, and never when they are alive.
import { describe, expect, it } from 'vitest'
import { deskFailure } from '#contract/errors.ts'
import { err, ok } from '#contract/result.ts'
import { sweepLeftovers } from '#main/pbx/asterisk/spy/leftovers.ts'
import type { AmiFields } from '#main/pbx/asterisk/wire/ami-client.ts'
import { fakeClock } from '../../../../fakes/fake-clock.ts'

const own = 'earshot.5001.me.'
const line = `${own}other.ticket.0.U3Vl.line`
const snoop = `${own}other.ticket.1.U3Vl.snoop-join`

type Thing = { leaseUntil: number | null }

/** A PBX with these channels and bridges; `renews`: their program is alive. */
function stage(ids: readonly string[], bridges: readonly string[] = []) {
  const clock = fakeClock(1_000_000)
  const channels = new Map<string, Thing>(ids.map((id) => [id, { leaseUntil: clock.now() + 120_000 }]))
  const rooms = new Set(bridges)
  const logged: string[] = []
  let isSilent = false
  let answers = false
  const asked = () => {
    for (const channel of channels.values()) if (answers) channel.leaseUntil = clock.now() + 125_000
  }
  const action = async (name: string, fields: AmiFields = []) => {
    if (isSilent) return err(deskFailure('timedOut'))
    const channel = channels.get(fields[0]?.[1] ?? '')
    if (name === 'Getvar') {
      const left = channel?.leaseUntil ? (channel.leaseUntil - clock.now()) / 1000 : 0
      return channel
        ? ok({ head: { Value: String(left) }, rows: [] })
        : err(deskFailure('pbxRefused', 'No such channel'))
    }
    return ok({ head: {}, rows: [...channels.keys(), 'a-call'].map((Uniqueid) => ({ Uniqueid })) })
  }
  const ari = {
    call: async (method: string, path: string) => {
      if (method === 'GET') return ok([...rooms].map((id) => ({ id })))
      if (method === 'POST') asked()
      if (method === 'POST') return ok(null)
      const id = path.split('/').at(-1) ?? ''
      channels.delete(id)
      rooms.delete(id)
      return ok(null)
    },
    close: () => undefined,
  }
  return {
    clock,
    left: () => [...channels.keys(), ...rooms],
    logged,
    silence: (on: boolean) => {
      isSilent = on
    },
    /** Its program is alive. */
    answers: () => {
      answers = true
    },
    unleased: (id: string) => channels.set(id, { leaseUntil: null }),
    sweep: () =>
      sweepLeftovers({
        ownPrefix: own,
        runPrefix: `${own}mine.`,
        action,
        ari,
        clock,
        log: (_, text) => void logged.push(text),
      }),
  }
}

describe('a sweep', () => {
  it('removes what a dead run left, however fresh its leases are, within a second', async () => {
    const pbx = stage([line, snoop], [`${own}other.ticket.1.bridge`])
    pbx.sweep()
    await pbx.clock.advance(900)
    expect(pbx.left()).toEqual([])
  })

  it('never touches a living monitor of another program of this seat, and says that there is one (M9)', async () => {
    const things = [line, snoop, `${own}other.ticket.1.bridge`]
    const pbx = stage(things.slice(0, 2), things.slice(2))
    pbx.answers()
    pbx.sweep()
    await pbx.clock.advance(600_000)
    expect(pbx.left()).toEqual(things)
    expect(pbx.logged).toEqual(['another program of this seat is on the PBX (run other)'])
  })

  it('never touches what is of this run', async () => {
    const mine = `${own}mine.ticket.0.U3Vl.line`
    const pbx = stage([mine])
    pbx.sweep()
    await pbx.clock.advance(60_000)
    expect(pbx.left()).toEqual([mine])
  })

  it('spares the new snoop of a living run, which has no lease yet', async () => {
    const pbx = stage([line])
    pbx.answers()
    pbx.unleased(snoop)
    pbx.sweep()
    await pbx.clock.advance(2000)
    expect(pbx.left()).toEqual([line, snoop])
  })

  it('removes what never got a lease, and a bridge alone', async () => {
    const pbx = stage([], [`${own}other.ticket.1.bridge`])
    pbx.unleased(snoop)
    pbx.sweep()
    await pbx.clock.advance(5000)
    expect(pbx.left()).toEqual([])
  })

  it('takes no answer for "none left": it asks again (M8)', async () => {
    const pbx = stage([line])
    pbx.silence(true)
    pbx.sweep()
    await pbx.clock.advance(60_000)
    expect(pbx.left()).toEqual([line])
    pbx.silence(false)
    await pbx.clock.advance(10_000)
    expect(pbx.left()).toEqual([])
  })

  it('asks again soon where one answer was lost, so that nothing is left a few seconds after the start', async () => {
    const pbx = stage([line, snoop])
    pbx.silence(true)
    pbx.sweep()
    await pbx.clock.advance(100)
    pbx.silence(false)
    await pbx.clock.advance(1900)
    expect(pbx.left()).toEqual([])
  })

  it('looks no more once it is called off', async () => {
    const pbx = stage([line])
    pbx.sweep()()
    await pbx.clock.advance(60_000)
    expect(pbx.left()).toEqual([line])
  })
})
