// The floor as it is told: when the first change goes out, when the next ones do, and what a late listener gets.
import { describe, expect, it } from 'vitest'
import type { FloorMessage } from '#contract/floor.ts'
import { netsapiensSite } from '#contract/site-netsapiens.ts'
import { afterEvent, emptyPicture } from '#main/pbx/netsapiens/floor/picture.ts'
import { createToldFloor } from '#main/pbx/netsapiens/floor/told-floor.ts'
import { fakeClock } from '../../../../fakes/fake-clock.ts'
import { callRow, heldTarget } from '../../../../fakes/netsapiens/held-platform.ts'

const site = netsapiensSite.parse({
  kind: 'netsapiens',
  server: 'https://pbx.example',
  cores: ['https://core1.example'],
  signIn: { by: 'apiKey' },
})

function setUp() {
  const clock = fakeClock(1_800_000_000_000)
  let picture = emptyPicture
  const floor = createToldFloor(site, clock, () => picture)
  const told: FloorMessage[] = []
  let looks = 0
  floor.on((message) => told.push(message))
  const changes = (row: object) => {
    picture = afterEvent(picture, 'call-domain', row, clock.now())
    floor.tellSoon(() => {
      looks += 1
    })
  }
  return { clock, floor, told, changes, looks: () => looks }
}
const other = { ...callRow, orig_callid: 'o2', term_callid: 't2' }

describe('changes of the floor', () => {
  it('are told 15 ms after the first of them, together, and then it is looked at', () => {
    const { clock, told, changes, looks } = setUp()
    changes(callRow)
    changes(other)
    clock.pass(14)
    expect([told, looks()]).toEqual([[], 0])
    clock.pass(1)
    expect([told.length, looks()]).toEqual([1, 1])
    expect(told[0]).toMatchObject({ kind: 'patch', patch: { calls: { set: [{}, {}], gone: [] } } })
  })

  it('are told no earlier than 50 ms after what was told before', () => {
    const { clock, told, changes } = setUp()
    changes(callRow)
    clock.pass(15)
    changes(other)
    clock.pass(49)
    expect(told).toHaveLength(1)
    clock.pass(1)
    expect(told).toHaveLength(2)
    clock.pass(1_000)
    changes({ ...other, remove: 'yes' })
    clock.pass(15)
    expect(told[2]).toMatchObject({ patch: { calls: { set: [], gone: [expect.stringContaining('o2')] } } })
  })

  it('that change nothing are not told, and are looked at all the same', () => {
    const { clock, told, changes, looks } = setUp()
    changes({})
    clock.pass(15)
    expect([told, looks()]).toEqual([[], 1])
  })

  it('are not told once it is stopped, nor twice when the whole is', () => {
    const { clock, floor, told, changes } = setUp()
    changes(callRow)
    floor.stop()
    clock.pass(100)
    expect(told).toEqual([])
    changes(other)
    floor.tellWhole()
    clock.pass(100)
    expect(told.map(({ kind }) => kind)).toEqual(['whole'])
  })
})

describe('whoever listens late', () => {
  it('gets the whole floor at once, where there is one', () => {
    const { floor, changes, clock } = setUp()
    const late: FloorMessage[] = []
    floor.on((message) => late.push(message))
    expect(late).toEqual([])
    changes(callRow)
    clock.pass(15)
    floor.on((message) => late.push(message))
    expect(late.at(-1)).toMatchObject({ kind: 'whole' })
    expect(floor.view('5001').callOf(heldTarget)?.id).toBe(heldTarget.callId)
  })
})
