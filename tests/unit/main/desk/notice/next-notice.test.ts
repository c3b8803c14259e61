// What is played to whom and when, and what follows where it is refused, lost, late or told twice.
import { describe, expect, it } from 'vitest'
import { siteNotice } from '#contract/notice/notice.ts'
import {
  boardOf,
  mustAnnounce,
  type NoticeEffect,
  type NoticeInput,
  nextTelling,
  type PlayOutcome,
  type Telling,
  tellingOf,
} from '#main/desk/notice/next-notice.ts'

const target = { callId: 'c', agentId: '1' }
const other = { callId: 'd', agentId: '2' }

type Rule = Partial<Telling['notice']>

function telling(rule: Rule, isPrivate = false) {
  const [notice] = siteNotice.parse({ rules: [rule] }).rules
  if (!notice) throw new Error('no rule')
  let state = tellingOf('t', notice, isPrivate)
  let waits: Extract<NoticeEffect, { do: 'later' }>[] = []
  const did: string[] = []
  const plays: Extract<NoticeEffect, { do: 'play' }>[] = []
  const put = (input: NoticeInput) => {
    const step = nextTelling(state, input)
    state = step.state
    for (const effect of step.effects) {
      did.push(
        effect.do === 'play' ? `play ${effect.sound}` : effect.do === 'later' ? `wait ${effect.inMs}` : effect.do,
      )
      if (effect.do === 'later') waits.push(effect)
      if (effect.do === 'play') plays.push(effect)
    }
  }
  return {
    put,
    did: () => did.splice(0),
    state: () => state,
    on: (where = target, given = true, people = 'a,b') => put({ kind: 'on', target: where, people, given }),
    /** Every wait there is comes due, also those that do not count any more. */
    due: () => {
      const due = waits
      waits = []
      for (const { input } of due) put(input)
    },
    played: (outcome: PlayOutcome) => {
      const last = plays.at(-1)
      if (last) put({ kind: 'played', sound: last.sound, number: last.number, outcome })
    },
    answerAll: (outcome: PlayOutcome) => {
      for (const { sound, number } of plays) put({ kind: 'played', sound, number, outcome })
    },
  }
}

const every15 = { tone: { to: 'both', everyS: 15 } } as const

describe('the tone', () => {
  it('comes again and again as long as the call is heard', () => {
    const { on, did, due, played } = telling(every15)
    on()
    expect(did()).toEqual(['wait 15000'])
    due()
    played('heard')
    due()
    expect(did()).toEqual(['play tone', 'wait 15000', 'play tone'])
  })

  it('comes once where the site wants it once', () => {
    const { on, did, due } = telling({ tone: { to: 'agent', everyS: null } })
    on(target, false)
    due()
    expect(did()).toEqual(['play tone'])
  })

  it('begins anew on every call the monitor comes to by itself, and keeps its pace after a hop', () => {
    const { on, did, due } = telling(every15)
    on()
    on(other, false)
    due()
    expect(did()).toEqual(['wait 15000', 'play tone'])
    on(target, true)
    due()
    expect(did()).toEqual(['wait 15000', 'play tone'])
  })

  it('is not played twice because the PBX tells of the call twice', () => {
    const { on, did } = telling(every15)
    on(target, false)
    on({ ...target }, false)
    expect(did()).toEqual(['play tone'])
  })

  it('falls silent with the call, and with the monitor', () => {
    const { on, put, did, due, answerAll } = telling(every15)
    on(target, false)
    put({ kind: 'off' })
    answerAll('heard')
    due()
    expect(did()).toEqual(['play tone'])
    on(other, false)
    put({ kind: 'over' })
    answerAll('failed')
    due()
    on(target, false)
    expect(did()).toEqual(['play tone'])
  })

  it('ends the monitor when it cannot be played, after three tries', () => {
    const { on, did, due, played } = telling(every15)
    on(target, false)
    for (let tries = 0; tries < 3; tries++) {
      played('failed')
      due()
    }
    expect(did()).toEqual(['play tone', 'wait 1000', 'play tone', 'wait 1000', 'play tone', 'end'])
  })

  it('goes on being tried where the site lets the monitor go on, which is told', () => {
    const { on, did, due, played, state } = telling({ ...every15, failing: 'goOn' })
    on(target, false)
    for (let tries = 0; tries < 3; tries++) {
      played('failed')
      due()
    }
    expect(did().slice(-2)).toEqual(['wait 15000', 'play tone'])
    expect(boardOf(state()).tone?.state).toBe('failed')
    played('heard')
    expect(boardOf(state()).tone?.state).toBe('given')
  })

  it('counts no failure while nobody is there to hear it', () => {
    const { on, did, due, played } = telling(every15)
    on(target, false)
    for (let tries = 0; tries < 10; tries++) {
      played('nobody')
      due()
    }
    expect(did()).not.toContain('end')
  })

  it('takes no answer twice, and none of a sound before', () => {
    const { on, did, due, played, answerAll } = telling(every15)
    on(target, false)
    played('failed')
    answerAll('failed')
    answerAll('failed')
    due()
    expect(did()).toEqual(['play tone', 'wait 1000', 'play tone'])
    played('heard')
    answerAll('failed')
    expect(did()).toEqual(['wait 15000'])
  })
})

