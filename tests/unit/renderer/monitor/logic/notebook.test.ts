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
const target = { callId: 'c1', agentId: '1001' }
const onCall = { ticketId: 't1', target }
const open: [NotebookEvent, number] = [{ kind: 'call', on: onCall }, 0]
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

describe('a note that was deleted', () => {
  const three = [write('a', 1), add(1), write('b', 2), add(2), write('c', 3), add(3)] as const
  const texts = (book: Notebook) => book.notes.map(({ text }) => text).join('')
  const remove = (index: number): [NotebookEvent, number] => [{ kind: 'remove', index }, 4]
  const putBack: [NotebookEvent, number] = [{ kind: 'putBack' }, 5]

  it('can be put back where it was, once', () => {
    expect(texts(play(open, ...three, remove(1)))).toBe('ac')
    expect(texts(play(open, ...three, remove(1), putBack, putBack))).toBe('abc')
    expect(texts(play(open, ...three, remove(1), remove(1), putBack))).toBe('ac')
  })

  it('is gone for good with the next one that is kept, and with its call', () => {
    expect(texts(play(open, ...three, remove(1), write('d', 6), add(6), putBack))).toBe('acd')
    const next: [NotebookEvent, number] = [
      { kind: 'call', on: { ticketId: 't1', target: { ...target, callId: 'c2' } } },
      6,
    ]
    expect(texts(play(open, ...three, remove(1), next, putBack))).toBe('')
  })

  it('is not among what is kept', () => {
    expect(kept(play(open, ...three, remove(0))).notes.map(({ text }) => text)).toEqual(['b', 'c'])
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
  it('begins empty with every call: after a hop, with the agent’s next one, and when another agent has the call', () => {
    const book = play(open, write('a', 1), add(1), tag('Praise'))
    expect(nextNotebook(book, { kind: 'call', on: { ticketId: 't1', target: { ...target } } }, 5)).toBe(book)
    const others = [
      { ticketId: 't1', target: { callId: 'c2', agentId: '1002' } },
      { ticketId: 't1', target: { callId: 'c2', agentId: '1001' } },
      { ticketId: 't1', target: { callId: 'c1', agentId: '1002' } },
      { ticketId: 't2', target },
    ]
    for (const on of others)
      expect(nextNotebook(book, { kind: 'call', on }, 5)).toEqual({
        ...on,
        notes: [],
        tags: [],
        draft: '',
        begunAt: null,
        removed: null,
      })
    expect(nextNotebook(book, { kind: 'call', on: null }, 5)).toBeNull()
  })

  it('keeps a note half written when the monitor leaves the call', () => {
    expect(kept(play(open, write('a', 1), add(1), write('half', 7)))).toEqual({
      ...onCall,
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
