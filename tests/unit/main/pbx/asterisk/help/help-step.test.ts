// Consoles that share one board of requests for help, with nobody between them: under lost, doubled and late events, and cuts.
import { describe, expect, it } from 'vitest'
import {
  BOARD_EVERY_MS,
  type HelpInput,
  type HelpState,
  LONGEST_MS,
  nextHelp,
  quiet,
  shownRequests,
  whyNotStep,
} from '#main/pbx/asterisk/help/help-step.ts'
import type { HelpMessage } from '#main/pbx/asterisk/help/help-wire.ts'

const ann = { id: '5001.a', name: 'Ann' }
const bob = { id: '5002.b', name: 'Bob' }
const cem = { id: '5003.c', name: 'Cem' }
const consoles = [ann, bob, cem]
type Who = typeof ann

/** One PBX tells everything to every console in one order; `deaf` ones miss it. */
function stage() {
  const states = new Map<string, HelpState>(consoles.map(({ id }) => [id, quiet]))
  let deaf: readonly Who[] = []
  let times = 1
  let said = 0
  let now = 1000
  const bus: (() => void)[] = []
  let isRunning = false
  const drain = () => {
    if (isRunning) return
    isRunning = true
    for (let next = bus.shift(); next; next = bus.shift()) next()
    isRunning = false
  }
  const move = (who: Who, input: HelpInput) => {
    const { state, send } = nextHelp(states.get(who.id) ?? quiet, input, who, now)
    states.set(who.id, state)
    for (const message of send) tell(message)
  }
  const toAll = (input: HelpInput) => {
    for (let time = 0; time < times; time++)
      bus.push(() => {
        for (const one of consoles) if (!deaf.includes(one)) move(one, input)
      })
    drain()
  }
  const tell = (message: HelpMessage) => toAll({ kind: 'message', message })
  return {
    ask: (id: string, agentId = '1001', reason: string | null = null) =>
      toAll({ kind: 'asked', asked: { id, agentId, callId: 'c1', reason, at: now } }),
    claim: (from: Who, help = 'h1') => tell({ kind: 'claim', from, said: `s${++said}`, help }),
    done: (from: Who, help = 'h1') => tell({ kind: 'done', from, said: `s${++said}`, help }),
    pass: (from: Who, to: string | null, help = 'h1') => tell({ kind: 'handOver', from, said: `s${++said}`, help, to }),
    tell,
    back: (from: Who) => tell({ kind: 'ask', from }),
    begin: (who: Who) => states.set(who.id, quiet),
    look: (over: readonly string[] = []) => {
      for (const one of consoles) if (!deaf.includes(one)) move(one, { kind: 'look', over })
      drain()
    },
    wait: (ms: number) => {
      now += ms
    },
    deafen: (...who: Who[]) => {
      deaf = who
    },
    doubled: () => {
      times = 2
    },
    board: (who: Who) => shownRequests(states.get(who.id) ?? quiet),
    state: (who: Who) => states.get(who.id) ?? quiet,
  }
}

describe('a request for help', () => {
  it('is seen by all with agent, call and reason, and claimed by one', () => {
    const desk = stage()
    desk.ask('h1', '1001', 'Angry caller')
    desk.claim(bob)
    for (const who of consoles)
      expect(desk.board(who)).toEqual([
        {
          id: 'h1',
          agentId: '1001',
          callId: 'c1',
          at: 1000,
          reason: 'Angry caller',
          claim: { by: 'Bob', at: 1000 },
          offeredTo: null,
        },
      ])
  })

  it('is the first one’s of two who claim at once, at every console', () => {
    const desk = stage()
    desk.ask('h1')
    desk.claim(ann)
    desk.claim(bob)
    for (const who of consoles) expect(desk.board(who)[0]?.claim?.by).toBe('Ann')
    expect(whyNotStep(desk.state(bob), { do: 'claim', id: 'h1' }, bob)).toEqual({ by: 'Ann' })
    expect(whyNotStep(desk.state(ann), { do: 'claim', id: 'h1' }, ann)).toBeNull()
  })

  it('is handed over by who has it, and by nobody else', () => {
    const desk = stage()
    desk.ask('h1')
    desk.claim(ann)
    desk.pass(bob, 'Bob')
    expect(desk.board(cem)[0]).toMatchObject({ claim: { by: 'Ann' }, offeredTo: null })
    desk.pass(ann, 'Cem')
    expect(desk.board(cem)[0]).toMatchObject({ claim: null, offeredTo: 'Cem' })
    desk.claim(cem)
    expect(desk.board(bob)[0]).toMatchObject({ claim: { by: 'Cem' }, offeredTo: null })
  })

  it('is gone at all consoles once it is dealt with, and does not come back late', () => {
    const desk = stage()
    desk.ask('h1')
    desk.done(bob)
    desk.ask('h1')
    for (const who of consoles) expect(desk.board(who)).toEqual([])
    expect(whyNotStep(desk.state(ann), { do: 'claim', id: 'h1' }, ann)).toBe('gone')
  })

  it('is one request though the agent asks again, and takes the reason given then', () => {
    const desk = stage()
    desk.ask('h1')
    desk.ask('h2', '1001', 'Refund')
    desk.ask('h3', '1002')
    expect(desk.board(ann).map(({ id, reason }) => [id, reason])).toEqual([
      ['h1', 'Refund'],
      ['h3', undefined],
    ])
  })

  it('ends with the agent’s call, or when nobody has ended one without a call for half an hour', () => {
    const desk = stage()
    desk.ask('h1')
    desk.look(['h1'])
    expect(desk.board(ann)).toEqual([])
    desk.ask('h1')
    expect(desk.board(ann)).toEqual([])
    const idle = stage()
    idle.tell({
      kind: 'board',
      from: { id: 'x', name: 'X' },
      requests: [
        { id: 'h9', agentId: '1003', callId: null, reason: null, at: 1000, claim: null, offeredTo: null, rev: 0 },
      ],
      done: [],
    })
    idle.wait(LONGEST_MS)
    idle.look()
    expect(idle.board(ann)).toHaveLength(1)
    idle.wait(1)
    idle.look()
    expect(idle.board(ann)).toEqual([])
  })
})

