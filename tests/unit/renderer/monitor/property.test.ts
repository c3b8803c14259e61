// Random interleavings of supervisor, PBX, SIP and network against monitor, line and runner together.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { modes, type Target } from '#contract/monitor.ts'
import { type MayOpen, mayOpenMicrophone } from '#renderer/monitor/logic/may-open.ts'
import { createRunner, type Runner } from '#renderer/monitor/run/runner.ts'
import { fakeClock } from '../../../fakes/fake-clock.ts'
import { followLinks } from './follow-links.ts'
import { type Behaviour, behaviours, SimulatedPbx } from './simulated-pbx.ts'

type Action =
  | { readonly do: 'listen'; readonly call: string; readonly canHop: boolean }
  | { readonly do: 'choose'; readonly mode: (typeof modes)[number] }
  | { readonly do: 'end' | 'answer' | 'decline' | 'hangUp' | 'follow' | 'microphoneLost' }
  | { readonly do: 'traffic'; readonly what: 'deliver' | 'drop' | 'repeat'; readonly at: number }
  | { readonly do: 'settle' }
  | { readonly do: 'behave'; readonly as: Behaviour }
  | { readonly do: 'links'; readonly what: 'feed' | 'desk' | 'registration'; readonly up: boolean }
  | { readonly do: 'hold'; readonly held: boolean }
  | { readonly do: 'mute'; readonly on: boolean }
  | { readonly do: 'byItself'; readonly what: 'targetEnded' | 'retargeted' | 'ended' | 'bye' | (typeof modes)[number] }
  | { readonly do: 'outside'; readonly token: string | null }
  | { readonly do: 'phone'; readonly what: (typeof phoneActs)[number] }
  | { readonly do: 'wait'; readonly ms: number }

/** `pause`: as the screen does it, the monitor falls silent for the call. */
const phoneActs = [
  'dial',
  'pauseAndDial',
  'up',
  'ended',
  'putAside',
  'takeBack',
  'pauseAndTakeBack',
  'pauseAndAnswer',
] as const

