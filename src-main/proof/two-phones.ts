// The call of the proof: two plain SIP phones on the site's own phone system, and nobody else.
import { createSocket } from 'node:dgram'
import { err, ok, type Result } from '#contract/result.ts'
import { AGENT_HZ, CALLER_HZ, type ProofRefusal } from '#contract/site/proof.ts'
import type { Clock } from '#contract/time.ts'
import { watchForeign } from './foreign-tone.ts'
import type { Call } from './phone/call.ts'
import { openPhone, type Phone } from './phone/phone.ts'
import type { Ear } from './phone/tone-rtp.ts'

export type TwoPhones = {
  readonly sip: { readonly host: string; readonly port: number }
  readonly agent: Extension
  readonly caller: Extension
  /** What the caller dials to reach the agent. */
  readonly dial: string
}
type Extension = { readonly user: string; readonly password: string }

export type TwoTalking = {
  readonly agent: Ear
  readonly caller: Ear
  /** Tones that nobody of the proof makes, in Hz. */
  foreign(): Readonly<Record<'agent' | 'caller', readonly number[]>>
  /** Sound came from the other phone, past the phone system. */
  isDirect(): boolean
  isOver(): boolean
  close(): Promise<void>
}

const LIMIT_MS = 8000
type Timer = Pick<Clock, 'after' | 'every'>

const never: Promise<void> = new Promise(() => undefined)

/** Both registered and talking; or why not, and nothing is left. `brokenOff` may come at any moment. */
export async function openTwoPhones(
  plan: TwoPhones,
  clock: Timer,
  brokenOff: Promise<void> = never,
): Promise<Result<TwoTalking, ProofRefusal>> {
  const { host, port } = plan.sip
  const own = await addressTowards(host, port)
  if (own === null) return err({ why: 'noAnswer', detail: `${host}:${port}` })
  const agent = await openPhone({ host, port, own, ...plan.agent, hz: AGENT_HZ, clock })
  const caller = await openPhone({ host, port, own, ...plan.caller, hz: CALLER_HZ, clock })
  const close = async () => void (await Promise.all([caller.close(), agent.close()]))
  const over = brokenOff.then((): Result<never, ProofRefusal> => err({ why: 'over', detail: '' }))
  const talking = await Promise.race([connect(agent, caller, plan, clock), over])
  if (talking.ok) return ok({ ...talking.value, close })
  await close()
  return talking
}

async function connect(
  agentPhone: Phone,
  callerPhone: Phone,
  plan: TwoPhones,
  clock: Timer,
): Promise<Result<Omit<TwoTalking, 'close'>, ProofRefusal>> {
  for (const phone of [agentPhone, callerPhone]) {
    const registered = await phone.register()
    if (!registered.ok) return registered
  }
  const { dial, caller: by } = plan
  const arrived = nextCall(agentPhone, by.user)
  const caller = await callerPhone.dial(dial)
  const refused = caller.connected.then(
    (why): Result<Call, ProofRefusal> =>
      err({ why: 'refused', detail: `${by.user} dials ${dial}: ${why || 'somebody else answered'}` }),
  )
  const silent: Result<Call, ProofRefusal> = err({ why: 'notRinging', detail: dial })
  const agent = await within(clock, Promise.race([arrived, refused]), silent)
  if (!agent.ok) return agent
  agent.value.answer()
  const failed = await within(clock, caller.connected, 'no answer')
  if (failed !== '') return err({ why: 'notConnected', detail: failed })
  return ok(talkingOf(agent.value, caller))
}

/** Whoever else calls this extension meanwhile hears that it is busy. */
function nextCall(phone: Phone, user: string): Promise<Result<Call, ProofRefusal>> {
  return new Promise((resolve) => {
    let isTaken = false
    phone.onCall((call) => {
      const isOurs = !isTaken && call.from !== '' && (call.from.endsWith(user) || user.endsWith(call.from))
      isTaken ||= isOurs
      if (isOurs) return resolve(ok(call))
      void call.hangUp()
      resolve(err({ why: 'stranger', detail: call.from }))
    })
  })
}

function talkingOf(agent: Call, caller: Call): Omit<TwoTalking, 'close'> {
  const [atAgent, atCaller] = [watchForeign(agent.ear), watchForeign(caller.ear)]
  let isOver = false
  for (const call of [agent, caller])
    void call.over.then(() => {
      isOver = true
    })
  return {
    agent: agent.ear,
    caller: caller.ear,
    foreign: () => ({ agent: atAgent(), caller: atCaller() }),
    isDirect: () => agent.ear.sources.has(caller.media) || caller.ear.sources.has(agent.media),
    isOver: () => isOver,
  }
}

/** The address of this machine by which it reaches the phone system; null: by none. */
function addressTowards(host: string, port: number): Promise<string | null> {
  const socket = createSocket('udp4')
  return new Promise((resolve) => {
    const settle = (address: string | null) => {
      socket.close()
      resolve(address)
    }
    socket.once('error', () => settle(null))
    socket.connect(port, host, () => settle(socket.address().address))
  })
}

function within<T>({ after }: Timer, wish: Promise<T>, otherwise: T): Promise<T> {
  return new Promise((resolve) => {
    const late = after(LIMIT_MS, () => resolve(otherwise))
    void wish.then((value) => {
      late()
      resolve(value)
    })
  })
}
