// A PBX, its desk and its network for the property test: it can delay, drop, repeat, refuse and half-do everything.
// It also keeps, apart from the console's own logic, what the console has been told: that decides what is a mistake.
import { deskFailure } from '#contract/errors.ts'
import type { Desk } from '#contract/ipc.ts'
import type { Mode, ModeAnswer, MonitorEvent, MonitorTicket, Target } from '#contract/monitor.ts'
import { err, ok, type Result } from '#contract/result.ts'
import { fakeLine, invite } from '../../../fakes/fake-line.ts'

export type Behaviour = 'right' | 'refuse' | 'silent' | 'wrongMode' | 'digits' | 'noInvite'
export const behaviours: readonly Behaviour[] = ['right', 'refuse', 'silent', 'wrongMode', 'digits', 'noInvite']

type OnPbx = {
  readonly ticket: MonitorTicket
  mode: Mode
  call: string | null
  wanted: { mode: Mode; changeId: number } | null
}
const elsewhere: Target = { callId: 'follow', agentId: '1' }

type Told = { readonly ticketId: string; readonly mode: Mode } | null

export class SimulatedPbx {
  readonly line = fakeLine()
  readonly mistakes: string[] = []
  readonly monitors = new Map<string, OnPbx>()
  behaviour: Behaviour = 'right'
  phoneCall = (): string | null => null // one the supervisor has answered or placed, on the line
  private waiting: { readonly run: () => void; readonly may: 'all' | 'notRepeat' | 'notDrop' }[] = [] // answers and events on their way to the console
  private listeners = new Map<string, Set<(payload: never) => void>>()
  private tickets = 0
  private invites = 0
  private told: Told = null // the speaking mode the console has been told of for its latest wish, and that still stands
  private latest = 0 // changeId of the console's latest wish
  private delivered = new Set<string>() // tickets the console holds
  private deskUp = true
  private feedLive = true
  private registered = true
  private held = new Set<string>()
  private answered = new Set<string>()
  private up = new Map<string, string>() // SIP call -> ticket

  readonly desk: Desk = {
    on: (name, listener) => {
      const set = this.listeners.get(name) ?? new Set()
      this.listeners.set(name, set.add(listener as (payload: never) => void))
      return () => set.delete(listener as (payload: never) => void)
    },
    request: (name, input) => {
      const { ticketId } = input as { ticketId?: string }
      // Following changes no mode; and an old monitor may still have to be ended while a new one speaks.
      const besides =
        name === 'setFollow' || (name === 'endMonitor' && this.told !== null && this.told.ticketId !== ticketId)
      if (!besides && this.line.isOpen() && this.phoneCall() === null)
        this.mistakes.push(`${name} left with the microphone open`)
      if (!besides) this.told = null
      if (name === 'setMode') this.latest = (input as { changeId: number }).changeId
      if (!this.deskUp) return Promise.reject(new Error('the desk is out of reach'))
      return new Promise((resolve) => this.soon(() => resolve(this.serve(name, input as never) as never), 'notRepeat'))
    },
  }

  constructor() {
    const { phone } = this.line
    const opened = phone.setMicrophoneOpen
    Object.assign(phone, {
      setMicrophoneOpen: (open: boolean, id: string | null = null) => {
        if (open) this.judgeOpening(id)
        return opened(open)
      },
      answer: (id: string) => {
        this.line.log.push(`answer ${id}`)
        this.answered.add(id)
        this.soon(() => this.up.has(id) && this.line.emit({ kind: 'established', id }))
        this.soon(() => this.attach(this.up.get(id)))
      },
      hangUp: (id: string) => this.lineGone(this.up.get(id), id),
      decline: (id: string) => this.lineGone(this.up.get(id), id),
      sendDigits: (_id: string, digits: string) => this.digits(digits),
    })
  }

  say(name: string, payload: unknown): void {
    for (const listener of this.listeners.get(name) ?? []) (listener as (given: unknown) => void)(payload)
  }

