// The real Asterisk as the contract suite wants a PBX: WebRTC phones for the lines, SIP phones for the calls, connections to cut.

import { createServer } from 'node:http'
import { applyPatch, emptyFloor } from '#contract/floor.ts'
import type { Target } from '#contract/monitor.ts'
import { machineClock } from '#contract/time.ts'
import { createAsteriskConnector } from '#main/pbx/asterisk/connector.ts'
import type { Connector } from '#main/pbx/connector.ts'
import type { ConnectorOrder, ContractHarness } from '../contract/harness.ts'
import { sipPhone } from '../fakes/sip-phone.ts'
import { phonePassword } from './asterisk-config.ts'
import { type CallCentre, type Console, openCallCentre, supervisorHz, until } from './call-centre.ts'
import { type Cuttable, openCuttable } from './cuttable.ts'
import type { Dialog } from './sip-dialog.ts'
import type { SipPhone } from './sip-phone.ts'

const extensions = { first: '1001', second: '1002' } as const
const lines = { first: '5001', second: '5002' } as const

type Call = { readonly caller: Dialog; agent: Dialog }
type Watcher = { readonly isLive: () => boolean; readonly talks: (callId: string) => boolean }

// The consoles hear of a call one after the other: the stage is set once all have.
function watching(connector: Connector): Watcher {
  let floor = emptyFloor
  let phase = 'connecting'
  connector.onFloor((message) => {
    floor = message.kind === 'whole' ? message.floor : applyPatch(floor, message.patch)
  })
  connector.onStatus((status) => {
    phase = status.phase
  })
  return { isLive: () => phase === 'live', talks: (callId) => floor.calls[callId]?.state === 'talking' }
}

export type ContractStage = {
  /** A harness for one test; its `close` leaves the PBX standing, without a call on it. */
  harness(way: 'ari' | 'dialplan'): Promise<ContractHarness>
  close(): Promise<void>
}

/** One Asterisk for a whole test file: its start is most of what a test would take. */
export async function openContractStage(): Promise<ContractStage> {
  const centre = await openCallCentre({ webrtc: true })
  const watch = await centre.console({ line: null }, 'api', 'stage')
  const agents = new Map<string, SipPhone>()
  const noise = createServer((_request, response) => response.end('Hello, this is a coffee machine.'))
  await new Promise<void>((ready) => noise.listen(0, '127.0.0.1', ready))
  const noisePort = (noise.address() as { port: number }).port
  return {
    harness: (way) => harnessOf({ centre, watch, phones: agents, noisePort, way }),
    close: async () => {
      noise.close()
      await centre.close()
    },
  }
}

type Stage = {
  readonly centre: CallCentre
  readonly watch: Console
  readonly phones: Map<string, SipPhone>
  readonly noisePort: number
  readonly way: 'ari' | 'dialplan'
}

