// The whole console in memory: window, line, desk and the Asterisk connector, before a PBX, a network and a machine that lie.
import type { Floor, FloorMessage } from '#contract/floor.ts'
import { applyPatch } from '#contract/floor.ts'
import { type Hearer, hearersOf } from '#contract/hearers.ts'
import type { Desk, SiteInfo } from '#contract/ipc.ts'
import { type Mode, modes, type Target } from '#contract/monitor.ts'
import type { AccessContext } from '#main/desk/current-monitor.ts'
import { createDeskMonitors } from '#main/desk/monitors.ts'
import type { Recorder } from '#main/history/recorder.ts'
import { ringMs } from '#main/pbx/asterisk/spy/spy-method.ts'
import { heardNow, type MayOpen } from '#renderer/monitor/logic/may-open.ts'
import { judgedByWindow } from '#renderer/monitor/logic/still.ts'
import { createRunner, type Runner } from '#renderer/monitor/run/runner.ts'
import { type FakeClock, fakeClock } from '../../fakes/fake-clock.ts'
import { fakeLine, invite } from '../../fakes/fake-line.ts'
import { sidesOf } from '../../fakes/sides.ts'
import { type Chance, chanceFrom } from './chance.ts'
import { floorOf } from './floor-truth.ts'
import { type Lies, truthful } from './lies.ts'
import { type ModelledPbx, modelledPbx } from './pbx.ts'

const noRecorder = new Proxy({}, { get: () => () => ({ ok: true, value: null }) }) as Recorder
/** A window that was away for so long has been given up by the desk. */
const GIVEN_UP_MS = 2000
const ticks = async (): Promise<void> => {
  for (let i = 0; i < 24; i++) await Promise.resolve()
}

/** Old mistakes, put back to see that they are found. */
export type Mistaken = {
  readonly mayOpen?: MayOpen
  readonly judgesNobody?: boolean
  readonly believesDeletes?: boolean
}

export class World {
  readonly clock: FakeClock = fakeClock(1_000_000)
  readonly chance: Chance
  readonly pbx: ModelledPbx
  readonly line = fakeLine()
  readonly mistakes: string[] = []
  readonly runner: Runner
  lies: Lies = truthful
  /** Everything that has happened: requests, events, news, timers and acts. */
  steps = 0
  spoken = false
  begun = 0 // calls, since it began
  private readonly desk: ReturnType<typeof createDeskMonitors>
  private readonly listeners = new Map<string, Set<(payload: unknown) => void>>()
  private readonly sips = new Map<string, { readonly channel: string; up: boolean }>()
  private readonly pending = new Set<() => void>() // requests whose answers are on their way
  private deskFloor: Floor
  private windowFloor: Floor
  private linkUp = true
  private linkUntil = 0 // the last message to the window arrives
  private askedUntil = 0 // and the last request to the desk
  private outages = 0
  private chosen: { readonly mode: Mode; readonly hearers: readonly Hearer[] } | null = null

  constructor(
    seed: number,
    private readonly mistaken: Mistaken = {},
  ) {
    this.chance = chanceFrom(seed)
    this.pbx = modelledPbx({
      clock: this.clock,
      chance: this.chance,
      lies: () => this.lies,
      rings: (channel, token) => this.ring(channel, token),
      happened: () => this.judge(),
      believesDeletes: mistaken.believesDeletes ?? false,
    })
    this.deskFloor = floorOf(this.pbx.calls())
    this.windowFloor = this.deskFloor
    this.desk = createDeskMonitors({
      connector: this.pbx.connector,
      accessContext: () => this.accessContext(),
      emit: (event) => this.toWindow('monitor', event),
      emitLevels: () => undefined,
      emitWithdrawn: (what) => this.toWindow('withdrawn', what),
      log: () => undefined,
      recorder: noRecorder,
      randomId: (bytes) => this.randomId(bytes),
      clock: this.clock,
    })
    this.pbx.connector.onFloor((message) => this.onFloor(message))
    this.takePhone()
    this.runner = createRunner({
      desk: this.window(),
      phone: this.line.phone,
      clock: this.clock,
      onChange: () => this.judge(),
      ...(mistaken.mayOpen ? { mayOpen: mistaken.mayOpen } : {}),
    })
    this.runner.links({ feed: 'live', deskUp: true })
    this.line.register()
  }

