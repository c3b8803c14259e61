// Keys that are held: only a hold that is meant does anything, and the talk key is never stuck.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  CHECK_EVERY_MS,
  CHECKS_TO_HOLD,
  type HeldAct,
  type Hold,
  type HoldEvent,
  LONGEST_HOLD_MS,
  nextHold,
  notHeld,
  outcomeOf,
  REPEAT_GONE_MS,
  TAKEN_BACK_MS,
} from '#renderer/commands/hold.ts'

const talk: HeldAct = { kind: 'command', id: 'holdToTalk' }
const join: HeldAct = { kind: 'command', id: 'join' }
const end: HeldAct = { kind: 'command', id: 'end' }
const acts: Readonly<Record<string, HeldAct>> = { KeyV: talk, KeyJ: join, KeyE: end }

type Down = Extract<HoldEvent, { kind: 'keyDown' }>

const down = (key = 'KeyV', over: Partial<Down> = {}): HoldEvent => ({
  kind: 'keyDown',
  key,
  repeat: false,
  begins: acts[key] ?? null,
  writes: key.startsWith('Key'),
  ...over,
})
const repeat = (key = 'KeyV'): HoldEvent => down(key, { repeat: true, begins: null })
const up = (key = 'KeyV'): HoldEvent => ({ kind: 'keyUp', key })
const checked: HoldEvent = { kind: 'checked', well: true }
const longEnough: readonly HoldEvent[] = Array.from({ length: CHECKS_TO_HOLD }, () => checked)
const play = (...events: readonly HoldEvent[]): Hold =>
  events.reduce<Hold>((hold, event) => nextHold(hold, event, 0), notHeld)

/** What comes of the events, each `everyMs` after the other. */
function outcomes(events: readonly HoldEvent[], everyMs = 0): readonly unknown[] {
  let hold: Hold = notHeld
  return events.flatMap((event, index) => {
    const before = hold
    const at = index * everyMs
    hold = nextHold(before, event, at)
    return outcomeOf(before, hold, event, at) ?? []
  })
}

it('a hold takes 0.4 s', () => expect(CHECKS_TO_HOLD * CHECK_EVERY_MS).toBe(400))

describe('a key that must be meant', () => {
  it('does its act once when it has been down long enough, however long it stays down', () => {
    const events = [down('KeyJ'), repeat('KeyJ'), ...longEnough, repeat('KeyJ'), ...longEnough, up('KeyJ')]
    expect(outcomes(events)).toEqual([{ kind: 'do', act: join }])
  })

  it('does nothing when it comes up a moment too soon, and then that is said', () => {
    expect(outcomes([down('KeyJ'), ...longEnough.slice(1), up('KeyJ'), ...longEnough])).toEqual([
      { kind: 'tooShort', act: join },
    ])
  })

  it('counts checks and not time: a window that stood still does not make a tap a hold', () => {
    expect(outcomes([down('KeyJ'), checked, checked, up('KeyJ')], 10_000)).toEqual([{ kind: 'tooShort', act: join }])
  })

  it.each<[string, HoldEvent]>([
    ['another key', down('KeyX')],
    ['another key that must be meant', down('KeyE')],
    ['a modifier', down('ShiftLeft')],
    ['the same key again, whose key-up was missed', down('KeyJ', { begins: null })],
    ['the window going out of sight or focus, a click', { kind: 'letGo' }],
    ['a check that finds the window without the keyboard', { kind: 'checked', well: false }],
  ])('is called off by %s, in silence, and its repeats do not take it up again', (_what, event) => {
    const events = [down('KeyJ'), checked, event, repeat('KeyJ'), ...longEnough]
    expect(outcomes(events)).toEqual([])
  })

  it('never begins with a repeat', () => {
    expect(play(down('KeyJ', { repeat: true }), ...longEnough)).toBe(notHeld)
  })

  it('is taken back by going on to type, where somebody would hear', () => {
    const held = [down('KeyJ'), ...longEnough]
    expect(outcomes([...held, up('KeyJ'), down('KeyU')])).toEqual([
      { kind: 'do', act: join },
      { kind: 'choose', mode: 'listen' },
    ])
    expect(outcomes([...held, down('ArrowDown')])).toHaveLength(1)
    expect(outcomes([...held, up('KeyJ'), down('ShiftLeft'), down('KeyU')])).toHaveLength(2)
    expect(outcomes([down('KeyE'), ...longEnough, down('KeyU')])).toEqual([{ kind: 'do', act: end }])
    const button: HeldAct = { kind: 'press', speaks: true }
    expect(outcomes([down('Enter', { begins: button }), ...longEnough, down('KeyU')])).toHaveLength(2)
    expect(outcomes([...held, up('KeyJ'), down('KeyU')], TAKEN_BACK_MS), 'long after').toEqual([
      { kind: 'do', act: join },
    ])
  })

  it('may follow another that was held', () => {
    const events = [down('KeyJ'), ...longEnough, up('KeyJ'), down('KeyE'), ...longEnough]
    expect(outcomes(events, 1_000)).toEqual([
      { kind: 'do', act: join },
      { kind: 'do', act: end },
    ])
  })
})

