// Trap 10: a second registration replaces the first, and no event says so.
import { describe, expect, it } from 'vitest'
import { type DeskError, deskFailure } from '#contract/errors.ts'
import { err, ok } from '#contract/result.ts'
import { watchLine } from '#main/pbx/freeswitch/floor/line-watch.ts'
import { fakeClock } from '../../../../fakes/fake-clock.ts'
import { DOMAIN, siteOf } from '../../../../fakes/freeswitch/stage.ts'

const registered = { 'Event-Name': 'CUSTOM', 'Event-Subclass': 'sofia::register', username: '5001', realm: DOMAIN }

function stage({ phone = '-ERR permission denied' } = {}) {
  const clock = fakeClock()
  const told: (DeskError | null)[] = []
  const asked: string[] = []
  let contacts: readonly string[] = []
  let lost = 0
  const watch = watchLine({
    site: siteOf(),
    clock,
    random: () => 0,
    ask: async (command) => {
      asked.push(command)
      if (lost-- > 0) return err(deskFailure('timedOut', `ESL ${command}`))
      if (command.startsWith('sofia_contact') && !phone.startsWith('-ERR')) return ok(phone)
      if (command !== 'show registrations as json') return err(deskFailure('pbxRefused', '-ERR permission denied'))
      const rows = contacts.map((contact) => ({
        reg_user: '5001',
        realm: DOMAIN,
        url: `sofia/internal/sip:${contact};transport=ws`,
      }))
      return ok(JSON.stringify({ row_count: contacts.length, rows }))
    },
    taken: (cause) => void told.push(cause),
    changed: () => undefined,
  })
  const registers = async (...now: readonly string[]) => {
    contacts = now
    watch.heard([registered])
    await clock.advance(600)
  }
  const loses = (answers: number) => {
    lost = answers
  }
  return { told, registers, watch, clock, asked, loses }
}

describe('trap 10', () => {
  it('is told when another phone has taken the console’s place, and when the console is back', async () => {
    const { told, registers } = stage()
    await registers('earshot-seat-abc@x.invalid')
    expect(told).toEqual([])
    await registers('desk@10.0.0.5:5060')
    expect(told).toMatchObject([{ code: 'lineTaken', detail: expect.stringContaining('desk@10.0.0.5:5060') }])
    await registers('earshot-seat-abc@x.invalid')
    expect(told.at(-1)).toBeNull()
  })

  it('is nothing where both may be registered, or where the console never was', async () => {
    const both = stage()
    await both.registers('earshot-seat-abc@x.invalid')
    await both.registers('earshot-seat-abc@x.invalid', 'desk@10.0.0.5:5060')
    expect(both.told).toEqual([])
    const desk = stage()
    await desk.registers('desk@10.0.0.5:5060')
    expect(desk.told).toEqual([])
  })

  it('does not look for anybody else', async () => {
    const { told, watch, clock, registers } = stage()
    await registers('earshot-seat-abc@x.invalid')
    watch.heard([{ ...registered, username: '1001' }])
    await clock.advance(1000)
    expect(told).toEqual([])
  })
})

describe('an answer that is lost', () => {
  it('is asked for again until it comes: who has the line is told without another registration', async () => {
    const { told, registers, loses, clock } = stage()
    await registers('earshot-seat-abc@x.invalid')
    loses(3)
    await registers('desk@10.0.0.5:5060')
    expect(told).toEqual([])
    await clock.advance(1000)
    expect(told).toMatchObject([{ code: 'lineTaken' }])
  })

  it('of one phone is asked for again, each time later, and then as often as before', async () => {
    const { watch, loses, clock, asked } = stage({ phone: 'sofia/internal/sip:5001@10.0.0.5' })
    watch.look()
    await clock.advance(1)
    loses(6)
    await clock.advance(45_000)
    const times = asked.length
    await clock.advance(100)
    expect(asked).toHaveLength(times + 1)
    await clock.advance(200 + 400 + 800 + 1600 + 2500)
    expect(asked).toHaveLength(times + 6)
    await clock.advance(44_000)
    expect(asked).toHaveLength(times + 6)
    await clock.advance(1000)
    expect(asked).toHaveLength(times + 7)
  })

  it('is waited for no more once the watch has ended', async () => {
    const { watch, loses, clock, asked } = stage()
    loses(9)
    watch.look()
    await clock.advance(1)
    watch.stop()
    await clock.advance(60_000)
    expect(asked).toHaveLength(1)
  })
})
