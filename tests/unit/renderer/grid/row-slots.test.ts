// Rows on screen keep their place in the page, or hand it on when the person asked for another list.
import { describe, expect, it } from 'vitest'
import { nextSlots, noSlots } from '#renderer/grid/row-slots.ts'

const start = nextSlots(noSlots, ['ann', 'bob', 'cem'], false)
const keyOf = (slots: typeof start, id: string) => slots.keys[slots.ids.indexOf(id)]

describe('the slots of a list', () => {
  it('gives each row a key of its own', () => {
    expect(new Set(start.keys).size).toBe(3)
  })

  it('are the same object while the rows stay', () => {
    expect(nextSlots(start, ['ann', 'bob', 'cem'], true)).toBe(start)
  })

  it('let a row keep its own while others come and go by themselves', () => {
    const after = nextSlots(start, ['zoe', 'bob', 'cem', 'dan'], false)
    expect(keyOf(after, 'bob')).toBe(keyOf(start, 'bob'))
    expect(keyOf(after, 'cem')).toBe(keyOf(start, 'cem'))
  })

  it('never give a row that comes by itself the place of one that went: a click could hit the wrong one', () => {
    const after = nextSlots(start, ['zoe', 'bob', 'cem'], false)
    expect(start.keys).not.toContain(keyOf(after, 'zoe'))
    const later = nextSlots(after, ['ann', 'bob', 'cem'], false)
    expect(start.keys).not.toContain(keyOf(later, 'ann'))
  })

  it('are handed on in order when the person asked for another list', () => {
    const after = nextSlots(start, ['bob', 'eve'], true)
    expect(after.keys).toEqual(start.keys.slice(0, 2))
    const longer = nextSlots(after, ['fay', 'gus', 'hal'], true)
    expect(longer.keys.slice(0, 2)).toEqual(start.keys.slice(0, 2))
    expect(new Set(longer.keys).size).toBe(3)
    expect(start.keys).not.toContain(longer.keys[2])
  })
})
