// Monitors by ARI while requests go wrong, each of each journey in each way: nobody hears more than the card says, and nothing is left.
import { describe, expect, it } from 'vitest'
import { type Mode, type MonitorEvent, modes } from '#contract/monitor.ts'
import { ok } from '#contract/result.ts'
import type { Spot, View } from '#main/pbx/asterisk/floor/picture-view.ts'
import { createAriMethod } from '#main/pbx/asterisk/spy/ari-method.ts'
import { createMonitors } from '#main/pbx/kit/monitors.ts'
import { type Fault, fakeAri, faults } from '../../../../fakes/fake-ari.ts'
import { fakeClock } from '../../../../fakes/fake-clock.ts'

const hearersOf = { listen: [], whisperAgent: ['agent'], whisperCaller: ['caller'], join: ['agent', 'caller'] } as const
const spotOf = (call: string): Spot => ({
  channelId: call,
  channelName: `PJSIP/1001-${call}`,
  callId: call,
  agentId: '1001',
})

const SEEDS = 60

type FaultAt = (number: number, what: string) => Fault | null
type Claim = { readonly call: string; readonly modes: readonly Mode[] }

/** A monitor before a fake PBX; at everything that happens it is judged who hears the line. */
function stage(fault: FaultAt, amiHangsUp = () => false) {
  const clock = fakeClock()
  const events: MonitorEvent[] = []
  const wrong: string[] = []
  let claim: Claim = { call: 'one', modes: ['listen'] }
  let handle: Parameters<typeof fakeAri>[0]['event'] = () => undefined
  const pbx = fakeAri({ clock, fault, event: (event) => handle(event) })
  const judge = () => {
    const allowed = claim.modes.flatMap((mode) => hearersOf[mode].map((side) => `${claim.call} ${side}`))
    const heard = pbx.hearers().filter((hearer) => !allowed.includes(hearer))
    if (heard.length > 0) wrong.push(`at ${clock.now()}: ${claim.modes} of ${claim.call} is shown, ${heard} hears`)
    if (pbx.echoes()) wrong.push(`at ${clock.now()}: an echo`)
  }
  const emit = (event: MonitorEvent) => {
    events.push(event)
    if (event.kind === 'mode') claim = { ...claim, modes: [event.mode] }
    if (event.kind === 'retargeted') claim = { call: event.target.callId, modes: ['listen'] }
    if (event.kind === 'ended') claim = { ...claim, modes: [] }
    judge()
  }
  const view: View = {
    talking: (_, callId) => spotOf(callId ?? 'one'),
    agentOn: spotOf,
    callOf: (channelId) => channelId,
    callState: () => 'open',
    peerOf: () => null,
  }
  const monitors = createMonitors({
    parts: { clock, random: () => 0, log: () => undefined, switchBy: () => 'api' },
    method: () => ok(method),
    view: () => view,
    heard: async () => undefined,
    emit,
  })
  const method = createAriMethod({
    ari: pbx.rest,
    app: 'app',
    idPrefix: 'earshot.5001.me.run.',
    supervisor: 'Sue',
    endpoints: async () => ['PJSIP/5001'],
    listener: monitors,
    clock,
    random: () => 0,
    hangUp: async (id) => {
      if (!amiHangsUp()) return 'unknown'
      return pbx.hangUp(id) ? 'asked' : 'absent'
    },
    spotOf: ({ callId }) => ({ ...spotOf(callId), isHeld: false }),
  })
  handle = (event) => {
    method.handle(event)
    judge()
  }
  pbx.callChannel('one')
  pbx.callChannel('two')

  let changed = 0
  let waiting: (() => boolean) | null = null
  const ended = () => events.some(({ kind }) => kind === 'ended')
  return {
    pbx,
    events,
    wrong,
    pass: clock.advance,
    ended,
    start: () =>
      monitors.start({
        ticketId: 'ticket',
        token: 'x'.repeat(32),
        target: { callId: 'one', agentId: '1001' },
        follow: false,
      }),
    change: async (mode: Mode) => {
      const [changeId, heard] = [++changed, events.length]
      const asked = await monitors.setMode('ticket', mode, changeId)
      if (!asked.ok) return
      claim = { ...claim, modes: [...claim.modes, mode] }
      waiting = () => events.slice(heard).some(({ kind }) => kind === 'mode' || kind === 'ended')
    },
    hop: (call: string) => {
      let isOver = false
      void monitors.hop('ticket', { callId: call, agentId: '1001' }).then(() => {
        isOver = true
      })
      waiting = () => isOver
    },
    /** Until the last change or hop is done, refused or given up. */
    settle: async () => {
      for (let spent = 0; waiting && !waiting() && spent < 60_000; spent += 20) await clock.advance(20)
      if (waiting && !waiting()) wrong.push(`at ${clock.now()}: neither done nor refused`)
      waiting = null
    },
    end: () => void monitors.end('ticket'),
  }
}