  listen(target: Target): void {
    this.runner.monitor({ kind: 'listen', target, follow: this.chance.happens(0.3), why: 'chosen', canHop: true })
  }

  /** As the buttons do it: for the people the window shows. */
  choose(mode: Mode): void {
    const { monitor } = this.runner.running()
    if (monitor.phase !== 'live') return
    const call = this.windowFloor.calls[monitor.target.callId]
    const hearers = call ? hearersOf(call, monitor.target.agentId, mode) : []
    this.chosen = { mode, hearers }
    this.runner.monitor({ kind: 'choose', mode, hearers })
  }

  link(up: boolean): void {
    if (up === this.linkUp) return
    this.linkUp = up
    this.outages += 1
    const mine = this.outages
    this.say('link', { up, cause: null })
    this.runner.links({ deskUp: up })
    if (up) this.onWindowFloor(this.deskFloor)
    else {
      for (const lose of [...this.pending]) lose()
      this.clock.after(GIVEN_UP_MS, () => mine === this.outages && void this.desk.giveUp())
    }
  }

  /** Whether the line is connected to this call on the PBX. */
  isOn(callId: string): boolean {
    return this.pbx.ari.spiedOn().some((channel) => this.pbx.callOfChannel(channel)?.id === callId)
  }

  nobodyThere(): void {
    this.desk.nobodyThere('screenLocked')
  }

  hold(held: boolean): void {
    for (const [id, sip] of this.sips) if (sip.up) this.line.emit({ kind: 'hold', id, held })
  }

  registration(up: boolean): void {
    const cause = { code: 'pbxUnreachable' } as const
    this.line.emit({ kind: 'registration', registration: up ? { kind: 'registered' } : { kind: 'lost', cause } })
  }

  /** Time passes, one thing after the other, each judged. */
  async pass(ms: number): Promise<void> {
    const until = this.clock.now() + ms
    await ticks()
    while (this.clock.now() < until) {
      const next = Math.min(until, this.clock.nextAt() ?? until)
      this.clock.pass(Math.max(0, next - this.clock.now()))
      this.steps += 1
      await ticks()
      this.lineMayBeGone()
      this.judge()
    }
  }

  /** Nobody hears more than is claimed, nobody is heard but by those it was chosen for, and nobody hears an echo of themselves. */
  judge(): void {
    this.steps += 1
    const runner = this.runner as Runner | undefined // while it is being made
    if (!runner) return
    if (this.pbx.ari.echoes()) this.mistake('an echo')
    if (!this.line.isOpen() || ![...this.sips.values()].some(({ up }) => up)) return
    const { monitor } = runner.running()
    const claimed: readonly string[] = sidesOf[heardNow(monitor, true)]
    const on = monitor.phase === 'live' ? monitor.target.callId : null
    for (const heard of this.pbx.ari.hearers()) {
      this.spoken = true
      const [channel = '', side = ''] = heard.split(' ')
      const call = this.pbx.callOfChannel(channel)
      if (!call) continue // a channel that is leaving
      if (call.id !== on || !claimed.includes(side))
        this.mistake(`${side} of ${call.id} hears, claimed is ${claimed} of ${on}`)
    }
    if (on !== null && this.chosen) this.judgePeople(on, this.chosen)
  }

  private judgePeople(callId: string, chosen: NonNullable<World['chosen']>): void {
    const { monitor } = this.runner.running()
    const call = this.windowFloor.calls[callId]
    if (!call || monitor.phase !== 'live') return
    const now = hearersOf(call, monitor.target.agentId, chosen.mode)
    const strangers = now.filter(({ number }) => !chosen.hearers.some((one) => one.number === number))
    if (strangers.length > 0) this.mistake(`open for ${strangers.map(({ number }) => number)}, whom nobody chose`)
  }

  private mistake(what: string): void {
    this.mistakes.push(`at ${this.clock.now() - 1_000_000} ms: ${what}`)
  }

  private accessContext(): AccessContext {
    return {
      floor: this.deskFloor,
      status: { phase: 'live', since: 0, how: null },
      rules: { policy: 'open', capabilities: this.pbx.connector.capabilities(), rights: [...modes] },
    }
  }