  /** Delivers, drops or repeats one thing that is on its way; `at` chooses which. */
  traffic(at: number, what: 'deliver' | 'drop' | 'repeat'): void {
    const index = this.waiting.length === 0 ? -1 : at % this.waiting.length
    const one = this.waiting[index]
    if (!one) return
    // A request is answered once; SIP itself sends a BYE until it has arrived. All else may be lost or come twice.
    if ((what === 'repeat' && one.may === 'notRepeat') || (what === 'drop' && one.may === 'notDrop')) return
    if (what !== 'repeat') this.waiting.splice(index, 1)
    if (what !== 'drop') one.run()
  }

  get onTheWay(): number {
    return this.waiting.length
  }

  links(what: 'feed' | 'desk' | 'registration', up: boolean): void {
    if (!up) this.told = null
    if (what === 'feed') {
      this.feedLive = up
      const since = 0
      this.say(
        'status',
        up ? { phase: 'live', since, how: null } : { phase: 'stale', since, cause: deskFailure('pbxUnreachable') },
      )
    } else if (what === 'desk') {
      this.deskUp = up
      this.say('link', { up, cause: null })
    } else {
      this.registered = up
      const cause = deskFailure('pbxUnreachable')
      this.line.emit({ kind: 'registration', registration: up ? { kind: 'registered' } : { kind: 'lost', cause } })
    }
  }

  hold(held: boolean): void {
    for (const id of this.up.keys()) {
      if (held === this.held.has(id) || !this.answered.has(id)) continue
      if (held) this.held.add(id)
      else this.held.delete(id)
      this.told = null
      this.line.emit({ kind: 'hold', id, held })
    }
  }

  outsideInvite(token: string | null): void {
    this.invites += 1
    const headers = { 'Call-Info': '<sip:x@y>;answer-after=0', ...(token === null ? {} : { 'X-Earshot-Token': token }) }
    this.line.emit({ kind: 'invite', invite: invite(`outside-${this.invites}`, headers) })
  }

  /** The PBX does something nobody asked for to its newest monitor. */
  byItself(what: 'targetEnded' | 'retargeted' | 'ended' | 'bye' | Mode): void {
    const on = [...this.monitors.values()].at(-1)
    if (!on) return
    const ticketId = on.ticket.id
    if (what === 'bye') this.lineGone(ticketId)
    else if (what === 'ended') this.end(ticketId, 'pbxEnded')
    else this.changes(on, what)
  }

  private changes(on: OnPbx, what: 'targetEnded' | 'retargeted' | Mode): void {
    const ticketId = on.ticket.id
    on.mode = what === 'targetEnded' || what === 'retargeted' ? 'listen' : what
    if (what === 'targetEnded') this.tell({ kind: 'targetEnded', ticketId })
    else if (what === 'retargeted') this.tell({ kind: 'retargeted', ticketId, target: elsewhere, by: 'follow' })
    else this.tell({ kind: 'mode', ticketId, mode: what, changeId: null })
  }

  microphoneLost(): void {
    this.told = null
    this.line.phone.setMicrophoneOpen(false)
    this.line.emit({ kind: 'microphone', microphone: { source: 'ended', open: false }, interrupted: true })
  }

  private soon(run: () => void, may: 'all' | 'notRepeat' | 'notDrop' = 'all'): void {
    this.waiting.push({ run, may })
  }

  private judgeOpening(id: string | null): void {
    const call = this.phoneCall()
    if (call !== null && call !== id) this.mistakes.push(`opened for ${id} while ${call} has the line`)
    const stands = this.told !== null && this.feedLive && this.deskUp && this.registered && this.held.size === 0
    if (this.phoneCall() === null && !stands)
      this.mistakes.push(`opened without a confirmed mode: ${JSON.stringify(this.told)}`)
  }

  private tell(event: MonitorEvent): void {
    this.soon(() => {
      if (!this.deskUp) return // what is said to a desk out of reach is lost
      this.told = this.toldAfter(event)
      this.say('monitor', event)
    })
  }