const changes = ['join', 'whisperAgent', 'listen', 'whisperCaller'] as const

/** Every request once: listen, each speaking mode after another, a hop out of one, and the end. */
async function journey(fault: FaultAt) {
  const scene = stage(fault)
  void scene.start()
  await scene.pass(9000)
  for (const mode of changes) {
    await scene.change(mode)
    await scene.pass(9000)
  }
  scene.hop('two')
  await scene.pass(9000)
  scene.end()
  await scene.pass(5000)
  return scene
}

const whole = await journey(() => null)
const told = (events: readonly MonitorEvent[]) =>
  events.map((event) => (event.kind === 'mode' ? event.mode : event.kind))
const asWished = ['attached', ...changes, 'listen', 'retargeted', 'ended']

it('hears of each step of the journey when nothing goes wrong', () => {
  expect(whole.wrong).toEqual([])
  expect(whole.pbx.left()).toEqual([])
  expect(told(whole.events)).toEqual(asWished)
})

describe.each(faults)('with one request %s', (kind) => {
  it.each(whole.pbx.requests.map((what, number) => [number, what] as const))('number %i, %s', async (number) => {
    const { wrong, pbx, events } = await journey((at) => (at === number ? kind : null))
    expect(wrong).toEqual([])
    expect(pbx.left()).toEqual([])
    // Only who is told that there is no such channel must believe it.
    if (kind !== 'notFound') expect(told(events)).toEqual(asWished)
  })
})

it('confirms nothing as long as a late request may bring the line back to where it is heard', async () => {
  let isLate = false
  let deleting: Fault | null = null
  const scene = stage((_, what) => {
    if (isLate && what.endsWith('/addChannel')) {
      isLate = false
      return 'late'
    }
    return what.startsWith('DELETE') ? deleting : null
  })
  void scene.start()
  await scene.pass(1000)
  isLate = true
  await scene.change('join')
  await scene.pass(1500)
  expect(told(scene.events)).toEqual(['attached', 'join'])
  deleting = 'error'
  await scene.change('whisperAgent')
  await scene.pass(2700)
  expect(scene.pbx.hearers()).toEqual(['one agent', 'one caller'])
  expect(told(scene.events)).toEqual(['attached', 'join'])
  deleting = null
  await scene.pass(10_000)
  expect(scene.wrong).toEqual([])
  expect(told(scene.events).at(-1)).toMatch(/listen|whisperAgent|ended/)
})

/** Who is told again and again that it is not there must believe it. */
const honest = faults.filter((fault) => fault !== 'notFound')

/** Numbers from 0 to 1, the same for the same seed. */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

it('holds, and leaves nothing, however many requests go wrong one after another', async () => {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const random = chance(seed)
    const share = random() * 0.7
    let isWell = false
    const scene = stage(
      () => (!isWell && random() < share ? (honest[Math.floor(random() * honest.length)] ?? null) : null),
      () => random() < 0.5,
    )
    void scene.start()
    for (let step = 0; step < 8; step++) {
      await scene.pass(random() < 0.5 ? 200 : 6000)
      if (random() < 0.2) scene.hop(random() < 0.5 ? 'one' : 'two')
      else await scene.change(modes[Math.floor(random() * modes.length)] ?? 'listen')
      await scene.settle()
    }
    expect(scene.wrong, `seed ${seed}`).toEqual([])
    isWell = true
    scene.end()
    await scene.pass(8000)
    expect(scene.wrong, `seed ${seed}`).toEqual([])
    expect(scene.pbx.left(), `seed ${seed}`).toEqual([])
  }
})
