// The real Asterisk with many lanes beside each other, each console of them behind proxies of its own.
import { createHash } from 'node:crypto'
import type { Floor } from '#contract/floor.ts'
import type { Target } from '#contract/monitor.ts'
import { machineClock } from '#contract/time.ts'
import { createAsteriskConnector } from '#main/pbx/asterisk/connector.ts'
import type { Connector } from '#main/pbx/connector.ts'
import { phonePassword } from '../asterisk/asterisk-config.ts'
import { type CallCentre, type Console, openCallCentre, until } from '../asterisk/call-centre.ts'
import type { Dialog } from '../asterisk/sip-dialog.ts'
import { openPhone, type SipPhone } from '../asterisk/sip-phone.ts'
import { leftoverReader } from './asterisk-leftovers.ts'
import { asteriskLine } from './asterisk-line.ts'
import { type FaultFloor, type Lane, type LaneCall, type Party, type Talk, type TransferKind, voices } from './floor.ts'
import { openAmiProxy } from './wire/ami-proxy.ts'
import { ariNames } from './wire/ari-names.ts'
import { type FaultyWire, openHttpProxy } from './wire/http-proxy.ts'
import { createInjector } from './wire/injector.ts'

type Which = keyof typeof voices

export const extensionsOf = (lane: number) => ({
  first: `${1100 + lane}`,
  second: `${1500 + lane}`,
  line: `${5200 + lane}`,
})

export type AsteriskLanes = { readonly way: 'ari' | 'dialplan'; readonly onDeskPhone: boolean }

export const asteriskFaultFloor = (name: string, options: AsteriskLanes): FaultFloor => ({
  name,
  // A console that has died says nothing of a phone that goes on speaking.
  journeys: (journey) => !options.onDeskPhone || journey !== 'crash-and-start',
  async open(count) {
    const numbers = Array.from({ length: count }, (_, index) => extensionsOf(index))
    const centre = await openCallCentre({
      agents: numbers.flatMap(({ first, second }) => [first, second]),
      supervisors: numbers.map(({ line }) => line),
    })
    const extensions = numbers.flatMap(({ first, second }) => [first, second])
    const watch = await centre.console({ line: null, extensions }, 'api', 'stage')
    const leftovers = leftoverReader(centre.pbx)
    const lanes: Lane[] = []
    for (let index = 0; index < count; index++)
      lanes.push(await openAsteriskLane({ centre, watch, leftovers, index, options }))
    return { lanes, close: () => centre.close() }
  },
})

export type AsteriskLaneParts = {
  readonly centre: CallCentre
  readonly watch: Console
  readonly leftovers: ReturnType<typeof leftoverReader>
  readonly index: number
  readonly options: AsteriskLanes
  /** Besides those of its phones: by what a message of the PBX is known as this lane's. */
  readonly marks?: readonly string[]
}

/** `phones`, `own`: of its agents, and of the supervisor. `dialIn`: somebody outside calls; each time another number. */
export type AsteriskLane = Lane & {
  readonly phones: Record<Which, SipPhone>
  readonly own: SipPhone
  dialIn(number: string): Promise<{ readonly caller: Dialog; readonly user: string }>
  /** Every call of its agents and callers. */
  hangUp(): void
}

