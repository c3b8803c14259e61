// What the supervisor writes down while monitoring.
import { describe, expect, it } from 'vitest'
import {
  kept,
  LONGEST_NOTE,
  MOST_NOTES,
  type Notebook,
  type NotebookEvent,
  nextNotebook,
} from '#renderer/monitor/logic/notebook.ts'

const play = (...steps: readonly (readonly [NotebookEvent, number])[]): Notebook => {
  const start: Notebook | null = null
  const end = steps.reduce<Notebook | null>((book, [event, at]) => nextNotebook(book, event, at), start)
  if (!end) throw new Error('no notebook is open')
  return end
}
const open: [NotebookEvent, number] = [{ kind: 'monitor', ticketId: 't1' }, 0]
const write = (draft: string, at: number): [NotebookEvent, number] => [{ kind: 'write', draft }, at]
const add = (at: number): [NotebookEvent, number] => [{ kind: 'add' }, at]
const tag = (name: string, on = true): [NotebookEvent, number] => [{ kind: 'tag', tag: name, on }, 9]

describe('a note', () => {
  it('is marked with the moment its writing began, not the one it was finished', () => {
    const book = play(open, write('Fr', 10), write('Friendly', 20), add(30))
    expect(book.notes).toEqual([{ at: 10, text: 'Friendly' }])
    expect(book).toMatchObject({ draft: '', begunAt: null })
  })

  it('begins anew when its field was emptied', () => {
    expect(play(open, write('x', 10), write('', 20), write('y', 30), add(40)).notes).toEqual([{ at: 30, text: 'y' }])
  })

  it('of spaces only is none', () => {
    expect(play(open, write('  ', 10), add(20)).notes).toEqual([])
  })

  it('is cut where the history would refuse it, and so is their number', () => {
    expect(play(open, write('a'.repeat(3000), 1), add(2)).notes[0]?.text).toHaveLength(LONGEST_NOTE)
    const many = Array.from({ length: MOST_NOTES + 3 }, (_, i) => [write(`n${i}`, i), add(i)]).flat()
    expect(play(open, ...many).notes).toHaveLength(MOST_NOTES)
  })

  it('can be taken back', () => {
    expect(play(open, write('a', 1), add(1), write('b', 2), add(2), [{ kind: 'remove', index: 0 }, 3]).notes).toEqual([
      { at: 2, text: 'b' },
    ])
  })
})

describe('a tag', () => {
  it('is there once, however often it is put, and can be taken off', () => {
    const twice = play(open, tag('Praise'), tag(' Praise '))
    expect(twice.tags).toEqual(['Praise'])
    expect(play(open, tag('Praise'), tag('Coaching'), tag('Praise', false)).tags).toEqual(['Coaching'])
  })
})

describe('the notebook', () => {
  it('begins empty with every monitor, and stays through a hop', () => {
    const book = play(open, write('a', 1), add(1))
    expect(nextNotebook(book, { kind: 'monitor', ticketId: 't1' }, 5)).toBe(book)
    expect(nextNotebook(book, { kind: 'monitor', ticketId: 't2' }, 5)).toMatchObject({ ticketId: 't2', notes: [] })
    expect(nextNotebook(book, { kind: 'monitor', ticketId: null }, 5)).toBeNull()
  })

  it('keeps a note half written when the monitor goes', () => {
    expect(kept(play(open, write('a', 1), add(1), write('half', 7)))).toEqual({
      ticketId: 't1',
      notes: [
        { at: 1, text: 'a' },
        { at: 7, text: 'half' },
      ],
      tags: [],
    })
  })

  it('takes nothing while nothing is monitored', () => {
    expect(nextNotebook(null, { kind: 'write', draft: 'x' }, 1)).toBeNull()
  })
})
