// Hold-to-talk: speaks while one key is down, and is never stuck.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chosenBy, type Hold, type HoldEvent, LONGEST_HOLD_MS, nextHold, notHeld } from '#renderer/commands/hold.ts'

const down = (key = 'Space', over: Partial<Extract<HoldEvent, { kind: 'keyDown' }>> = {}): HoldEvent => ({
  kind: 'keyDown',
  key,
  repeat: false,
  begins: key === 'Space',
  ...over,
})
const up = (key = 'Space'): HoldEvent => ({ kind: 'keyUp', key })
const play = (...events: HoldEvent[]): Hold => events.reduce<Hold>((hold, event) => nextHold(hold, event, 0), notHeld)

describe('the talk key', () => {
  it('is held from down to up, through its repeats', () => {
    expect(play(down()).kind).toBe('down')
    expect(play(down(), down('Space', { repeat: true, begins: false })).kind).toBe('down')
    expect(play(down(), up())).toBe(notHeld)
  })

  it('begins only where holding may whisper, and never with a repeat', () => {
    expect(play(down('Space', { begins: false }))).toBe(notHeld)
    expect(play(down('Space', { repeat: true }))).toBe(notHeld)
  })

  it.each<[string, HoldEvent]>([
    ['another key', down('KeyX', { begins: false })],
    ['a modifier', down('ShiftLeft', { begins: false })],
    ['the same key again, whose key-up was missed', down()],
    ['the window going out of sight or focus', { kind: 'letGo' }],
    ['a check that finds the window without the keyboard', { kind: 'checked', focused: false }],
  ])('is let go by %s, and its repeats do not take it up again', (_what, event) => {
    expect(play(down(), event)).toBe(notHeld)
    expect(play(down(), event, down('Space', { repeat: true }))).toBe(notHeld)
  })

  it('stays held when another key comes up, and while checks find all well', () => {
    expect(play(down(), up('KeyX'), { kind: 'checked', focused: true }).kind).toBe('down')
  })

  it('is let go when it lies down for too long', () => {
    const held = play(down())
    expect(nextHold(held, { kind: 'checked', focused: true }, LONGEST_HOLD_MS - 1)).toBe(held)
    expect(nextHold(held, { kind: 'checked', focused: true }, LONGEST_HOLD_MS)).toBe(notHeld)
  })
})

it('whispers and goes back to listening in turns, whatever happens: never twice the same, and listen after every end', () => {
  const event = fc.oneof(
    fc.record({
      kind: fc.constant('keyDown' as const),
      key: fc.constantFrom('Space', 'KeyX', 'ShiftLeft'),
      repeat: fc.boolean(),
      begins: fc.boolean(),
    }),
    fc.record({ kind: fc.constant('keyUp' as const), key: fc.constantFrom('Space', 'KeyX') }),
    fc.record({ kind: fc.constant('checked' as const), focused: fc.boolean() }),
    fc.constant({ kind: 'letGo' as const }),
  )
  fc.assert(
    fc.property(fc.array(event, { maxLength: 40 }), (events) => {
      const chosen: string[] = []
      let hold: Hold = notHeld
      for (const one of [...events, { kind: 'letGo' as const }]) {
        const next = nextHold(hold, one, 0)
        const mode = chosenBy(hold, next)
        if (mode) chosen.push(mode)
        hold = next
      }
      expect(chosen).toEqual(chosen.map((_, index) => (index % 2 === 0 ? 'whisperAgent' : 'listen')))
      expect(chosen.length % 2).toBe(0)
    }),
    { numRuns: 2_000 },
  )
})