describe('what a console has missed', () => {
  it('is told to one that connects later', () => {
    const desk = stage()
    desk.deafen(cem)
    desk.ask('h1', '1001', 'Refund')
    desk.claim(ann)
    desk.ask('h2', '1002')
    desk.done(bob, 'h2')
    desk.deafen()
    desk.begin(cem)
    desk.back(cem)
    expect(desk.board(cem)).toEqual(desk.board(ann))
    desk.ask('h2', '1002')
    expect(desk.board(cem)).toHaveLength(1)
  })

  it('is mended without asking within ten seconds: a claim, a hand-over, the end', () => {
    const desk = stage()
    desk.ask('h1')
    desk.deafen(bob)
    desk.claim(ann)
    desk.pass(ann, 'Bob')
    desk.deafen()
    expect(desk.board(bob)[0]?.offeredTo).toBeNull()
    desk.wait(BOARD_EVERY_MS)
    desk.look()
    expect(desk.board(bob)[0]?.offeredTo).toBe('Bob')
    desk.deafen(cem)
    desk.done(bob)
    desk.deafen()
    expect(desk.board(cem)).toHaveLength(1)
    desk.wait(BOARD_EVERY_MS)
    desk.look()
    expect(desk.board(cem)).toEqual([])
  })

  it('is one request where each console heard another of the agent’s two', () => {
    const desk = stage()
    desk.deafen(bob, cem)
    desk.ask('h1')
    desk.deafen(ann)
    desk.wait(5)
    desk.ask('h2')
    desk.deafen()
    desk.wait(BOARD_EVERY_MS)
    desk.look()
    for (const who of consoles) expect(desk.board(who).map(({ id }) => id)).toEqual(['h1'])
  })

  it('counts once what comes twice, also a claim that comes again after it was handed on', () => {
    const desk = stage()
    desk.doubled()
    desk.ask('h1')
    desk.claim(ann)
    desk.pass(ann, 'Bob')
    desk.tell({ kind: 'claim', from: ann, said: 's1', help: 'h1' })
    for (const who of consoles)
      expect(desk.board(who)).toEqual([
        { id: 'h1', agentId: '1001', callId: 'c1', at: 1000, claim: null, offeredTo: 'Bob' },
      ])
  })

  it('comes together again whatever each has missed, in 300 random stories', () => {
    for (let seed = 1; seed <= 300; seed++) {
      const roll = rolls(seed)
      const pick = <T>(list: readonly T[]): T => list[Math.floor(roll() * list.length)] as T
      const desk = stage()
      for (let turn = 0; turn < 12; turn++) {
        desk.deafen(...consoles.filter(() => roll() < 0.25))
        const [help, who] = [pick(['h1', 'h2', 'h3']), pick(consoles)]
        pick([
          () => desk.ask(help, `agent of ${help}`),
          () => desk.claim(who, help),
          () => desk.pass(who, pick([null, 'Ann', 'Bob']), help),
          () => desk.done(who, help),
          () => desk.back(who),
        ])()
        desk.wait(50)
      }
      desk.deafen()
      for (const who of consoles) desk.back(who)
      for (let round = 0; round < 2; round++) {
        desk.wait(BOARD_EVERY_MS)
        desk.look()
      }
      // When each heard of it is each one's own.
      const seen = consoles.map((who) =>
        desk
          .board(who)
          .map(({ id, claim, offeredTo }) => `${id} ${claim?.by} ${offeredTo}`)
          .sort(),
      )
      expect(seen[1], `story ${seed}`).toEqual(seen[0])
      expect(seen[2], `story ${seed}`).toEqual(seen[0])
      const dealtWith = consoles.flatMap((who) => desk.state(who).done)
      for (const { id } of desk.board(ann)) expect(dealtWith, `story ${seed}`).not.toContain(id)
    }
  })
})

/** The same story for the same seed (mulberry32). */
function rolls(seed: number): () => number {
  let a = seed
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
