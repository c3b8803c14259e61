// The soak on the demo PBX, and on the NetSapiens platform that stands before it: their own traffic, orders by chance, and a cut wire.
import { netsapiensSite } from '#contract/site-netsapiens.ts'
import { machineClock } from '#contract/time.ts'
import type { Connector } from '#main/pbx/connector.ts'
import { createDemoConnector } from '#main/pbx/demo/connector.ts'
import { runningDemo } from '#main/pbx/demo/process.ts'
import { createNetsapiensConnector } from '#main/pbx/netsapiens/connector.ts'
import { realRequest, realSocket } from '#main/pbx/netsapiens/io.ts'
import { openConsole } from '../../asterisk/call-centre.ts'
import { knowing, memorySecrets } from '../../fakes/netsapiens/site.ts'
import { type DemoPbx, startDemoPbx } from '../../stage/demo-floor.ts'
import { misbehave, type Platform, startPlatform } from '../../stage/netsapiens-floor.ts'
import { type Chance, chanceFrom } from '../../unit/model/chance.ts'
import type { Soak, SoakOptions } from '../soak-run.ts'
import { differences, type Listed, type Shows } from './compare.ts'

const SPEED = 6

export async function soakDemo({ seed }: SoakOptions): Promise<Soak> {
  const pbx = await startDemoPbx({ program: 'with faults', speed: SPEED, seed })
  const source = runningDemo(
    { ...pbx.ready, ready: true, lines: [...pbx.ready.lines] },
    { name: 'Sam', extension: '5001' },
  )
  const connector = createDemoConnector({ ...plainParts(), owner: 'soak', supervisor: 'Sam', source })
  const cut = () => pbx.operator.request('fault.cut', { what: 'control', owner: 'soak' })
  return soakOn({ pbx, connector, chance: chanceFrom(seed), cut, shows: 'everything' })
}

export async function soakNetsapiens({ seed }: SoakOptions): Promise<Soak> {
  const platform = await startPlatform(['5001wp'], ['--speed', String(SPEED), '--seed', String(seed)])
  const cut = () => misbehave(platform, { dropSockets: true })
  const { pbx } = platform
  return soakOn({ pbx, connector: netsapiens(platform), chance: chanceFrom(seed), cut, shows: 'calls and waiting' })
}

const plainParts = () => ({
  clock: machineClock(globalThis),
  random: Math.random,
  log: () => undefined,
  switchBy: () => 'api' as const,
})

function netsapiens({ beside }: Platform): Connector {
  const { server, cores, sip, clientId, clientSecret, users } = beside
  const [user] = users
  const site = netsapiensSite.parse({
    kind: 'netsapiens',
    server,
    cores,
    softphone: { wsUrl: sip },
    signIn: { by: 'password', clientId, username: user?.username },
  })
  return createNetsapiensConnector(site, {
    ...plainParts(),
    secrets: memorySecrets({ 'netsapiens.clientSecret': clientSecret }),
    request: realRequest,
    openSocket: realSocket,
    prompt: knowing(user?.password ?? ''),
  })
}

type Parts = {
  readonly pbx: DemoPbx
  readonly connector: Connector
  readonly chance: Chance
  readonly cut: () => Promise<unknown>
  readonly shows: Shows
}

function soakOn({ pbx, connector, chance, cut, shows }: Parts): Soak {
  const desk = openConsole(connector)
  const ask = <T>(method: string, params: object = {}) => pbx.operator.request<T>(method, params)
  let orders = 0
  let most = 0
  const order = async (calls: Listed['calls']): Promise<void> => {
    const up = calls.filter(({ state }) => state === 'up')
    if (up.length === 0 || !chance.happens(0.4)) return
    const call = chance.pick(up).id
    orders++
    if (chance.happens(0.1)) await cut()
    else if (chance.happens(0.4))
      await ask('scenario.transfer', {
        call,
        to: chance.pick(['1001', '1002', '1003', '1005']),
        attended: chance.happens(0.5),
      })
    else if (chance.happens(0.5)) await ask('scenario.hold', { call, on: chance.happens(0.7) })
    else await ask('scenario.end', { call })
  }
  let isCalm = false
  return {
    async look() {
      const before = desk.statuses().length
      const listed = await ask<Listed>('feed.subscribe')
      most = Math.max(most, listed.calls.length)
      // An order may come too late for a call that has just ended; then it is refused.
      if (!isCalm) await order(listed.calls).catch(() => undefined)
      const isLive = desk.status().phase === 'live' && desk.statuses().length === before
      return isLive ? differences(listed, desk.floor(), shows) : null
    },
    async calm() {
      isCalm = true
      await ask('scenario.traffic', { on: false })
    },
    tell: () => [
      `${orders} orders, at most ${most} calls at once, ${desk.statuses().length} changes of the connection`,
    ],
    async close() {
      await connector.close()
      await pbx.close()
    },
  }
}
