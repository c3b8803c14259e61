// The simulated NetSapiens platform with several lanes beside each other: its HTTP server and every core behind a proxy.
import { netsapiensSite } from '#contract/site-netsapiens.ts'
import { machineClock } from '#contract/time.ts'
import { createNetsapiensConnector } from '#main/pbx/netsapiens/connector.ts'
import { realRequest, realSocket } from '#main/pbx/netsapiens/io.ts'
import { callIdFor } from '../fakes/netsapiens/fake-backend.ts'
import { knowing, memorySecrets } from '../fakes/netsapiens/site.ts'
import { type Platform, startPlatform } from '../stage/netsapiens-floor.ts'
import { demoLine } from './demo-line.ts'
import {
  agentsOfLane,
  type DemoBasedLane,
  type DemoLaneParts,
  demoLeftovers,
  demoLevel,
  demoTalk,
  isOfLane,
  mostDemoLanes,
} from './demo-stage.ts'
import type { FaultFloor } from './floor.ts'
import { type FaultyWire, openHttpProxy } from './wire/http-proxy.ts'
import { createInjector } from './wire/injector.ts'
import { netsapiensNames } from './wire/netsapiens-names.ts'

export const netsapiensFaultFloor: FaultFloor = {
  name: 'netsapiens',
  journeys: (name) => name !== 'follow' && name !== 'transfer-by-caller', // this PBX has neither
  open: openNetsapiensLanes,
}

export async function openNetsapiensLanes(wanted: number) {
  const count = Math.min(wanted, mostDemoLanes)
  const devices = Array.from({ length: count }, (_, index) => `500${index + 1}wp`)
  const platform = await startPlatform(devices)
  const lanes = await Promise.all(devices.map((device, index) => openLane(platform, device, index)))
  return { lanes, pbx: platform.pbx, close: () => platform.pbx.close() }
}

async function openLane(platform: Platform, device: string, index: number): Promise<DemoBasedLane> {
  const { pbx, beside } = platform
  const { operator, ready } = pbx
  const injector = createInjector(() => performance.now())
  const user = beside.users.find(({ username }) => device.startsWith(username.split('@')[0] ?? '-'))
  const password = ready.lines.find(({ extension }) => extension === device)?.password ?? ''
  const account = {
    uri: `sip:${device}@${ready.domain}`,
    wsUrl: ready.sip,
    authUser: device,
    password,
    displayName: '',
    iceServers: [],
  }
  const phone = await demoLine(account, (hz, windowMs) => demoLevel(operator, `line:${device}`, hz, windowMs))
  const calls: DemoLaneParts['own'] = []
  const names = netsapiensNames(isOfLane(agentsOfLane(index), device.replace('wp', ''), calls))
  const behind = (url: string) => openHttpProxy(Number(new URL(url).port), injector, names)
  const openProxies = () => Promise.all([beside.server, ...beside.cores].map(behind))
  let proxies: readonly FaultyWire[] = await openProxies()
  let secrets = memorySecrets({ 'netsapiens.clientSecret': beside.clientSecret })
  const callIdOf = (id: string, agent: string) => callIdFor(id, agent, ready.domain)
  const stage = { operator, agents: agentsOfLane(index), callIdOf }
  return {
    name: device,
    injector,
    connector: () => {
      const [server = '', ...cores] = proxies.map(({ port }) => `http://127.0.0.1:${port}`)
      const signIn = { by: 'password', clientId: beside.clientId, username: user?.username }
      const site = {
        kind: 'netsapiens',
        server,
        cores,
        signIn,
        softphone: { wsUrl: beside.sip },
        whisperTo: 'anyone',
        ringSeconds: 8,
      }
      return createNetsapiensConnector(netsapiensSite.parse(site), {
        clock: machineClock(globalThis),
        random: Math.random,
        log: () => undefined,
        switchBy: () => 'api',
        secrets,
        request: realRequest,
        openSocket: realSocket,
        prompt: knowing(user?.password ?? ''),
      })
    },
    phone: phone.next,
    stage,
    line: device,
    own: calls,
    hangUpLine: phone.hangUp,
    call: async (which) => {
      const call = await demoTalk(stage, which)
      calls.push(call)
      return call
    },
    async kill() {
      for (const proxy of proxies) proxy.die()
      secrets = memorySecrets(Object.fromEntries(secrets.all)) // what has died writes nothing any more
      proxies = await openProxies()
    },
    leftovers: () => demoLeftovers(operator, calls),
    async clear() {
      for (const call of calls.splice(0)) await call.hangUp().catch(() => undefined)
      for (const proxy of proxies) await proxy.close()
      proxies = await openProxies()
    },
  }
}