async function harnessOf({ centre, watch, phones, noisePort, way }: Stage): Promise<ContractHarness> {
  const { pbx } = centre
  const closing: (() => Promise<unknown>)[] = []
  const proxies: Cuttable[] = [await openCuttable(pbx.ports.ami), await openCuttable(pbx.ports.http)]
  const mouths = new Map<Connector, readonly Cuttable[]>()
  const watchers: Watcher[] = []
  const calls = new Map<string, Call>()

  const lineOf = (line: 'first' | 'second') => ({
    uri: `sip:${lines[line]}@127.0.0.1`,
    wsUrl: pbx.wsUrl,
    authUser: lines[line],
    password: phonePassword(lines[line]),
  })

  // Proxies of their own for each console: one may crash, or be cut, while the other goes on.
  const connector = ({ owner = 'console-contract', line = 'first', way: by, trouble }: ConnectorOrder = {}) => {
    const used = owner === 'console-beside' ? [] : proxies
    const [ami, http] = used
    const ports = { wrongSecret: ami?.port, unreachable: 1, garbage: noisePort }
    const port = (trouble ? ports[trouble] : ami?.port) ?? pbx.ports.ami
    const site = centre.site({
      way,
      ami: { port, user: 'console', secret: trouble === 'wrongSecret' ? 'wrong' : centre.site().ami.secret },
      ari: { ...centre.site().ari, url: `http://127.0.0.1:${http?.port ?? pbx.ports.http}/ari` },
      line: lineOf(line),
    })
    const parts = {
      clock: machineClock(globalThis),
      random: Math.random,
      log: () => undefined,
      switchBy: () => by ?? ('api' as const),
    }
    const made = createAsteriskConnector(site, owner, parts)
    mouths.set(made, used)
    watchers.push(watching(made))
    closing.push(() => made.close())
    return made
  }

  const agentPhone = async (extension: string): Promise<SipPhone> => {
    const phone = phones.get(extension) ?? (await centre.agent(extension))
    phones.set(extension, phone)
    return phone
  }

  const callOf = ({ callId }: Target): Call => {
    const call = calls.get(callId)
    if (!call) throw new Error(`no call ${callId}`)
    return call
  }

  return {
    connector,
    keepsOverCut: true,
    async phone(line) {
      const phone = await sipPhone({ ...lineOf(line), displayName: '', iceServers: [] })
      closing.push(() => phone.close())
      return phone
    },
    async call(agent) {
      const { target, ...ends } = await centre.call(watch, await agentPhone(extensions[agent]))
      calls.set(target.callId, ends)
      await until(
        () => watchers.every((one) => !one.isLive() || one.talks(target.callId)),
        'every console sees the call',
      )
      return target
    },
    async endCall(target) {
      const call = callOf(target)
      call.caller.hangUp()
      await call.agent.ended
      await until(
        () => watchers.every((one) => !one.isLive() || !one.talks(target.callId)),
        'every console sees its end',
      )
    },
    hold: (target, on) => callOf(target).agent.hold(on),
    async transfer(target) {
      const next = await agentPhone(extensions.second)
      await callOf(target).agent.blindTransfer(extensions.second)
      callOf(target).agent = await next.nextCall()
    },
    async hearsPhone(side, target) {
      const { ear } = callOf(target)[side]
      let fresh = 0
      const stop = ear.onFrame(() => fresh++)
      await until(() => fresh >= 10, `${side} hears something`)
      stop()
      return ear.level(supervisorHz) > 1000
    },
    async cutFeed() {
      for (const proxy of proxies) {
        proxy.cut()
        setTimeout(() => proxy.mend(), 300)
      }
    },
    stallFeed(on) {
      for (const proxy of proxies) {
        if (on) proxy.hold()
        else proxy.release()
      }
    },
    async restart() {
      await pbx.restart()
      for (const phone of phones.values()) for (const call of phone.calls()) call.hangUp()
      for (const { caller } of calls.values()) caller.hangUp()
      phones.clear()
      await until(
        () => watch.status().phase === 'live' && Object.keys(watch.floor().calls).length === 0,
        'the PBX is back',
        9000,
      )
    },
    monitorsLeft: async () => (await pbx.channels()).filter((name) => /^PJSIP\/500/.test(name)).length,
    async crash(of) {
      watchers.length = 0
      for (const proxy of mouths.get(of) ?? []) {
        proxy.cut()
        await new Promise((resolve) => setImmediate(resolve))
        proxies[proxies.indexOf(proxy)] = await openCuttable(
          proxy === mouths.get(of)?.[0] ? pbx.ports.ami : pbx.ports.http,
        )
      }
    },
    async close() {
      for (const close of closing.reverse()) await close()
      for (const proxy of proxies) await proxy.close()
      for (const { caller, agent } of calls.values()) for (const end of [caller, agent]) end.hangUp()
      await until(async () => (await pbx.channels()).length === 0, 'the PBX is free for the next test')
      await until(() => Object.keys(watch.floor().calls).length === 0, 'and the floor is empty')
    },
  }
}
