// A call centre for one test file: the real Asterisk, phones that speak tones, and connectors as the console has them.

import { applyPatch, emptyFloor, type Floor } from '#contract/floor.ts'
import type { ConnectorStatus } from '#contract/ipc.ts'
import type { Mode, MonitorEvent, MonitorTicket, Target } from '#contract/monitor.ts'
import { type AsteriskSite, asteriskSite } from '#contract/site-asterisk.ts'
import { machineClock } from '#contract/time.ts'
import { createAsteriskConnector } from '#main/pbx/asterisk/connector.ts'
import type { Connector } from '#main/pbx/connector.ts'
import { amiSecret, ariPassword, phonePassword, type SiteOptions } from './asterisk-config.ts'
import { type AsteriskServer, startAsterisk } from './asterisk-server.ts'
import type { AsteriskVersion } from './fetch-asterisk.ts'
import type { Dialog } from './sip-dialog.ts'
import { agentHz, agentPhone, callerHz, callerPhone, openPhone, type SipPhone } from './sip-phone.ts'

export const supervisorHz = 1000

export type SiteChange = { readonly [K in keyof AsteriskSite]?: unknown }

export type Console = {
  readonly connector: Connector
  readonly events: MonitorEvent[]
  floor(): Floor
  status(): ConnectorStatus
  statuses(): readonly ConnectorStatus[]
  start(target: Target, follow?: boolean): Promise<MonitorTicket>
}

/** `outside`: the phone of whoever called. */
export type TalkingCall = {
  readonly outside: SipPhone
  readonly caller: Dialog
  readonly agent: Dialog
  readonly target: Target
}

export type CallCentre = {
  readonly pbx: AsteriskServer
  site(change?: SiteChange): AsteriskSite
  agent(extension: string, answers?: boolean, hz?: number): Promise<SipPhone>
  /** `firstSequence`: the number of the first packet of their voice. */
  caller(number: string, firstSequence?: number): Promise<SipPhone>
  /** `contact`: as a console registers it; without one it is a desk phone. */
  supervisor(line?: string, answers?: boolean, contact?: string): Promise<SipPhone>
  console(change?: SiteChange, switchBy?: 'api' | 'info' | 'rfc4733', owner?: string): Promise<Console>
  /** Sets the mode as the console does, digits and all, and waits for its confirmation. */
  mode(desk: Console, ticket: MonitorTicket, line: Dialog, mode: Mode): Promise<void>
  /** A caller from outside reaches this agent; both talk, and the console sees it. */
  call(desk: Console, agent: SipPhone, dial?: string, from?: SipPhone): Promise<TalkingCall>
  close(): Promise<void>
}

export async function openCallCentre(
  options: SiteOptions & { readonly version?: AsteriskVersion } = {},
): Promise<CallCentre> {
  const pbx = await startAsterisk({ webrtc: false, amiRead: 'call,agent,reporting,dtmf', ...options })
  const open: { close(): Promise<void> }[] = []
  const keep = async <T extends { close(): Promise<void> }>(thing: Promise<T>): Promise<T> => {
    open.push(await thing)
    return thing
  }
  const site = (change: SiteChange = {}) =>
    asteriskSite.parse({
      kind: 'asterisk',
      host: '127.0.0.1',
      ami: { port: pbx.ports.ami, user: 'console', secret: amiSecret },
      ari: { url: pbx.ariUrl, user: 'console', password: ariPassword },
      line: { uri: `sip:5001@127.0.0.1`, wsUrl: pbx.wsUrl, authUser: '5001', password: phonePassword('5001') },
      trunks: { endpoints: ['trunk'] },
      ...change,
    })
  let callers = 0
  let changes = 0
  const centre: CallCentre = {
    pbx,
    site,
    agent: (extension, answers, hz) => keep(agentPhone(pbx.ports.sip, extension, answers, hz)),
    caller: (number, firstSequence) => keep(callerPhone(pbx.ports.sip, number, firstSequence)),
    supervisor: (line = '5001', answers = true, contact = line) =>
      keep(openPhone({ sipPort: pbx.ports.sip, user: line, hz: supervisorHz, registers: true, answers, contact })),
    async console(change = {}, switchBy = 'api', owner = 'console-1') {
      const desk = openConsole(createAsteriskConnector(site(change), owner, partsOf(switchBy)))
      open.push({ close: () => desk.connector.close() })
      await until(() => desk.status().phase === 'live', 'the connector is live')
      return desk
    },
    async call(desk, agent, dial = agent.user, from) {
      const phone = from ?? (await centre.caller(`555000${++callers}`))
      const caller = await phone.dial(dial)
      const [answered] = await Promise.all([agent.nextCall(), caller.answered])
      const target = await until(
        () => targetOf(desk.floor(), agent.user, phone.user),
        `the call of ${agent.user} is seen`,
      )
      return { outside: phone, caller, agent: answered, target }
    },
    async mode(desk, ticket, line, mode) {
      const changeId = ++changes
      const answer = await desk.connector.setMode(ticket.id, mode, changeId)
      if (!answer.ok) throw new Error(`${mode} refused: ${answer.error.code} ${answer.error.detail ?? ''}`)
      if (answer.value.kind === 'sendDigits') line.press(answer.value.digits, answer.value.by)
      const inForce = () => desk.events.some((event) => event.kind === 'mode' && event.changeId === changeId)
      await until(inForce, `${mode} is confirmed`)
    },
    async close() {
      for (const thing of open.reverse()) await thing.close()
      await pbx.stop()
    },
  }
  return centre
}

