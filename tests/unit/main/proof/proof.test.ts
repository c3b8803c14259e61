// The proof of ears at the desk: what refuses it, that each ear is judged, and that its call is over whatever becomes of the window.
import { describe, expect, it } from 'vitest'
import { err, ok } from '#contract/result.ts'
import { settings } from '#contract/settings.ts'
import type { ProofStep, ProofWish } from '#contract/site/proof.ts'
import { asteriskSite } from '#contract/site-asterisk.ts'
import type { Ear } from '#main/proof/phone/tone-rtp.ts'
import { createProof, type ProofParts } from '#main/proof/proof.ts'
import { fakeClock, settle } from '../../../fakes/fake-clock.ts'

const wish: ProofWish = {
  agent: { user: '2001', password: 'a' },
  caller: { user: '2002', password: 'b' },
  dial: '',
  port: 5060,
}
const site = asteriskSite.parse({
  kind: 'asterisk',
  host: 'pbx.example',
  ami: { port: 5038, user: 'console', secret: 's', tls: false },
  ari: null,
  line: { uri: 'sip:5001@pbx.example', wsUrl: 'ws://pbx.example:8088/ws', authUser: '5001', password: 'p' },
})

const ear = (hears: readonly number[]): Ear => ({
  level: (hz) => (hears.includes(hz) ? 8000 : 0),
  mark: () => undefined,
  sinceMark: () => ({ frames: 100, missing: 0, longestGap: 0 }),
  digits: [],
  sources: new Set(),
  onFrame: () => () => undefined,
})

function stage(change: Partial<ProofParts> = {}) {
  const clock = fakeClock()
  const seen = { dialled: [] as string[], closed: 0, isOver: false, agent: [620] }
  const proof = createProof({
    site: () => site,
    channels: async () => [],
    lease: async () => true,
    context: async () => null,
    clock,
    log: () => undefined,
    openPhones: async ({ dial, sip }) => {
      seen.dialled.push(`${dial} at ${sip.host}:${sip.port}`)
      return ok({
        agent: ear(seen.agent),
        caller: ear([440]),
        foreign: () => ({ agent: [], caller: [] }),
        isDirect: () => false,
        isOver: () => seen.isOver,
        close: async () => {
          seen.closed += 1
        },
      })
    },
    ...change,
  })
  return { clock, seen, proof }
}

const begin: ProofStep = { kind: 'begin', wish }
const measure: ProofStep = {
  kind: 'measure',
  mode: 'listen',
  after: 'start',
  supervisor: [-12, -12, -120],
  mouth: [-120, -120, -120],
}
const why = async (parts: Partial<ProofParts>, step: ProofStep = begin) => {
  const answer = await stage(parts).proof.step(step)
  return answer.kind === 'refused' ? answer.refusal.why : answer.kind
}

it('refuses where nothing can be proved, and dials nobody', async () => {
  expect(await why({ site: () => settings.parse({}).site })).toBe('notThisKind')
  expect(await why({ site: () => ({ ...site, line: null }) })).toBe('noLine')
  expect(await why({}, { kind: 'begin', wish: { ...wish, caller: wish.agent } })).toBe('same')
  expect(await why({ channels: async () => null })).toBe('amiLost')
  expect(await why({ channels: async () => ['PJSIP/2001-1'] })).toBe('onCall')
  expect(await why({ openPhones: async () => err({ why: 'hasPhone', detail: '2001' }) })).toBe('hasPhone')
  expect(await why({}, measure)).toBe('over')
})

it('names what the dialplan reads wrong, and dials nobody for it', async () => {
  const fault = { mode: 'whisperAgent', fault: 'lacks', what: 'w' } as const
  const { proof, seen } = stage({ context: async () => ({ missing: [], faults: [fault] }) })
  expect(await proof.step(begin)).toMatchObject({
    kind: 'ended',
    cells: [],
    wrong: [{ about: 'line', ...fault, line: { context: 'earshot-monitor', extension: 5 } }],
  })
  expect(seen.dialled).toEqual([])
  expect(proof.agent()).toBeNull()
})

it('reads the dialplan again at the end: a reload while it ran is named', async () => {
  const reads = [
    { missing: [], faults: [] },
    { missing: ['7'], faults: [] },
  ]
  const { proof } = stage({ context: async () => reads.shift() ?? null })
  expect(await proof.step(begin)).toEqual({ kind: 'talking' })
  expect(await proof.step({ kind: 'end', unconfirmed: [] })).toMatchObject({
    wrong: [{ about: 'missing', extensions: ['7'] }],
  })
})

it('asks about both extensions before anything is dialled', async () => {
  const asked: (readonly string[])[] = []
  const { proof, seen } = stage({
    channels: async (_, names) => {
      asked.push(names)
      return []
    },
  })
  expect(await proof.step(begin)).toEqual({ kind: 'talking' })
  expect(asked).toEqual([['2001', '2002']])
  expect(seen.dialled).toEqual(['2001 at pbx.example:5060'])
})

it('runs once at a time, also while the first is only beginning', async () => {
  const { proof } = stage()
  const [first, second] = await Promise.all([proof.step(begin), proof.step(begin)])
  expect(first.kind).toBe('talking')
  expect(second).toMatchObject({ kind: 'refused', refusal: { why: 'running' } })
})

it('may be tried again after it was refused', async () => {
  const answers = [err({ why: 'noAnswer', detail: '' } as const), err({ why: 'noAnswer', detail: '' } as const)]
  const { proof } = stage({ openPhones: async () => answers.pop() ?? err({ why: 'same', detail: '' }) })
  for (const _ of [1, 2]) expect(await proof.step(begin)).toMatchObject({ refusal: { why: 'noAnswer' } })
})

