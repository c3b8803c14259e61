// The whole console in memory: window, line, desk and the Asterisk connector, before a PBX, a network and a machine that lie.
import { applyPatch, type Floor, type FloorMessage } from '#contract/floor.ts'
import { type Hearer, hearersOf } from '#contract/hearers.ts'
import type { SiteInfo, Unended } from '#contract/ipc.ts'
import { type Mode, modes, type Target } from '#contract/monitor.ts'
import type { AccessContext } from '#main/desk/current-monitor.ts'
import { createDeskMonitors } from '#main/desk/monitors.ts'
import type { Recorder } from '#main/history/recorder.ts'
import { heardNow } from '#renderer/monitor/logic/may-open.ts'
import type { Monitor } from '#renderer/monitor/logic/monitor.ts'
import { judgedByWindow } from '#renderer/monitor/logic/still.ts'
import { createRunner, type Runner } from '#renderer/monitor/run/runner.ts'
import { type FakeClock, fakeClock } from '../../fakes/fake-clock.ts'
import { fakeLine } from '../../fakes/fake-line.ts'
import { rightsOfAnybody } from '../../fakes/rights.ts'
import { sidesOf } from '../../fakes/sides.ts'
import { type Chance, chanceFrom } from './chance.ts'
import { floorOf } from './floor-truth.ts'
import { type Lies, truthful } from './lies.ts'
import { createLink } from './link.ts'
import type { Mistaken, TakesOn } from './mistakes.ts'
import { type ModelledPbx, modelledPbx } from './pbx.ts'
import { type SupervisorsPhone, supervisorsPhone } from './phone.ts'

const noRecorder = new Proxy({}, { get: () => () => ({ ok: true, value: null }) }) as Recorder
/** A window that was away for so long has been given up by the desk. */
const GIVEN_UP_MS = 2000
const ticks = async (): Promise<void> => {
  for (let i = 0; i < 24; i++) await Promise.resolve()
}

const isConfirmed = (monitor: Monitor): boolean =>
  monitor.phase === 'live' && monitor.modeState.kind === 'confirmed' && monitor.modeState.mode !== 'listen'

export class World {
  readonly clock: FakeClock = fakeClock(1_000_000)
  readonly chance: Chance
  readonly takesOn: TakesOn
  readonly pbx: ModelledPbx
  readonly phone: SupervisorsPhone
  readonly line = fakeLine()
  readonly mistakes: string[] = []
  /** null: while the page is loaded anew. */
  runner: Runner | null = null
  lies: Lies = truthful
  /** Everything that has happened: requests, events, news, timers and acts. */
  steps = 0
  spoken = false
  begun = 0 // calls, since it began
  private readonly desk: ReturnType<typeof createDeskMonitors>
  private readonly link = createLink({
    clock: this.clock,
    chance: { ...chanceFrom(0), below: (limit) => this.chance.below(limit) },
    lies: () => this.lies,
    handlers: () => this.desk.handlers,
    told: () => this.judge(),
  })
  private deskFloor: Floor
  private windowFloor: Floor
  private chosen: { readonly mode: Mode; readonly hearers: readonly Hearer[] } | null = null

  constructor(
    seed: number,
    private readonly mistaken: Mistaken = {},
  ) {
    this.chance = chanceFrom(seed)
    const either = this.chance.happens(0.7) ? 'console' : 'deskPhone'
    this.takesOn = mistaken.takesOn ?? either
    const { clock, chance, takesOn } = this
    this.phone = supervisorsPhone(takesOn, { clock, chance, line: this.line, ari: () => this.pbx.ari })
    this.pbx = modelledPbx({
      clock,
      chance,
      takesOn,
      lies: () => this.lies,
      rings: (channel, token) => this.phone.ring(channel, token),
      happened: () => this.judge(),
      wrong: (what) => this.mistake(what),
      mistake: mistaken.mistake ?? null,
    })
    this.deskFloor = floorOf(this.pbx.calls())
    this.windowFloor = this.deskFloor
    this.desk = createDeskMonitors({
      connector: this.pbx.connector,
      accessContext: () => this.accessContext(),
      whyNotConfirmed: () => null,
      emit: (event) => this.toWindow('monitor', event),
      emitLevels: () => undefined,
      emitWithdrawn: (what) => this.toWindow('withdrawn', what),
      emitNotice: (board) => this.toWindow('monitoringNotice', board),
      log: () => undefined,
      recorder: noRecorder,
      randomId: (bytes) => this.randomId(bytes),
      clock,
    })
    this.pbx.connector.onFloor((message) => this.onFloor(message))
    this.pbx.connector.onStatus(() => this.onStatus())
    this.openWindow(null)
  }

  listen(target: Target): void {
    this.runner?.monitor({ kind: 'listen', target, follow: this.chance.happens(0.3), why: 'chosen', canHop: true })
  }

  /** As the buttons do it: for the people the window shows. */
  choose(mode: Mode): void {
    const monitor = this.runner?.running().monitor
    if (monitor?.phase !== 'live') return
    const call = this.windowFloor.calls[monitor.target.callId]
    const hearers = call ? hearersOf(call, monitor.target.agentId, mode) : []
    this.chosen = { mode, hearers }
    this.runner?.monitor({ kind: 'choose', mode, hearers })
  }

  setLink(up: boolean): void {
    if (up === this.link.isUp()) return
    this.link.set(up)
    const mine = this.link.cuts()
    this.runner?.links({ deskUp: up })
    if (up) this.onWindowFloor(this.deskFloor)
    else this.clock.after(GIVEN_UP_MS, () => mine === this.link.cuts() && void this.desk.giveUp())
    this.onStatus()
  }

