// The simulated FreeSWITCH with several lanes beside each other: each console of them behind an Event Socket proxy of its own.
import type { LineAccount } from '#contract/line-account.ts'
import type { SwitchWay } from '#contract/monitor.ts'
import { machineClock } from '#contract/time.ts'
import { createFreeswitchConnector } from '#main/pbx/freeswitch/connector.ts'
import { agentLeg, callerLeg } from '../simulators/freeswitch/mirror.ts'
import { type DemoPbx, startDemoPbx } from '../stage/demo-floor.ts'
import { freeswitchOf, freeswitchSiteOf, withFreeswitch } from '../stage/freeswitch-floor.ts'
import { demoLine } from './demo-line.ts'
import {
  agentsOfLane,
  type DemoBasedLane,
  type DemoLaneParts,
  type DemoTalk,
  demoLaneOf,
  demoLevel,
  mostDemoLanes,
} from './demo-stage.ts'
import type { FaultFloor } from './floor.ts'
import { openEslProxy } from './wire/esl-proxy.ts'
import { createInjector } from './wire/injector.ts'

/** `way`: by which a mode is switched; by the line, its digits take their own path, and what comes of them is told by the Event Socket. */
export const freeswitchFaultFloorBy = (way: SwitchWay): FaultFloor => ({
  name: way === 'api' ? 'freeswitch' : `freeswitch-${way}`,
  // On this floor the other party of a call is outside and hands nothing over.
  journeys: (name) => name !== 'transfer-by-caller',
  open: (wanted) => openFreeswitchLanes(wanted, way),
})

export async function openFreeswitchLanes(wanted: number, way: SwitchWay = 'api') {
  const count = Math.min(wanted, mostDemoLanes)
  const lines = Array.from({ length: count }, (_, index) => `500${index + 1}`)
  const pbx = await startDemoPbx({ program: 'with faults', lines, more: withFreeswitch })
  const lanes = await Promise.all(lines.map((line, index) => openLane(pbx, { line, index, way })))
  return { lanes, pbx, close: () => pbx.close() }
}

export const freeswitchFaultFloor = freeswitchFaultFloorBy('api')

type LaneOrder = { readonly line: string; readonly index: number; readonly way: SwitchWay }

async function openLane(pbx: DemoPbx, { line, index, way }: LaneOrder): Promise<DemoBasedLane> {
  const { operator, ready } = pbx
  const { port, sip, domain } = freeswitchOf(ready)
  const injector = createInjector(() => performance.now())
  const account: LineAccount = {
    uri: `sip:${line}@${domain}`,
    wsUrl: sip,
    authUser: line,
    password: ready.lines.find(({ extension }) => extension === line)?.password ?? '',
    displayName: '',
    iceServers: [],
  }
  const phone = await demoLine(account, (hz, windowMs) => demoLevel(operator, `line:${line}`, hz, windowMs))
  const calls: DemoLaneParts['own'] = []
  const stage = { operator, agents: agentsOfLane(index), callIdOf: callerLeg }
  const isOurs = eventsOfLane([...Object.values(stage.agents), line], domain, calls)
  const openProxy = () => openEslProxy(port, injector, isOurs)
  const { port: portNow, ...lane } = await demoLaneOf(stage, calls, openProxy)
  return {
    name: line,
    injector,
    connector: () =>
      createFreeswitchConnector(freeswitchSiteOf(pbx, { line, port: portNow(), way }), `lane-${index}`, {
        clock: machineClock(globalThis),
        random: Math.random,
        log: (level, text) => void (process.env.EARSHOT_TEST_LOG && console.log(line, level, text)),
        switchBy: () => way,
      }),
    phone: phone.next,
    stage,
    line,
    own: calls,
    hangUpLine: phone.hangUp,
    ...lane,
  }
}

/** The floor is every lane's: whether an event is about the phones or a call of this one. */
function eventsOfLane(phones: readonly string[], domain: string, calls: readonly Pick<DemoTalk, 'demoId'>[]) {
  const addresses = new Set(phones.flatMap((phone) => [phone, `${phone}@${domain}`, `${phone}@default`]))
  const isLeg = (id: string | undefined) =>
    id !== undefined &&
    calls.some(({ demoId }) => id === callerLeg(demoId) || phones.some((agent) => id === agentLeg(demoId, agent)))
  return (event: Readonly<Record<string, string>>): boolean =>
    addresses.has(event['Channel-Presence-ID'] ?? '') ||
    addresses.has(event['CC-Agent'] ?? '') ||
    addresses.has(event.username ?? '') ||
    isLeg(event['Unique-ID'])
}