describe('the announcement', () => {
  const rule = { announcement: { to: 'both', sound: null }, ...every15 } as const

  it('holds back the voice until all of it was heard', () => {
    const { on, put, did, played, state } = telling(rule)
    on()
    expect(mustAnnounce(state())).toBe(true)
    expect(did()).toEqual(['wait 15000'])
    put({ kind: 'announce' })
    put({ kind: 'announce' })
    expect(did()).toEqual(['play announcement'])
    expect(mustAnnounce(state())).toBe(true)
    played('heard')
    expect(mustAnnounce(state())).toBe(false)
  })

  it('is heard to its end although a tone comes between', () => {
    const { on, put, due, answerAll, state } = telling(rule)
    on()
    put({ kind: 'announce' })
    due()
    answerAll('heard')
    expect(mustAnnounce(state())).toBe(false)
  })

  it.each(['failed', 'nobody'] as const)(
    'that comes to %s lets nobody speak, and is tried when it is wanted again',
    (outcome) => {
      const { on, put, did, played, state } = telling(rule)
      on()
      did()
      put({ kind: 'announce' })
      played(outcome)
      expect(mustAnnounce(state())).toBe(true)
      put({ kind: 'announce' })
      played('heard')
      expect(did()).toEqual(['play announcement', 'play announcement'])
      expect(mustAnnounce(state())).toBe(false)
    },
  )

  it('that fails does not hold back the voice where the site lets the monitor go on', () => {
    const { on, put, played, state } = telling({ ...rule, failing: 'goOn' })
    on()
    put({ kind: 'announce' })
    played('failed')
    expect(mustAnnounce(state())).toBe(false)
    expect(boardOf(state()).announcement?.state).toBe('failed')
  })

  it('is due again with every call, and with whoever comes to this one', () => {
    const { on, put, played, state, answerAll } = telling(rule)
    on()
    put({ kind: 'announce' })
    played('heard')
    put({ kind: 'people', people: 'a,b' })
    expect(mustAnnounce(state())).toBe(false)
    put({ kind: 'people', people: 'a,c' })
    expect(mustAnnounce(state())).toBe(true)
    put({ kind: 'announce' })
    put({ kind: 'people', people: 'a,d' })
    answerAll('heard')
    expect(mustAnnounce(state())).toBe(true)
    put({ kind: 'announce' })
    on(other)
    answerAll('heard')
    expect(mustAnnounce(state())).toBe(true)
  })
})

describe('a sign on the phone', () => {
  it('is sent once on each call, and its failure ends the monitor', () => {
    const { on, put, did } = telling({ sign: 'You are monitored' })
    on()
    on({ ...target })
    expect(did()).toEqual(['sign'])
    put({ kind: 'signed', target, ok: false })
    expect(did()).toEqual(['end'])
  })
})

describe('a private monitor', () => {
  it('tells nobody until the supervisor speaks', () => {
    const { on, put, did, due, state } = telling(
      { ...every15, sign: 'x', announcement: { to: 'both', sound: null } },
      true,
    )
    on(target, false)
    due()
    expect(did()).toEqual([])
    expect(mustAnnounce(state())).toBe(true)
    put({ kind: 'speaks' })
    expect(did()).toEqual(['play tone', 'sign'])
    expect(boardOf(state()).isPrivate).toBe(false)
  })
})