  private onFloor(message: FloorMessage): void {
    this.deskFloor = message.kind === 'whole' ? message.floor : applyPatch(this.deskFloor, message.patch)
    const desk = this.desk as World['desk'] | undefined
    if (!this.mistaken.judgesNobody) desk?.judge(message)
    const floor = this.deskFloor
    this.overLink(() => this.onWindowFloor(floor))
  }

  private onWindowFloor(floor: Floor): void {
    this.windowFloor = floor
    const runner = this.runner as Runner | undefined
    if (!runner) return
    const site = this.accessContext().rules as unknown as SiteInfo // as far as it judges
    const withdrawn = this.mistaken.judgesNobody ? null : judgedByWindow(runner.running().monitor, floor, site)
    if (withdrawn) runner.monitor(withdrawn)
    this.judge()
  }

  private window(): Desk {
    return {
      on: (name, listener) => {
        const set = this.listeners.get(name) ?? new Set()
        this.listeners.set(name, set.add(listener as (payload: unknown) => void))
        return () => set.delete(listener as (payload: unknown) => void)
      },
      request: (name, input) =>
        new Promise((resolve, reject) => {
          const lost = () => {
            this.pending.delete(lost)
            reject(new Error('the desk is out of reach'))
          }
          if (!this.linkUp) return lost()
          this.pending.add(lost)
          const handler = this.desk.handlers[name as keyof typeof this.desk.handlers] as (
            given: unknown,
          ) => Promise<unknown>
          this.askedUntil = Math.max(this.askedUntil, this.clock.now() + this.chance.below(this.lies.linkMs + 1))
          this.clock.after(this.askedUntil - this.clock.now(), () => {
            if (!this.pending.has(lost)) return
            void handler(input).then((answer) =>
              this.overLink(() => {
                if (this.pending.delete(lost)) resolve(answer as never)
              }),
            )
          })
        }),
    }
  }

  /** One message after the other, as a socket carries them; what is under way when it breaks is lost. */
  private overLink(deliver: () => void): void {
    if (!this.linkUp) return
    const mine = this.outages
    this.linkUntil = Math.max(this.linkUntil, this.clock.now() + this.chance.below(this.lies.linkMs + 1))
    this.clock.after(this.linkUntil - this.clock.now(), () => mine === this.outages && deliver())
  }

  private toWindow(name: string, payload: unknown): void {
    this.overLink(() => this.say(name, payload))
  }

  private say(name: string, payload: unknown): void {
    for (const listener of this.listeners.get(name) ?? []) listener(payload)
    this.judge()
  }

  private randomId(bytes: number): string {
    return Array.from({ length: bytes * 2 }, () => this.chance.below(16).toString(16)).join('')
  }

  private ring(channel: string, token: string): void {
    const id = `sip-${channel}`
    // As it was asked to: Asterisk gives up on a phone that nobody answers.
    this.clock.after(ringMs, () => {
      if (!this.sips.get(id)?.up) this.pbx.ari.hangUp(channel)
    })
    this.clock.after(1 + this.chance.below(20), () => {
      if (!this.pbx.ari.exists(channel)) return
      this.sips.set(id, { channel, up: false })
      this.line.emit({ kind: 'invite', invite: invite(id, { 'X-Monitor-Id': token }) })
    })
  }

  private takePhone(): void {
    const over = (id: string) => {
      const sip = this.sips.get(id)
      if (!sip) return
      this.clock.after(1, () => this.pbx.ari.hangUp(sip.channel))
      this.sipGone(id)
    }
    Object.assign(this.line.phone, {
      answer: (id: string) => {
        const sip = this.sips.get(id)
        if (!sip) return
        this.clock.after(1 + this.chance.below(30), () => {
          if (!this.sips.has(id) || !this.pbx.ari.exists(sip.channel)) return
          sip.up = true
          this.line.emit({ kind: 'established', id })
          this.pbx.ari.answered(sip.channel)
        })
      },
      hangUp: over,
      decline: over,
    })
  }

  /** The PBX has hung up: SIP tells, if not at once. */
  private lineMayBeGone(): void {
    for (const [id, { channel }] of this.sips) if (!this.pbx.ari.exists(channel)) this.sipGone(id)
  }

  private sipGone(id: string): void {
    if (this.sips.delete(id)) this.clock.after(1, () => this.line.emit({ kind: 'ended', id }))
  }
}
