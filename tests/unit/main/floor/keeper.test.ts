import { describe, expect, it } from 'vitest'
import { applyPatch, emptyFloor, type Floor, type FloorMessage } from '#contract/floor.ts'
import { createFloorKeeper, windowAfter } from '#main/floor/keeper.ts'
import { fakeClock } from '../../../fakes/fake-clock.ts'
import { aCall, anAgent, floorWith } from '../../../fakes/floors.ts'

const setAgent = (id: string, since = 0): FloorMessage => ({
  kind: 'patch',
  patch: { agents: { set: [anAgent(id, { since })] } },
})
const whole = (floor: Floor): FloorMessage => ({ kind: 'whole', floor })

function watched() {
  const clock = fakeClock()
  const keeper = createFloorKeeper(clock)
  const seen: { readonly at: number; readonly message: FloorMessage }[] = []
  const watch = () => keeper.watch((message) => seen.push({ at: clock.now(), message }))
  const picture = () =>
    seen.reduce<Floor>(
      (floor, { message }) => (message.kind === 'whole' ? message.floor : applyPatch(floor, message.patch)),
      emptyFloor,
    )
  return { clock, keeper, seen, watch, picture }
}

describe('the keeper of the floor', () => {
  it('has no floor before the first whole picture and drops patches until then', () => {
    const { keeper, seen, watch } = watched()
    watch()
    keeper.apply(setAgent('1'))
    expect(keeper.floor()).toBeNull()
    expect(seen).toEqual([])
    keeper.apply(whole(emptyFloor))
    expect(keeper.floor()).toEqual(emptyFloor)
    expect(seen).toHaveLength(1)
  })

  it('gives a late watcher the whole picture at once', () => {
    const { keeper, seen, watch } = watched()
    keeper.apply(whole(floorWith([aCall('c', '1')])))
    watch()
    expect(seen[0]?.message).toEqual(whole(floorWith([aCall('c', '1')])))
  })

  it('sends the first change at once and the next ones together, a tenth of a second later', () => {
    const { clock, keeper, seen, watch } = watched()
    keeper.apply(whole(emptyFloor))
    watch()
    keeper.apply(setAgent('1'))
    expect(seen).toHaveLength(2)
    clock.pass(30)
    keeper.apply(setAgent('2'))
    keeper.apply(setAgent('3'))
    expect(seen).toHaveLength(2)
    clock.pass(71)
    expect(seen).toHaveLength(3)
    expect(seen[2]?.at).toBe(101)
  })

  it('waits longer after many rows, and never longer than a quarter of a second', () => {
    const { clock, keeper, seen, watch } = watched()
    keeper.apply(whole(emptyFloor))
    watch()
    const many = Array.from({ length: 60 }, (_, n) => anAgent(String(n)))
    keeper.apply({ kind: 'patch', patch: { agents: { set: many }, calls: { gone: ['a', 'b'] } } })
    keeper.apply(setAgent('1', 5))
    clock.pass(161)
    expect(seen).toHaveLength(2)
    clock.pass(1)
    expect(seen[2]?.at).toBe(162)
    expect(windowAfter(5000)).toBe(250)
  })

  it('has a change in its floor at once, whatever still waits to be sent', () => {
    const { clock, keeper, seen, watch, picture } = watched()
    keeper.apply(whole(emptyFloor))
    watch()
    keeper.apply(setAgent('1'))
    keeper.apply(setAgent('2'))
    expect(keeper.floor()?.agents['2']).toEqual(anAgent('2', { since: 0 }))
    keeper.apply(setAgent('3'))
    expect(seen).toHaveLength(2)
    clock.pass(101)
    expect(seen).toHaveLength(3)
    expect(picture()).toEqual(keeper.floor())
  })

  it('never keeps a few changes longer than it must and sends at most one batch in that time', () => {
    const { clock, keeper, seen, watch, picture } = watched()
    keeper.apply(whole(emptyFloor))
    watch()
    for (let n = 0; n < 100; n++) {
      keeper.apply(setAgent(String(n % 7), n))
      clock.pass(13)
    }
    clock.pass(100)
    const times = seen.slice(1).map(({ at }) => at)
    expect(Math.min(...times.slice(1).map((at, n) => at - (times[n] ?? 0)))).toBeGreaterThanOrEqual(100)
    expect(picture()).toEqual(keeper.floor())
  })

  it('is quiet and holds no timer when nothing changes', () => {
    const { clock, keeper, watch } = watched()
    keeper.apply(whole(emptyFloor))
    watch()
    keeper.apply(setAgent('1'))
    clock.pass(1000)
    expect(clock.waiting()).toBe(0)
  })

  it('forgets what waits when a new whole picture comes', () => {
    const { clock, keeper, seen, watch } = watched()
    keeper.apply(whole(emptyFloor))
    watch()
    keeper.apply(setAgent('1'))
    keeper.apply(setAgent('2'))
    keeper.apply(whole(emptyFloor))
    clock.pass(1000)
    expect(seen.at(-1)?.message).toEqual(whole(emptyFloor))
    expect(keeper.floor()).toEqual(emptyFloor)
  })

  it('shows whoever comes in the middle of a batch the same floor as everybody', () => {
    const { clock, keeper, watch, picture } = watched()
    keeper.apply(whole(emptyFloor))
    keeper.apply(setAgent('1'))
    keeper.apply(setAgent('1', 5))
    watch()
    clock.pass(100)
    expect(picture()).toEqual(keeper.floor())
  })

  it('tells nobody after its end and clears its timer', () => {
    const { clock, keeper, seen, watch } = watched()
    keeper.apply(whole(emptyFloor))
    watch()
    keeper.apply(setAgent('1'))
    keeper.apply(setAgent('2'))
    keeper.close()
    clock.pass(1000)
    expect(clock.waiting()).toBe(0)
    expect(seen).toHaveLength(2)
  })
})