const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('listen'), call: fc.constantFrom('a', 'b', 'c'), canHop: fc.boolean() }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('choose'), mode: fc.constantFrom(...modes) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom('end', 'answer', 'decline', 'hangUp', 'follow', 'microphoneLost') }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('traffic'),
      what: fc.constantFrom('deliver', 'deliver', 'drop', 'repeat'),
      at: fc.nat(9),
    }),
  },
  { weight: 8, arbitrary: fc.constant({ do: 'settle' }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('behave'), as: fc.constantFrom('right', ...behaviours) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('links'),
      what: fc.constantFrom('feed', 'desk', 'registration'),
      up: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('hold'), held: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('mute'), on: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('byItself'),
      what: fc.constantFrom('targetEnded', 'retargeted', 'ended', 'bye', ...modes),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('outside'),
      token: fc.constantFrom(null, 'guessed-guessed-guessed', 'token-of-ticket-1-0123456789'),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('phone'), what: fc.constantFrom(...phoneActs) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wait'), ms: fc.constantFrom(10, 900, 2_100, 11_000) }) },
) as fc.Arbitrary<Action>

class World {
  readonly pbx = new SimulatedPbx()
  readonly runner: Runner
  private readonly clock = fakeClock(1_000)
  private dialled = 0

  constructor(mayOpen: MayOpen) {
    this.runner = createRunner({
      desk: this.pbx.desk,
      phone: this.pbx.line.phone,
      clock: this.clock,
      onChange: () => {},
      mayOpen,
    })
    followLinks(this.pbx.desk, this.runner)
    this.pbx.phoneCall = () => {
      const { call } = this.runner.running().line
      return call.kind === 'talking' ? call.invite.id : null
    }
    this.pbx.links('feed', true)
    this.pbx.links('registration', true)
  }

  async act(one: Action): Promise<void> {
    this.perform(one)
    if (one.do === 'settle') await this.settle()
    await ticks()
  }

  private perform(one: Action): unknown {
    switch (one.do) {
      case 'listen':
        return this.listen({ callId: one.call, agentId: '1' }, one.canHop)
      case 'choose':
        return this.runner.monitor({ kind: 'choose', mode: one.mode, hearers: [] })
      case 'follow':
        return this.runner.monitor({ kind: 'follow', on: true })
      case 'end':
        return this.runner.monitor({ kind: 'end' })
      case 'answer':
        this.runner.monitor({ kind: 'end' })
        return this.runner.line({ kind: 'answer' })
      case 'decline':
      case 'hangUp':
        return this.runner.line({ kind: one.do })
      case 'microphoneLost':
        return this.pbx.microphoneLost()
      case 'traffic':
        return this.pbx.traffic(one.at, one.what)
      case 'behave':
        this.pbx.behaviour = one.as
        return null
      case 'links':
        return this.pbx.links(one.what, one.up)
      case 'hold':
        return this.pbx.hold(one.held)
      case 'mute':
        return this.mute(one.on)
      case 'byItself':
        return this.pbx.byItself(one.what)
      case 'outside':
        return this.pbx.outsideInvite(one.token)
      case 'wait':
        return this.wait(one.ms)
      case 'phone':
        return this.phone(one.what)
      case 'settle':
        return null
    }
  }

  /** An ordinary call of the person's own, beside whatever monitor there is. */
  private phone(what: (typeof phoneActs)[number]): void {
    const { line } = this.runner.running()
    const id = `own-${this.dialled}`
    const aside = line.aside.find((one) => one.kind === 'call')
    if (what.startsWith('pause')) this.runner.monitor({ kind: 'choose', mode: 'listen', hearers: [] })
    const monitorRests = what.startsWith('pause')
    if (what === 'dial' || what === 'pauseAndDial') {
      const to = { name: null, number: '1001' }
      this.dialled += 1
      this.runner.line({ kind: 'dial', id: `own-${this.dialled}`, to, monitorRests })
    } else if (what === 'up') this.pbx.line.emit({ kind: 'established', id })
    else if (what === 'ended') this.pbx.line.emit({ kind: 'ended', id })
    else if (what === 'putAside') this.runner.line({ kind: 'putAside' })
    else if (what === 'pauseAndAnswer') this.runner.line({ kind: 'answer', monitorRests })
    else if (aside?.kind === 'call') this.runner.line({ kind: 'takeBack', id: aside.call.invite.id, monitorRests })
  }

  private listen(target: Target, canHop: boolean): void {
    this.runner.monitor({ kind: 'listen', target, follow: false, why: 'chosen', canHop })
  }

  /** Muted is closed at once, whatever else is going on. */
  private mute(on: boolean): void {
    this.runner.monitor({ kind: 'muted', on })
    const { monitor } = this.runner.running()
    const isMuted = monitor.phase === 'live' && monitor.modeState.kind === 'confirmed' && monitor.modeState.muted
    if (isMuted && this.pbx.line.isOpen()) this.pbx.mistakes.push('open although muted')
  }

  private wait(ms: number): void {
    this.clock.pass(ms)
  }

  async settle(): Promise<void> {
    for (let i = 0; i < 40 && this.pbx.onTheWay > 0; i++) {
      this.pbx.traffic(0, 'deliver')
      await ticks()
    }
  }

  endPhoneCalls(): void {
    this.runner.line({ kind: 'hangUp' })
    for (const one of this.runner.running().line.aside)
      if (one.kind === 'call') this.runner.line({ kind: 'hangUpAside', id: one.call.invite.id })
  }

  /** Everything works again, and time passes. */
  async heal(): Promise<void> {
    this.pbx.behaviour = 'right'
    for (const link of ['desk', 'feed', 'registration'] as const) this.pbx.links(link, true)
    this.pbx.hold(false)
    for (let i = 0; i < 6; i++) {
      await this.settle()
      this.wait(11_000)
      await ticks()
    }
    await this.settle()
  }
}

async function ticks(): Promise<void> {
  for (let i = 0; i < 8; i++) await Promise.resolve()
}

async function play(
  actions: readonly Action[],
  mayOpen: MayOpen,
): Promise<{ mistakes: readonly string[]; leftOver: string[]; opened: boolean }> {
  const world = new World(mayOpen)
  for (const one of actions) await world.act(one)
  // Beside a phone call a monitor rests, and its mode is not known.
  world.endPhoneCalls()
  await world.heal()
  const { monitor } = world.runner.running()
  const leftOver: string[] = []
  if (monitor.phase === 'live' && monitor.modeState.kind !== 'confirmed')
    leftOver.push(`no mode known: ${JSON.stringify(monitor.modeState)}`)
  world.runner.line({ kind: 'hangUp' })
  world.runner.line({ kind: 'decline' })
  world.runner.monitor({ kind: 'end' })
  await world.heal()
  const after = world.runner.running()
  if (after.monitor.phase !== 'idle') leftOver.push(`still ${after.monitor.phase}`)
  if (after.line.expecting.kind !== 'nothing' || after.line.call.kind === 'monitor')
    leftOver.push('the line still waits')
  if (world.pbx.monitors.size > 0) leftOver.push(`on the PBX: ${[...world.pbx.monitors.keys()]}`)
  if (world.pbx.line.isOpen()) leftOver.push('the microphone is open')
  world.runner.stop()
  return { mistakes: world.pbx.mistakes, leftOver, opened: world.pbx.line.log.includes('open') }
}

const intoSpeaking: Action[] = [
  { do: 'listen', call: 'a', canHop: true },
  { do: 'settle' },
  { do: 'choose', mode: 'join' },
  { do: 'settle' },
]
const anything = fc.array(action, { minLength: 5, maxLength: 60 })
const actions = fc.oneof(
  anything,
  anything.map((rest) => [...intoSpeaking, ...rest]),
)

describe('monitor and line together, whatever happens in whatever order', () => {
  it('never open the microphone without a confirmed speaking mode, and leave nothing behind', async () => {
    let spoken = 0
    await fc.assert(
      fc.asyncProperty(actions, async (played) => {
        const { mistakes, leftOver, opened } = await play(played, mayOpenMicrophone)
        expect({ mistakes, leftOver }).toEqual({ mistakes: [], leftOver: [] })
        if (opened) spoken += 1
      }),
      { numRuns: 3_000 },
    )
    expect(spoken, 'runs in which somebody was spoken to').toBeGreaterThan(300)
  })

  it.each<[string, MayOpen]>([
    [
      'opens while the change is under way',
      (monitor, line) =>
        mayOpenMicrophone(monitor, line) || (monitor.phase === 'live' && monitor.modeState.kind === 'changing'),
    ],
    [
      'keeps a mode over a broken link',
      (monitor, line) =>
        mayOpenMicrophone(monitor, line) ||
        (monitor.phase === 'live' &&
          monitor.links === 'broken' &&
          'from' in monitor.modeState &&
          monitor.modeState.from !== 'listen'),
    ],
    ['is open in listen', (monitor, line) => mayOpenMicrophone(monitor, line) || monitor.phase === 'live'],
    [
      'believes a hop has kept the mode',
      (monitor, line) =>
        mayOpenMicrophone(monitor.phase === 'live' ? { ...monitor, move: null } : monitor, line) ||
        (monitor.phase === 'live' && monitor.modeState.kind === 'fallingBack' && monitor.modeState.from !== 'listen'),
    ],
  ])('would notice a rule that %s', async (_name, broken) => {
    const verdict = await fc.check(
      fc.asyncProperty(actions, async (played) => (await play(played, broken)).mistakes.length === 0),
      { numRuns: 1_000, endOnFailure: true },
    )
    expect(verdict.failed).toBe(true)
  })
})