it('judges each ear, and says what a wrong one comes from', async () => {
  const { proof, seen } = stage()
  seen.agent = [620, 1000]
  await proof.step(begin)
  const measured = await proof.step(measure)
  expect(measured.kind === 'measured' && measured.cells.filter(({ right }) => !right).map(({ ear: at }) => at)).toEqual(
    ['agent'],
  )
  const ended = await proof.step({ kind: 'end', unconfirmed: [] })
  expect(ended).toMatchObject({
    kind: 'ended',
    wrong: [{ about: 'cell', mode: 'listen', ear: 'agent', cause: 'notSupervisor' }],
  })
  expect(seen.closed).toBe(1)
})

it('forgives an ear that was right once after the same change', async () => {
  const { proof } = stage()
  await proof.step(begin)
  const deaf: ProofStep = { ...measure, supervisor: [-120, -120, -120] }
  for (const step of [deaf, measure, deaf]) await proof.step(step)
  expect(await proof.step({ kind: 'end', unconfirmed: [] })).toMatchObject({ kind: 'ended', wrong: [] })
})

it('says that its call is over, rather than that nobody hears anything', async () => {
  const { proof, seen } = stage()
  await proof.step(begin)
  seen.isOver = true
  expect(await proof.step(measure)).toMatchObject({ kind: 'refused', refusal: { why: 'over' } })
  expect(await proof.step({ kind: 'end', unconfirmed: [] })).toMatchObject({ refusal: { why: 'over' } })
  expect(seen.closed).toBe(1)
})

it('names the channels that are left on the phone system', async () => {
  const found: string[][] = [[]]
  const { proof, clock } = stage({ channels: async () => found.shift() ?? ['PJSIP/2001-9'] })
  await proof.step(begin)
  const ending = proof.step({ kind: 'end', unconfirmed: [] })
  for (let turn = 0; turn < 25; turn++) {
    await settle()
    await clock.advance(100)
  }
  expect(await ending).toMatchObject({ wrong: [{ about: 'left', channel: 'PJSIP/2001-9' }] })
})

it('claims nothing of what is left where nobody could be asked', async () => {
  const found: (string[] | null)[] = [[]]
  const { proof, clock } = stage({ channels: async () => found.shift() ?? null })
  await proof.step(begin)
  const ending = proof.step({ kind: 'end', unconfirmed: [] })
  for (let turn = 0; turn < 25; turn++) {
    await settle()
    await clock.advance(100)
  }
  expect(await ending).toMatchObject({ wrong: [{ about: 'leftUnknown' }] })
})

it('ends its call by itself when the window says nothing more, and not while it does', async () => {
  const { proof, clock, seen } = stage()
  await proof.step(begin)
  await clock.advance(25_000)
  await proof.step(measure)
  await clock.advance(25_000)
  expect(seen.closed).toBe(0)
  await clock.advance(5_000)
  expect(seen.closed).toBe(1)
  expect(await proof.step(measure)).toMatchObject({ refusal: { why: 'over' } })
})

it('begins nothing while this seat does something else', async () => {
  expect(await why({ whyNot: () => ({ why: 'seatBusy', detail: 'phone' }) })).toBe('seatBusy')
})

it('has the PBX end its call where the console dies, and renews that while it runs', async () => {
  let leased = 0
  const lease = async () => {
    leased += 1
    return true
  }
  const { proof, clock } = stage({ lease })
  await proof.step(begin)
  expect(leased).toBe(1)
  for (let turn = 0; turn < 10; turn++) {
    await clock.advance(10_000)
    await proof.step(measure)
  }
  expect(leased).toBe(3)
  await proof.stop()
  await clock.advance(100_000)
  expect(leased).toBe(3)
})

it('is not begun where the PBX would keep its call', async () => {
  const { proof, seen } = stage({ lease: async () => false })
  expect(await proof.step(begin)).toMatchObject({ refusal: { why: 'amiLost' } })
  expect(seen.closed).toBe(1)
})

describe('broken off while it only begins', () => {
  const slow = () => {
    let resolve: () => void = () => undefined
    const opened = new Promise<void>((done) => {
      resolve = done
    })
    const closed = { count: 0 }
    const talking = {
      agent: ear([620]),
      caller: ear([440]),
      foreign: () => ({ agent: [], caller: [] }),
      isDirect: () => false,
      isOver: () => false,
      close: async () => {
        closed.count += 1
      },
    }
    const openPhones: ProofParts['openPhones'] = async () => {
      await opened
      return ok(talking)
    }
    return { ...stage({ openPhones }), resolve: () => resolve(), closed }
  }

  it.each(['end', 'stop'] as const)('by %s, it hangs up what comes about all the same', async (by) => {
    const { proof, resolve, closed } = slow()
    const begun = proof.step(begin)
    await settle()
    const stopped = by === 'stop' ? proof.stop() : proof.step({ kind: 'end', unconfirmed: [] })
    resolve()
    expect(await begun).toMatchObject({ kind: 'refused', refusal: { why: 'over' } })
    await stopped
    expect(closed.count).toBe(1)
    expect(proof.agent()).toBe(null)
  })

  it('the next one waits until the one before has hung up', async () => {
    const { proof, seen } = stage()
    await proof.step(begin)
    void proof.stop()
    expect(await proof.step(begin)).toEqual({ kind: 'talking' })
    expect(seen.closed).toBe(1)
  })
})
