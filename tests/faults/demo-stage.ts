// Calls and ears on the demo PBX, as a lane needs them; the NetSapiens platform stands on it too.
import type { Target } from '#contract/monitor.ts'
import { demoEar } from '../stage/demo-floor.ts'
import type { Operator, Recording } from '../stage/operator.ts'
import { type Lane, type LaneCall, type Party, type Talk, voices } from './floor.ts'
import type { FaultyWire } from './wire/http-proxy.ts'

export type DemoStage = {
  readonly operator: Operator
  readonly agents: { readonly first: string; readonly second: string }
  /** How the console calls this call. */
  readonly callIdOf: (demoId: string, agent: string) => string
}

const fullVoice = 8000
const voiceDb = -12 // the demo floor's own tones

/** As the amplitudes of the other floors: a full voice is 8000. */
export async function demoLevel(operator: Operator, ear: string, hz: number, windowMs: number): Promise<number> {
  const levels = await demoEar(operator, ear)([hz], windowMs).catch((): Record<number, number> => ({}))
  return fullVoice * 10 ** (((levels[hz] ?? -120) - voiceDb) / 20)
}

export type DemoTalk = LaneCall & { readonly demoId: string }

/** What a lane has of the floor behind it. `own`: every call that is its, which it ends itself. */
export type DemoLaneParts = {
  readonly stage: DemoStage
  readonly line: string // as the demo PBX has it
  readonly own: Pick<DemoTalk, 'demoId' | 'hangUp'>[]
  hangUpLine(): void
}

export type DemoBasedLane = Lane & DemoLaneParts

export const mostDemoLanes = 6
const extension = (number: number): string => `10${String(number).padStart(2, '0')}`
/** Two agents a lane. */
export const agentsOfLane = (lane: number): DemoStage['agents'] => ({
  first: extension(2 * lane + 1),
  second: extension(2 * lane + 2),
})

/** Whether a message of the PBX is about the agents, the line or a call of this lane: the floor is every lane's. */
export const isOfLane = (
  { first, second }: DemoStage['agents'],
  line: string,
  calls: readonly Pick<DemoTalk, 'demoId'>[],
) => {
  const phones = new RegExp(`\\b(${first}|${second}|${line})(wp)?\\b`) // wp: a softphone of NetSapiens
  return (text: string): boolean => phones.test(text) || calls.some(({ demoId }) => text.includes(demoId))
}

/** The PBX tells who listens beside each call; its own count would be that of all lanes. */
export async function demoLeftovers(
  operator: Operator,
  calls: readonly Pick<DemoTalk, 'demoId'>[],
): Promise<readonly string[]> {
  const now = await operator.request<{ calls: { id: string; monitors: object[] }[] }>('feed.subscribe')
  const ours = new Set(calls.map(({ demoId }) => demoId))
  return now.calls.filter(({ id, monitors }) => ours.has(id) && monitors.length > 0).map((call) => JSON.stringify(call))
}

export async function demoTalk(stage: DemoStage, which: keyof typeof voices): Promise<DemoTalk> {
  const { operator, agents } = stage
  const [agent, tones] = [agents[which], voices[which]]
  const order = { agent, onNet: false, agentHz: tones.agent, callerHz: tones.caller }
  const { call: id } = await operator.request<{ call: string }>('scenario.call', order)
  const target: Target = { callId: stage.callIdOf(id, agent), agentId: agent }
  const own = party(operator, `agent:${agent}`, `the agent ${agent}`, tones.agent)
  const caller = party(operator, `caller:${id}`, `the caller of ${agent}`, tones.caller)
  return {
    demoId: id,
    target,
    agent: own,
    caller,
    hangUp: async () => {
      // The PBX records so many ears at most.
      for (const one of [own, caller]) await one.gaps().catch(() => undefined)
      await operator.request('scenario.end', { call: id })
    },
    transfer: async (): Promise<Talk> => {
      await operator.request('scenario.transfer', { call: id, to: agents.second, attended: false })
      return {
        target: { callId: stage.callIdOf(id, agents.second), agentId: agents.second },
        // The voices belong to the call, whoever takes it over.
        agent: party(operator, `agent:${agents.second}`, `the agent ${agents.second}`, tones.agent),
        caller,
      }
    },
  }
}

function party(operator: Operator, ear: string, name: string, hz: number): Party {
  let gap = 0
  let isMarked = false
  return {
    name,
    hz,
    level: (tone, windowMs) => demoLevel(operator, ear, tone, windowMs),
    mark: () => {
      isMarked = true
      void operator.request('ear.record', { ear })
    },
    gaps: async () => {
      if (isMarked) gap = (await operator.request<Recording>('ear.stop', { ear })).longestGapFrames
      isMarked = false
      return { longest: gap, dropped: null }
    },
  }
}

type DemoLane = Pick<Lane, 'call' | 'kill' | 'leftovers' | 'clear'> & { readonly port: () => number }

/** What a lane does by itself, `calls` being its own; `port`: of the proxy that stands now. */
export async function demoLaneOf(
  stage: DemoStage,
  calls: DemoLaneParts['own'],
  openProxy: () => Promise<FaultyWire>,
): Promise<DemoLane> {
  let proxy = await openProxy()
  return {
    port: () => proxy.port,
    call: async (which) => {
      const call = await demoTalk(stage, which)
      calls.push(call)
      return call
    },
    async kill() {
      proxy.die()
      proxy = await openProxy()
    },
    leftovers: () => demoLeftovers(stage.operator, calls),
    async clear() {
      for (const call of calls.splice(0)) await call.hangUp().catch(() => undefined)
      await proxy.close()
      proxy = await openProxy()
    },
  }
}
