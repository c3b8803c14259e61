// Faults on the control sockets: late, silent, refused, held back and cut, as the operator says.
import { beforeEach, describe, expect, it } from 'vitest'
import type { Event, Member } from '#main/demo-pbx/control/connection.ts'
import type { Door } from '#main/demo-pbx/control/switchboard.ts'
import { no, yes } from '#main/demo-pbx/kit/answer.ts'
import { fakeClock } from '../../../fakes/fake-clock.ts'
import { faultyDoor } from '../../../simulators/demo-pbx/door.ts'
import { createFaultSwitch } from '../../../simulators/demo-pbx/faults.ts'

let clock: ReturnType<typeof fakeClock>
let inside: Member[]
let cuts: string[]
let door: Door

beforeEach(() => {
  clock = fakeClock()
  ;[inside, cuts] = [[], []]
  const switchboard: Door = {
    join(member) {
      inside.push(member)
      return (method, params) => (method === 'unknown' ? no('unknown-method', 'What?') : yes({ method, params }))
    },
    leave: (member) => {
      inside = inside.filter((other) => other !== member)
    },
  }
  door = faultyDoor(switchboard, {
    faults: createFaultSwitch(),
    after: clock.after,
    cutPhones: () => cuts.push('phones'),
  })
})

/** A socket, and the member the switchboard sees of it. */
function join(role: Member['role'], owner = 'me') {
  const sent: Event[] = []
  let seq = 0
  let isSubscribed = false
  const own: Member = {
    role,
    owner,
    tell: (event) => sent.push(event),
    tellFeed(event) {
      if (isSubscribed) sent.push({ ...event, seq: ++seq })
    },
    seq: () => seq,
    subscribe() {
      isSubscribed = true
      return seq
    },
    cut: () => cuts.push(owner),
  }
  const ask = door.join(own)
  const member = inside.at(-1) ?? own
  return { ask, sent, member, leave: () => door.leave(own) }
}

const misbehave = (faults: object) => expect(join('operator').ask('fault', faults)).toEqual(yes({}))
const isSettled = async (outcome: unknown) => (await Promise.race([outcome, 'not yet'])) !== 'not yet'

describe('without a fault', () => {
  it('everything passes both ways, and leaves as it came', () => {
    const { ask, sent, member, leave } = join('console')
    expect(ask('monitor.mode', { a: 1 })).toEqual(yes({ method: 'monitor.mode', params: { a: 1 } }))
    member.tell({ event: 'monitor.mode' })
    expect(member.subscribe()).toBe(0)
    member.tellFeed({ event: 'agent' })
    expect([sent, member.seq()]).toEqual([[{ event: 'monitor.mode' }, { event: 'agent', seq: 1 }], 1])
    leave()
    expect(inside).toEqual([])
  })

  it('the operator has all other methods too', () => {
    expect(join('operator').ask('stats', {})).toEqual(yes({ method: 'stats', params: {} }))
    expect(join('operator').ask('unknown', {})).toMatchObject({ error: { code: 'unknown-method' } })
  })

  it('a console may not ask for one, and nobody for one that is none', () => {
    expect(join('console').ask('fault', {})).toMatchObject({ error: { code: 'not-allowed' } })
    expect(join('console').ask('fault.cut', { what: 'sip' })).toMatchObject({ error: { code: 'not-allowed' } })
    expect(join('operator').ask('fault', { delayMs: -1 })).toMatchObject({ error: { code: 'bad-params' } })
    expect(cuts).toEqual([])
  })
})

describe('refusals', () => {
  it('are for consoles, until the fault is over', () => {
    const [desk, operator] = [join('console'), join('operator')]
    misbehave({ refuse: ['monitor.mode', 'stats'] })
    expect(desk.ask('monitor.mode', {})).toMatchObject({ error: { code: 'refused' } })
    expect(desk.ask('monitor.end', {})).toMatchObject({ ok: true })
    expect(operator.ask('stats', {})).toMatchObject({ ok: true })
    misbehave({})
    expect(desk.ask('monitor.mode', {})).toMatchObject({ ok: true })
  })
})

describe('a delay', () => {
  it('holds up answers and events of monitors, in their order, and nothing else', async () => {
    const { ask, sent, member } = join('console')
    misbehave({ delayMs: 80 })
    member.tell({ event: 'levels' })
    expect(ask('feed.subscribe', {})).toMatchObject({ ok: true })
    member.tell({ event: 'monitor.mode' })
    const answer = ask('monitor.mode', {})
    clock.pass(79)
    expect([sent, await isSettled(answer)]).toEqual([[{ event: 'levels' }], false])
    clock.pass(1)
    expect([sent.at(-1), await answer]).toEqual([{ event: 'monitor.mode' }, expect.objectContaining({ ok: true })])
  })
})

describe('silence', () => {
  it('is about modes alone', () => {
    const { sent, member } = join('console')
    misbehave({ silentModes: true })
    for (const event of ['monitor.mode', 'monitor.ended']) member.tell({ event })
    expect(sent).toEqual([{ event: 'monitor.ended' }])
  })
})

describe('a feed that is held back', () => {
  it('is counted all the same, and comes in order once it is let go', () => {
    const { sent, member } = join('console')
    const seq = member.subscribe()
    misbehave({ holdFeed: true })
    for (const event of ['agent', 'call']) member.tellFeed({ event })
    expect([sent, member.seq(), member.subscribe()]).toEqual([[], seq + 2, seq + 2])
    misbehave({ holdFeed: true, delayMs: 5 })
    expect(sent).toEqual([])
    misbehave({})
    member.tellFeed({ event: 'queue' })
    expect(sent).toEqual([
      { event: 'agent', seq: seq + 1 },
      { event: 'call', seq: seq + 2 },
      { event: 'queue', seq: seq + 3 },
    ])
    expect(member.seq()).toBe(seq + 3)
  })

  it('is not counted for who has not asked for it', () => {
    const { member } = join('console')
    misbehave({ holdFeed: true })
    member.tellFeed({ event: 'agent' })
    expect(member.seq()).toBe(0)
  })
})

describe('cutting', () => {
  it('takes the consoles of one owner, or all, and never an operator', () => {
    join('console', 'one')
    join('console', 'two')
    join('console', 'gone').leave()
    const operator = join('operator', 'one')
    operator.ask('fault.cut', { what: 'control', owner: 'one' })
    expect(cuts).toEqual(['one'])
    operator.ask('fault.cut', { what: 'control' })
    expect(cuts).toEqual(['one', 'one', 'two'])
    operator.ask('fault.cut', { what: 'sip' })
    expect(cuts.at(-1)).toBe('phones')
  })
})