describe('the talk key', () => {
  const held = [down(), ...longEnough]

  it('talks from the moment it has been held long enough until it comes up, through its repeats', () => {
    expect(play(down()).kind).toBe('begun')
    expect(play(...held).kind).toBe('talking')
    expect(play(...held, repeat()).kind).toBe('talking')
    expect(outcomes([...held, repeat(), up()])).toEqual([
      { kind: 'choose', mode: 'whisperAgent' },
      { kind: 'choose', mode: 'listen' },
    ])
  })

  it.each<[string, HoldEvent]>([
    ['another key', down('KeyX')],
    ['a modifier', down('ShiftLeft')],
    ['the same key again, whose key-up was missed', down()],
    ['the window going out of sight or focus', { kind: 'letGo' }],
    ['a check that finds the window without the keyboard', { kind: 'checked', well: false }],
  ])('is let go by %s, and its repeats do not take it up again', (_what, event) => {
    expect(play(...held, event)).toBe(notHeld)
    expect(play(...held, event, repeat())).toBe(notHeld)
  })

  it('stays held when another key comes up, and while checks find all well', () => {
    expect(play(...held, up('KeyX'), checked).kind).toBe('talking')
  })

  it('is let go when it lies down for too long', () => {
    const talking = play(...held)
    expect(nextHold(talking, checked, LONGEST_HOLD_MS - 1)).toBe(talking)
    expect(nextHold(talking, checked, LONGEST_HOLD_MS)).toBe(notHeld)
  })

  it('is let go when its repeats stop without a key-up: its keyboard is gone (M12)', () => {
    const repeating = nextHold(play(...held), repeat(), 60_000)
    expect(nextHold(repeating, checked, 60_000 + REPEAT_GONE_MS)).toBe(repeating)
    expect(nextHold(repeating, checked, 60_001 + REPEAT_GONE_MS)).toBe(notHeld)
  })

  it('says so then, and talks only once however often it repeats', () => {
    const gone = [...held, repeat(), repeat(), repeat(), checked, checked, checked, checked]
    expect(outcomes(gone, 1_000)).toEqual([{ kind: 'choose', mode: 'whisperAgent' }, { kind: 'stuck' }])
  })
})

it('whispers and goes back to listening in turns, whatever happens: never twice the same, and listen after every end', () => {
  const key = fc.constantFrom('KeyV', 'KeyV', 'KeyX', 'ShiftLeft')
  const step: fc.Arbitrary<readonly HoldEvent[]> = fc.oneof(
    fc.tuple(key, fc.boolean()).map(([pressed, repeats]) => [down(pressed, { repeat: repeats })]),
    key.map((released) => [up(released)]),
    fc.constant([checked]),
    { weight: 2, arbitrary: fc.constant(longEnough) },
    fc.constant<readonly HoldEvent[]>([{ kind: 'checked', well: false }]),
    fc.constant<readonly HoldEvent[]>([{ kind: 'letGo' }]),
  )
  let talked = 0
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const chosen = outcomes([...steps.flat(), { kind: 'letGo' }]).flatMap((outcome) =>
        typeof outcome === 'object' && outcome !== null && 'mode' in outcome ? [outcome.mode] : [],
      )
      talked += chosen.length
      expect(chosen).toEqual(chosen.map((_, index) => (index % 2 === 0 ? 'whisperAgent' : 'listen')))
      expect(chosen.length % 2).toBe(0)
    }),
    { numRuns: 3_000 },
  )
  expect(talked).toBeGreaterThan(200)
})