  private toldAfter(event: MonitorEvent): Told {
    const { told } = this
    if (event.kind === 'attached' || (told && told.ticketId !== event.ticketId)) return told
    if (event.kind !== 'mode') return null
    if (event.changeId === null) return told?.mode === event.mode ? told : null
    if (event.changeId !== this.latest) return told // of a wish that has been replaced
    return event.mode === 'listen' ? null : { ticketId: event.ticketId, mode: event.mode }
  }

  private serve(name: string, input: { ticketId: string; target: Target; mode: Mode; changeId: number }): unknown {
    if (name === 'startMonitor') return this.start(input.target)
    const on = this.monitors.get(input.ticketId)
    if (name === 'endMonitor') {
      this.end(input.ticketId, 'asked')
      return ok(null)
    }
    if (!on) return err(deskFailure('unknownMonitor'))
    if (this.behaviour === 'refuse') return err(deskFailure('pbxRefused'))
    if (name === 'setFollow') return ok(null)
    if (name === 'hop') return this.hop(on, input.target)
    return this.change(on, input.mode, input.changeId)
  }

  private start(target: Target): Result<MonitorTicket> {
    if (this.behaviour === 'refuse') return err(deskFailure('pbxRefused'))
    if (this.monitors.size > 0) return err(deskFailure('monitorBusy'))
    this.tickets += 1
    const id = `ticket-${this.tickets}`
    const mark = { by: 'header', name: 'X-Earshot-Token', value: `token-of-${id}-0123456789` } as const
    const ticket: MonitorTicket = { id, target, mark, askedAt: 0, follow: false }
    this.monitors.set(id, { ticket, mode: 'listen', call: target.callId, wanted: null })
    this.delivered.add(id)
    if (this.behaviour === 'noInvite') return ok(ticket)
    const sip = `sip-${id}`
    this.up.set(sip, id)
    this.soon(() => this.line.emit({ kind: 'invite', invite: invite(sip, { 'X-Earshot-Token': mark.value }) }))
    return ok(ticket)
  }

  private attach(ticketId: string | undefined): void {
    const on = ticketId === undefined ? undefined : this.monitors.get(ticketId)
    if (on) this.tell({ kind: 'attached', ticketId: on.ticket.id, target: on.ticket.target })
  }

  private hop(on: OnPbx, target: Target): Result<Target> {
    on.mode = 'listen'
    on.call = target.callId
    this.tell({ kind: 'retargeted', ticketId: on.ticket.id, target, by: 'hop' })
    return ok(target)
  }

  private change(on: OnPbx, mode: Mode, changeId: number): Result<ModeAnswer> {
    on.wanted = { mode, changeId }
    if (this.behaviour === 'digits') return ok({ kind: 'sendDigits', digits: '5', by: 'info' })
    this.carryOut(on)
    return ok({ kind: 'asked' })
  }

  private async digits(_digits: string): Promise<Result<null>> {
    if (this.line.isOpen()) this.mistakes.push('digits left with the microphone open')
    if (this.behaviour === 'refuse') return err(deskFailure('pbxRefused'))
    for (const on of this.monitors.values()) this.carryOut(on)
    return ok(null)
  }

  private carryOut(on: OnPbx): void {
    if (!on.wanted) return
    const { mode, changeId } = on.wanted
    on.mode = mode
    if (this.behaviour === 'silent') return
    const told: Mode = this.behaviour === 'wrongMode' ? (mode === 'join' ? 'whisperAgent' : 'join') : mode
    this.tell({ kind: 'mode', ticketId: on.ticket.id, mode: told, changeId })
  }

  private lineGone(ticketId: string | undefined, id = `sip-${ticketId}`): void {
    if (!this.up.delete(id)) return
    this.held.delete(id)
    this.soon(() => this.line.emit({ kind: 'ended', id }), 'notDrop')
    if (ticketId !== undefined) this.end(ticketId, 'lineHungUp')
  }

  private end(ticketId: string, reason: 'asked' | 'lineHungUp' | 'pbxEnded'): void {
    if (!this.monitors.delete(ticketId)) return
    this.tell({ kind: 'ended', ticketId, reason })
    this.lineGone(ticketId)
  }
}
