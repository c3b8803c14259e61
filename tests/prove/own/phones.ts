// The call of the proof: two plain SIP phones (UDP, PCMU) on the customer's own PBX, and nobody else.
import { createSocket } from 'node:dgram'
import type { Dialog } from '../../asterisk/sip-dialog.ts'
import { agentHz, callerHz, openPhone, type SipPhone } from '../../asterisk/sip-phone.ts'
import { header, uriOf } from '../../asterisk/sip-text.ts'
import { watchForeign } from './foreign-tone.ts'
import type { Extension, OwnPlan } from './plan.ts'

export type OwnCall = {
  readonly agent: Dialog
  readonly caller: Dialog
  foreign(): Readonly<Record<'agent' | 'caller', readonly number[]>>
  isDirect(): boolean
  close(): Promise<void>
}

export async function openOwnCall(plan: OwnPlan): Promise<OwnCall> {
  const own = await addressTowards(plan.sip)
  const open: SipPhone[] = []
  const phone = async ({ user, password }: Extension, hz: number): Promise<SipPhone> => {
    const { host, port } = plan.sip
    const opened = openPhone({
      sipPort: port,
      host,
      own,
      user,
      password,
      hz,
      registers: true,
      answers: false,
      alone: true,
    })
    const made = await within(
      opened,
      `${user} gets no answer from ${host}:${port} over UDP: name the right place by --sip HOST:PORT`,
    )
    open.push(made)
    return made
  }
  const close = async () => {
    for (const one of open) await one.close()
  }
  try {
    return { ...(await connected(await phone(plan.agent, agentHz), await phone(plan.caller, callerHz), plan)), close }
  } catch (cause) {
    await close()
    throw cause
  }
}

async function connected(agentPhone: SipPhone, callerPhone: SipPhone, plan: OwnPlan): Promise<Omit<OwnCall, 'close'>> {
  const caller = await callerPhone.dial(plan.dial)
  try {
    const silent = `${plan.agent.user} does not ring when ${plan.caller.user} dials ${plan.dial}: see the context of ${plan.caller.user}, or name what is to be dialled by --dial`
    const agent = await within(Promise.race([agentPhone.nextCall(), refusalOf(caller, plan)]), silent)
    answerOnly(agent, plan.caller.user)
    await within(caller.answered, `the PBX does not connect ${plan.caller.user} with ${plan.agent.user}`)
    return talking(agent, caller)
  } catch (cause) {
    // Also while it only rings: a proof that fails leaves no call behind.
    caller.hangUp()
    throw cause
  }
}

async function refusalOf(caller: Dialog, { dial, caller: { user } }: OwnPlan): Promise<never> {
  await caller.ended
  throw new Error(`the PBX refuses the call from ${user} to ${dial}: ${caller.refusal() || 'it hung up'}`)
}

/** Whoever else calls this extension meanwhile gets no tone. */
function answerOnly(call: Dialog, user: string): void {
  const from = call.invite ? uriOf(header(call.invite, 'from')) : ''
  const number = /^sips?:([^@;]+)/.exec(from)?.[1] ?? ''
  const isOurs = number.endsWith(user) || (number !== '' && user.endsWith(number))
  if (isOurs) call.answer()
  else call.hangUp()
  if (!isOurs)
    throw new Error(
      `somebody else (${number}) called the agent’s extension and got "busy"; the caller ID of ${user} has to end in ${user}`,
    )
}

function talking(agent: Dialog, caller: Dialog): Omit<OwnCall, 'close'> {
  const [atAgent, atCaller] = [watchForeign(agent.ear), watchForeign(caller.ear)]
  return {
    agent,
    caller,
    foreign: () => ({ agent: atAgent(), caller: atCaller() }),
    isDirect: () => agent.ear.sources.has(caller.media) || caller.ear.sources.has(agent.media),
  }
}

/** The address of this machine by which it reaches the PBX. */
function addressTowards({ host, port }: OwnPlan['sip']): Promise<string> {
  const socket = createSocket('udp4')
  return new Promise((resolve, reject) => {
    socket.once('error', reject)
    socket.connect(port, host, () => {
      resolve(socket.address().address)
      socket.close()
    })
  })
}

const LIMIT_MS = 8000

function within<T>(wish: Promise<T>, otherwise: string, ms = LIMIT_MS): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${otherwise}.`)), ms)
  })
  return Promise.race([wish, late]).finally(() => clearTimeout(timer))
}