export async function openAsteriskLane(parts: AsteriskLaneParts): Promise<AsteriskLane> {
  const { centre, watch, leftovers, index, options, marks = [] } = parts
  const { pbx } = centre
  const extensions = extensionsOf(index)
  const owner = `lane-${index}`
  const injector = createInjector(() => performance.now())
  const phones: Record<Which, SipPhone> = {
    first: await centre.agent(extensions.first, true, voices.first.agent),
    second: await centre.agent(extensions.second, true, voices.second.agent),
  }
  const own = await centre.supervisor(extensions.line, false)
  const newLine = asteriskLine(own)
  const ours = `earshot.${extensions.line}.${createHash('sha256').update(owner).digest('hex').slice(0, 12)}.`
  const needles = [extensions.first, extensions.second, extensions.line].map((one) => `PJSIP/${one}-`)
  const isOurs = (block: string) =>
    [...needles, ours, numberOf(index), ...marks].some((needle) => block.includes(needle))
  const openProxies = () =>
    Promise.all([openHttpProxy(pbx.ports.http, injector, ariNames), openAmiProxy(pbx.ports.ami, injector, isOurs)])
  let proxies: readonly FaultyWire[] = await openProxies()
  const dead: FaultyWire[] = []
  const callers: SipPhone[] = []
  let called = 0

  const connector = (): Connector => {
    const [http, ami] = proxies
    const site = centre.site({
      way: options.way,
      extensions: [extensions.first, extensions.second],
      ami: { port: ami?.port, user: 'console', secret: centre.site().ami.secret },
      ari: { url: `http://127.0.0.1:${http?.port}/ari`, user: 'console', password: centre.site().ari?.password },
      takeOn: options.onDeskPhone ? { phone: extensions.line } : 'console',
      line: {
        uri: `sip:${extensions.line}@127.0.0.1`,
        wsUrl: pbx.wsUrl,
        authUser: extensions.line,
        password: phonePassword(extensions.line),
      },
    })
    return createAsteriskConnector(site, owner, {
      clock: machineClock(globalThis),
      random: Math.random,
      log: (level, text) => void (process.env.EARSHOT_TEST_LOG && console.log(owner, level, text)),
      switchBy: () => (options.way === 'dialplan' ? 'info' : 'api'),
    })
  }

  const dialIn = async (number: string, hz: number = voices.first.caller) => {
    const user = `${numberOf(index)}${++called}` // a number of its own, or the call before would be taken for it
    const headers = [['X-Trunk', 'yes']] as const
    const outside = await openPhone({ sipPort: pbx.ports.sip, user, hz, registers: false, headers })
    callers.push(outside)
    return { outside, user, caller: await outside.dial(number) }
  }

  const hangUp = () => {
    for (const phone of [...Object.values(phones), ...callers]) for (const one of phone.calls()) one.hangUp()
  }

  const call = async (which: Which): Promise<LaneCall> => {
    const { agent: agentVoice, caller: callerVoice } = voices[which]
    const { outside, user, caller } = await dialIn(extensions[which], callerVoice)
    const [agent] = await Promise.all([phones[which].nextCall(), caller.answered])
    const target = await until(() => targetOf(watch.floor(), extensions[which], user), 'the stage sees the call')
    const people = {
      agent: partyOf(`the agent ${extensions[which]}`, agent, agentVoice),
      caller: partyOf('the caller', caller, callerVoice),
    }
    const toSecond = async (by: 'agent' | 'caller', how: TransferKind): Promise<Talk> => {
      const from =
        by === 'agent'
          ? { dialog: agent, phone: phones[which], hz: agentVoice }
          : { dialog: caller, phone: outside, hz: callerVoice }
      const answered = await (how === 'blind' ? blindly : attended)(from, extensions.second, phones.second)
      const next = partyOf(`the agent ${extensions.second}`, answered, voices.second.agent)
      // Who stays is whom the monitor was with, or the caller.
      return by === 'agent'
        ? { target: { callId: target.callId, agentId: extensions.second }, agent: next, caller: people.caller }
        : { target, agent: people.agent, caller: next }
    }
    return {
      target,
      agent: people.agent,
      caller: people.caller,
      transfer: toSecond,
      hangUp: async () => {
        caller.hangUp()
        await agent.ended
      },
    }
  }

  return {
    name: owner,
    injector,
    connector,
    phone: () => newLine(options.onDeskPhone),
    call,
    phones,
    own,
    dialIn,
    async kill() {
      for (const proxy of proxies) {
        proxy.die()
        dead.push(proxy)
      }
      proxies = await openProxies()
    },
    leftovers: () => leftovers(ours, `PJSIP/${extensions.line}-`),
    hangUp,
    async clear() {
      hangUp()
      // What one cell has left would be taken for a call of the next.
      for (const phone of Object.values(phones)) phone.forgetCalls()
      for (const caller of callers.splice(0)) await caller.close()
      for (const proxy of [...dead.splice(0), ...proxies]) await proxy.close()
      proxies = await openProxies()
    },
  }
}

type From = { readonly dialog: Dialog; readonly phone: SipPhone; readonly hz: number }

async function blindly({ dialog }: From, to: string, next: SipPhone): Promise<Dialog> {
  await dialog.blindTransfer(to)
  return next.nextCall()
}

/** Who sends it on talks to the next one first. */
async function attended({ dialog, phone, hz }: From, to: string, next: SipPhone): Promise<Dialog> {
  await dialog.hold(true)
  const consultation = await phone.dial(to)
  const [answered] = await Promise.all([next.nextCall(), consultation.answered])
  await until(() => answered.ear.level(hz) > 4000, 'they talk')
  await dialog.attendedTransfer(consultation)
  return answered
}

/** Every caller's number on this lane begins so. */
export const numberOf = (index: number): string => `5550${String(index).padStart(2, '0')}`

const partyOf = (name: string, { ear }: Dialog, hz: number): Party => ({
  name,
  hz,
  level: async (tone, windowMs) => ear.level(tone, windowMs),
  mark: ear.mark,
  gaps: async () => {
    const { longestGap, missing } = ear.sinceMark()
    return { longest: longestGap, dropped: missing }
  },
})

function targetOf(floor: Floor, agentId: string, number: string): Target | null {
  const call = Object.values(floor.calls).find(
    (row) => row.state === 'talking' && row.from.number === number && floor.agents[agentId]?.callId === row.id,
  )
  return call ? { callId: call.id, agentId } : null
}
