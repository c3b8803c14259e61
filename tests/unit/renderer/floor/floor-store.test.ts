import { describe, expect, it } from 'vitest'
import { emptyFloor, type FloorMessage } from '#contract/floor.ts'
import { createFloorStore, feedFloor, nextFloor } from '#renderer/floor/floor-store.ts'
import { fakeDesk } from '../../../fakes/fake-desk.ts'
import { anAgent, floorWith } from '../../../fakes/floors.ts'

/** Nobody touches anything. */
const stillHand = { onInput: () => () => {}, afterPaint: () => {} }

const patch: FloorMessage = { kind: 'patch', patch: { agents: { set: [anAgent('1')] } } }

describe('the renderer’s copy of the floor', () => {
  it('ignores patches until the whole picture has come', () => {
    expect(nextFloor(null, patch)).toBeNull()
    expect(Object.keys(nextFloor(emptyFloor, patch)?.agents ?? {})).toEqual(['1'])
  })

  it('is replaced by a new whole picture, with nothing left of the old one', () => {
    const before = floorWith([], [anAgent('1')])
    expect(nextFloor(before, { kind: 'whole', floor: emptyFloor })).toBe(emptyFloor)
  })
})

describe('feeding it', () => {
  it('asks once, and takes what the desk says', () => {
    const { desk, say, inputs } = fakeDesk()
    const store = createFloorStore()
    feedFloor(desk, store, stillHand)
    say('link', { up: true, cause: null })
    expect(inputs('watchFloor')).toHaveLength(1)
    say('floor', { kind: 'whole', floor: emptyFloor })
    say('floor', patch)
    expect(store.getState().floor?.agents['1']).toEqual(anAgent('1'))
  })

  it('asks again when the link is back after a cut', () => {
    const { desk, say, inputs } = fakeDesk()
    feedFloor(desk, createFloorStore(), stillHand)
    say('link', { up: false, cause: { code: 'serverGone' } })
    say('link', { up: true, cause: null })
    expect(inputs('watchFloor')).toHaveLength(2)
  })

  it('takes nothing any more once stopped', () => {
    const { desk, say } = fakeDesk()
    const store = createFloorStore()
    feedFloor(desk, store, stillHand)()
    say('floor', { kind: 'whole', floor: emptyFloor })
    expect(store.getState().floor).toBeNull()
  })
})
