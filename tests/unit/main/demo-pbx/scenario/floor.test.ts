// An hour of the demo floor in milliseconds: what must hold whatever the seed.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { advance, nextDue, setTraffic } from '#main/demo-pbx/scenario/advance.ts'
import { openFloor } from '#main/demo-pbx/scenario/opening.ts'
import { agentsOf, callsOf, isOn, type World } from '#main/demo-pbx/scenario/world.ts'

const start = 1_700_000_000_000
const MINUTE = 60_000
const open = (seed: number, speed = 1) => openFloor({ now: start, seed, speed })

/** Every world between two moments, one for each thing that happens. */
function* worlds(from: World, until: number): Generator<World> {
  let world = from
  yield world
  for (let due = nextDue(world); due !== null && due <= until; due = nextDue(world)) {
    world = advance(world, due)
    yield world
  }
}

const log = (seed: number, stepMs: number): string[] => {
  const lines: string[] = []
  let world = open(seed)
  for (let at = start; at <= start + 10 * MINUTE; at += stepMs) {
    world = advance(world, at)
    if ((at - start) % MINUTE === 0)
      lines.push(JSON.stringify([at, Object.values(world.calls), Object.values(world.agents)]))
  }
  return lines
}

function contradictions(world: World): string[] {
  const wrong: string[] = []
  const say = (bad: boolean, text: string) => bad && wrong.push(text)
  for (const call of callsOf(world)) {
    const on = agentsOf(world).filter((agent) => agent.call === call.id)
    for (const agent of on)
      say(!isOn(call, agent.ext) && call.consults !== agent.ext, `${agent.ext} is not on ${call.id}`)
    for (const ext of [call.agent, call.from.agent, call.to.agent, call.consults])
      say(ext !== null && world.agents[ext]?.call !== call.id, `${ext} should be on ${call.id}`)
    say((call.state === 'waiting') !== (call.agent === null), `${call.id} is ${call.state} with ${call.agent}`)
    say((call.state === 'up' || call.state === 'held') && call.answered === null, `${call.id} never answered`)
  }
  for (const agent of agentsOf(world)) {
    say((agent.call !== null) !== ['ringing', 'in-call'].includes(agent.status), `${agent.ext} is ${agent.status}`)
    say(agent.call !== null && !world.calls[agent.call], `${agent.ext} is on a call that is gone`)
    say((agent.reason !== null) !== (agent.status === 'paused'), `${agent.ext} has a reason and is ${agent.status}`)
    say(agent.since > world.now, `${agent.ext} will be ${agent.status}`)
  }
  return wrong
}

describe('the floor as a newcomer first sees it', () => {
  it('has sixteen agents or more, in every presence', () => {
    const agents = agentsOf(open(7))
    expect(agents.length).toBeGreaterThanOrEqual(16)
    expect(new Set(agents.map((agent) => agent.status))).toEqual(
      new Set(['logged-out', 'unregistered', 'idle', 'ringing', 'in-call', 'wrap-up', 'paused']),
    )
  })

  it('has calls that talk, one held, one waiting and one ringing', () => {
    const states = callsOf(open(7)).map((call) => call.state)
    expect(states.filter((state) => state === 'up').length).toBeGreaterThanOrEqual(4)
    expect(states).toEqual(expect.arrayContaining(['held', 'waiting', 'ringing']))
  })

  it('has mostly outside callers, a colleague, and two agents who talk to each other', () => {
    const calls = callsOf(open(7))
    expect(calls.filter((call) => !call.from.local).length).toBeGreaterThan(calls.length / 2)
    expect(calls.some((call) => call.from.local && call.from.agent === null)).toBe(true)
    expect(calls.some((call) => call.from.agent !== null && call.to.agent !== null)).toBe(true)
  })

  it('contradicts itself nowhere', () => expect(contradictions(open(7))).toEqual([]))

  it('is still and empty at speed 0, with everybody there', () => {
    const still = open(7, 0)
    expect(nextDue(still)).toBeNull()
    expect(callsOf(advance(still, start + 60 * MINUTE))).toEqual([])
    expect(new Set(agentsOf(still).map((agent) => agent.status))).toEqual(new Set(['idle']))
  })
})

describe('an hour of it', () => {
  it('never contradicts itself: no agent on two calls, presence as the calls say', () => {
    fc.assert(
      fc.property(fc.integer(), fc.constantFrom(0.5, 1, 20), (seed, speed) => {
        for (const world of worlds(open(seed, speed), start + (60 * MINUTE) / speed))
          expect(contradictions(world)).toEqual([])
      }),
      { numRuns: 15 },
    )
  })

  it('ends every call once callers stop coming', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const busy = advance(open(seed), start + 20 * MINUTE)
        expect(callsOf(advance(setTraffic(busy, false), start + 200 * MINUTE))).toEqual([])
      }),
      { numRuns: 20 },
    )
  })

  it('brings waiting, ringing, holding, both kinds of transfer, and callers who give up', () => {
    const seen = new Set<string>()
    let before = open(7)
    for (const world of worlds(before, start + 60 * MINUTE)) {
      for (const call of callsOf(world)) {
        const was = before.calls[call.id]
        seen.add(call.state)
        if (call.consults) seen.add('attended')
        if (was?.state === 'up' && call.state === 'ringing') seen.add('blind')
      }
      for (const call of callsOf(before)) if (!world.calls[call.id]) seen.add(`ended ${call.state}`)
      before = world
    }
    expect([...seen]).toEqual(expect.arrayContaining(['waiting', 'ringing', 'up', 'held', 'attended', 'blind']))
    expect([...seen]).toEqual(expect.arrayContaining(['ended up', 'ended waiting']))
  })

  it('keeps several calls up and brings several a minute', () => {
    const hour = [...worlds(open(7), start + 60 * MINUTE)]
    const up = hour.map((world) => callsOf(world).filter((call) => call.state === 'up').length)
    expect(up.reduce((sum, n) => sum + n, 0) / up.length).toBeGreaterThan(3)
    expect((hour.at(-1)?.lastCall ?? 0) / 60).toBeGreaterThan(3)
    expect(Math.max(...hour.map((world) => callsOf(world).length))).toBeLessThan(40)
  })
})

describe('the seed', () => {
  it('plays the same floor again, however often one looks', () => {
    expect(log(11, 1000)).toEqual(log(11, 20_000))
  })

  it('plays another floor when it is another', () => expect(log(11, 20_000)).not.toEqual(log(12, 20_000)))
})