  /** The page is loaded anew; the desk answers its hello once it has given up the monitor there was. */
  reload(): void {
    if (!this.runner || !this.link.isUp()) return
    this.runner.stop()
    this.runner = null
    this.phone.pageGone()
    this.link.lose()
    void this.desk.giveUp().then(() => this.openWindow(this.desk.unended()))
  }

  /** Whether the line is connected to this call on the PBX. */
  isOn(callId: string): boolean {
    return this.pbx.ari.spiedOn().some((channel) => this.pbx.callOfChannel(channel)?.id === callId)
  }

  nobodyThere(): void {
    this.desk.nobodyThere('screenLocked')
  }

  registration(up: boolean): void {
    const cause = { code: 'pbxUnreachable' } as const
    const kind = this.chance.happens(0.4) ? 'reconnecting' : 'lost'
    this.line.emit({ kind: 'registration', registration: up ? { kind: 'registered' } : { kind, cause } })
  }

  /** Time passes, one thing after the other, each judged. */
  async pass(ms: number): Promise<void> {
    const until = this.clock.ticks() + ms
    await ticks()
    while (this.clock.ticks() < until) {
      const next = Math.min(until, this.clock.nextAt() ?? until)
      this.clock.pass(Math.max(0, next - this.clock.ticks()))
      this.steps += 1
      await ticks()
      this.phone.look()
      this.judge()
    }
  }

  /** Nobody hears more than is claimed, nobody is heard but by those it was chosen for, and nobody hears an echo of themselves. */
  judge(): void {
    this.steps += 1
    const runner = this.runner
    if (!runner) return
    if (this.pbx.ari.echoes()) this.mistake('an echo')
    if (!this.phone.isHeard()) return
    const { monitor } = runner.running()
    if (this.takesOn === 'console' && !isConfirmed(monitor)) this.mistake('open in a mode that is not confirmed')
    const heard = this.mistaken.heard ?? heardNow
    const claimed: readonly string[] = sidesOf[heard(monitor, this.line.isOpen())]
    const on = monitor.phase === 'live' || monitor.phase === 'ending' ? monitor.target.callId : null
    for (const hearer of this.pbx.ari.hearers()) {
      this.spoken = true
      const [channel = '', side = ''] = hearer.split(' ')
      const call = this.pbx.callOfChannel(channel)
      if (!call) continue // a channel that is leaving
      if (call.id !== on || !claimed.includes(side))
        this.mistake(`${side} of ${call.id} hears, claimed is ${claimed} of ${on}`)
    }
    if (this.takesOn === 'console' && on !== null && this.chosen) this.judgePeople(on, this.chosen)
  }

  private judgePeople(callId: string, chosen: NonNullable<World['chosen']>): void {
    const monitor = this.runner?.running().monitor
    const call = this.windowFloor.calls[callId]
    if (!call || monitor?.phase !== 'live') return
    const now = hearersOf(call, monitor.target.agentId, chosen.mode)
    const strangers = now.filter(({ number }) => !chosen.hearers.some((one) => one.number === number))
    if (strangers.length > 0) this.mistake(`open for ${strangers.map(({ number }) => number)}, whom nobody chose`)
  }

  private mistake(what: string): void {
    this.mistakes.push(`at ${this.clock.ticks() - 1_000_000} ms: ${what}`)
  }

  private openWindow(left: Unended | null): void {
    this.runner = createRunner({
      desk: this.link.desk,
      phone: this.line.phone,
      clock: this.clock,
      onChange: () => this.judge(),
      left,
      ...(this.mistaken.mayOpen ? { mayOpen: this.mistaken.mayOpen } : {}),
    })
    this.windowFloor = this.deskFloor
    this.runner.links({ feed: this.pbx.status().phase, deskUp: this.link.isUp() })
    this.line.register()
  }

  private accessContext(): AccessContext {
    return {
      floor: this.deskFloor,
      status: this.pbx.status(),
      rules: { policy: 'open', capabilities: this.pbx.connector.capabilities(), rights: [...modes] },
      rights: rightsOfAnybody,
      shown: (call) => call,
    }
  }

  private onStatus(): void {
    const { phase } = this.pbx.status()
    this.desk.judge(null)
    this.link.toWindow(() => this.runner?.links({ feed: phase }))
  }

  private onFloor(message: FloorMessage): void {
    this.deskFloor = message.kind === 'whole' ? message.floor : applyPatch(this.deskFloor, message.patch)
    if (this.mistaken.mistake !== 'judgesNobody') this.desk.judge(message)
    const floor = this.deskFloor
    this.link.toWindow(() => this.onWindowFloor(floor))
  }

  private onWindowFloor(floor: Floor): void {
    this.windowFloor = floor
    if (!this.runner) return
    const site = this.accessContext().rules as unknown as SiteInfo // as far as it judges
    const judged = judgedByWindow(this.runner.running().monitor, floor, site)
    if (judged && this.mistaken.mistake !== 'judgesNobody') this.runner.monitor(judged)
    this.judge()
  }

  private toWindow(name: string, payload: unknown): void {
    this.link.toWindow(() => this.link.say(name, payload))
  }

  private randomId(bytes: number): string {
    return Array.from({ length: bytes * 2 }, () => this.chance.below(16).toString(16)).join('')
  }
}