/** Of every console of these tests. */
export const seat = '0123456789ab'

const partsOf = (switchBy: 'api' | 'info' | 'rfc4733') => ({
  clock: machineClock(globalThis),
  random: Math.random,
  seat,
  log: (level: string, text: string) => {
    if (process.env.EARSHOT_TEST_LOG) console.log(level, text)
  },
  switchBy: () => switchBy,
})

function targetOf(floor: Floor, agentId: string, number: string): Target | null {
  const call = Object.values(floor.calls).find(
    (row) => row.state === 'talking' && row.from.number === number && floor.agents[agentId]?.callId === row.id,
  )
  return call ? { callId: call.id, agentId } : null
}

export function openConsole(connector: Connector): Console {
  const events: MonitorEvent[] = []
  const statuses: ConnectorStatus[] = []
  let floor = emptyFloor
  let tickets = 0
  connector.onStatus((status) => statuses.push(status))
  connector.onMonitor((event) => events.push(event))
  connector.onFloor((message) => {
    floor = message.kind === 'whole' ? message.floor : applyPatch(floor, message.patch)
  })
  connector.connect()
  return {
    connector,
    events,
    floor: () => floor,
    status: () => statuses.at(-1) ?? { phase: 'connecting', since: 0 },
    statuses: () => statuses,
    async start(target, follow = false) {
      const ticketId = `ticket-${process.pid}-${++tickets}`
      const asked = await connector.startMonitor({
        ticketId,
        token: `token-${'x'.repeat(20)}-${tickets}`,
        target,
        follow,
      })
      if (!asked.ok) throw new Error(`monitor refused: ${asked.error.code} ${asked.error.detail ?? ''}`)
      await until(() => events.some((event) => event.kind === 'attached' && event.ticketId === ticketId), 'attached')
      return asked.value
    },
  }
}

/** Polls until there is something true; fails with the sentence. */
export async function until<T>(
  look: () => T | Promise<T>,
  what: string | (() => string),
  withinMs = 5000,
): Promise<NonNullable<T>> {
  const deadline = Date.now() + withinMs
  for (;;) {
    const seen = await look()
    if (seen) return seen
    if (Date.now() > deadline) throw new Error(`not within ${withinMs} ms: ${typeof what === 'string' ? what : what()}`)
    await new Promise((resolve) => setTimeout(resolve, 15))
  }
}

export type Ears = { readonly supervisor: Dialog; readonly agent: Dialog; readonly caller: Dialog }

/** Who hears the supervisor; everything else of the table of who hears what is fixed. */
const speaksTo = { listen: '', whisperAgent: 'agent', whisperCaller: 'caller', join: 'agent caller' } as const

/** The whole table for one mode, as sentences about wrong cells; empty when every ear hears what it should. */
export function wrongCells(mode: keyof typeof speaksTo, ears: Ears): string[] {
  const wanted = {
    supervisor: { [agentHz]: true, [callerHz]: true, [supervisorHz]: false },
    agent: { [agentHz]: false, [callerHz]: true, [supervisorHz]: speaksTo[mode].includes('agent') },
    caller: { [agentHz]: true, [callerHz]: false, [supervisorHz]: speaksTo[mode].includes('caller') },
  }
  return Object.entries(wanted).flatMap(([ear, tones]) =>
    Object.entries(tones).flatMap(([hz, present]) => {
      const level = ears[ear as keyof Ears].ear.level(Number(hz))
      const right = present ? level > 4000 : level < 40 // 40 is 46 dB below a test phone's voice
      return right ? [] : [`${mode}: ${ear} hears ${hz} Hz at ${level.toFixed(0)}`]
    }),
  )
}

export async function expectEars(mode: keyof typeof speaksTo, ears: Ears): Promise<void> {
  const deadline = Date.now() + 3000
  let wrong = wrongCells(mode, ears)
  while (wrong.length > 0 && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 20))
    wrong = wrongCells(mode, ears)
  }
  if (wrong.length > 0) throw new Error(wrong.join('; '))
}
