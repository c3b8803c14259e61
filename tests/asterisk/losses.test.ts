// What is lost and comes back: sockets cut, the PBX restarted, the console killed; nothing stays behind and the next monitor works.
import { spawn } from 'node:child_process'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { modes } from '../../src-preload/contract/monitor.ts'
import { ariPassword } from './asterisk-config.ts'
import { type CallCentre, type Console, expectEars, openCallCentre, until } from './call-centre.ts'
import { type Cuttable, openCuttable } from './cuttable.ts'
import type { SipPhone } from './sip-phone.ts'

let centre: CallCentre
let ada: SipPhone
let supervisor: SipPhone
const proxies: Cuttable[] = []

beforeEach(async () => {
  centre = await openCallCentre()
  ada = await centre.agent('1001')
  supervisor = await centre.supervisor()
})
afterEach(async () => {
  for (const proxy of proxies.splice(0)) await proxy.close()
  await centre.close()
})

const proxied = async (port: number): Promise<Cuttable> => {
  const proxy = await openCuttable(port)
  proxies.push(proxy)
  return proxy
}
const phase = (desk: Console, wanted: string) => until(() => desk.status().phase === wanted, `status ${wanted}`, 8000)

describe.each(['ari', 'dialplan'] as const)('a console killed in the middle, by %s', (way) => {
  it.each(modes)('in %s: its next run leaves nothing on the PBX but the call', async (mode) => {
    const first = await centre.console({ way }, 'api', 'watcher')
    const call = await centre.call(first, ada)
    const order = { site: centre.site({ way }), owner: 'killed', target: call.target, mode }
    const args = ['--import', 'tsx', 'tests/asterisk/console-process.ts', JSON.stringify(order)]
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    await new Promise((resolve, reject) => {
      child.stdout.once('data', resolve)
      child.once('exit', () => reject(new Error('the console ended before it was killed')))
    })
    const line = await supervisor.nextCall()
    await expectEars(mode, { supervisor: line, agent: call.agent, caller: call.caller })
    child.removeAllListeners('exit')
    const killed = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await killed
    const again = await centre.console({ way }, 'api', 'killed')
    await line.ended
    await until(async () => (await centre.pbx.channels()).length === 2, 'only the call is left')
    expect(await centre.pbx.cli('bridge show all')).not.toContain('earshot')
    const ticket = await again.start(call.target)
    await expectEars('listen', { supervisor: await supervisor.nextCall(), agent: call.agent, caller: call.caller })
    await again.connector.endMonitor(ticket.id)
  })
})

it('keeps the monitor while AMI is cut, and catches up with what it missed', async () => {
  const proxy = await proxied(centre.pbx.ports.ami)
  const ami = { ...centre.site().ami, port: proxy.port }
  const desk = await centre.console({ ami })
  const call = await centre.call(desk, ada)
  const ticket = await desk.start(call.target)
  const line = await supervisor.nextCall()
  proxy.cut()
  await phase(desk, 'stale')
  await expectEars('listen', { supervisor: line, agent: call.agent, caller: call.caller })
  call.caller.hangUp()
  await call.agent.ended
  proxy.mend()
  await phase(desk, 'live')
  await until(() => desk.events.some((event) => event.kind === 'targetEnded'), 'the end of the call is told')
  expect(desk.floor().calls).toEqual({})
  const next = await centre.call(desk, ada)
  expect((await desk.connector.hop(ticket.id, next.target)).ok).toBe(true)
  await expectEars('listen', { supervisor: line, agent: next.agent, caller: next.caller })
})

it('puts the monitor back to listen when ARI was cut, and works on', async () => {
  const proxy = await proxied(centre.pbx.ports.http)
  const ari = { url: `http://127.0.0.1:${proxy.port}/ari`, user: 'console', password: ariPassword }
  const desk = await centre.console({ ari })
  const call = await centre.call(desk, ada)
  const ticket = await desk.start(call.target)
  const line = await supervisor.nextCall()
  const ears = { supervisor: line, agent: call.agent, caller: call.caller }
  await centre.mode(desk, ticket, line, 'join')
  await expectEars('join', ears)
  proxy.cut()
  await phase(desk, 'stale')
  expect(desk.events).toContainEqual({ kind: 'mode', ticketId: ticket.id, mode: 'listen', changeId: null })
  proxy.mend()
  await phase(desk, 'live')
  await expectEars('listen', ears)
  await centre.mode(desk, ticket, line, 'whisperAgent')
  await expectEars('whisperAgent', ears)
})

it.each(['ari', 'dialplan'] as const)(
  'says by %s that the PBX was lost when it restarts, and monitors again',
  async (way) => {
    const desk = await centre.console({ way })
    const call = await centre.call(desk, ada)
    const ticket = await desk.start(call.target)
    await centre.pbx.restart()
    const ended = await until(() => desk.events.find((event) => event.kind === 'ended'), 'the end is told', 10_000)
    expect(ended).toEqual({ kind: 'ended', ticketId: ticket.id, reason: 'pbxLost' })
    await phase(desk, 'live')
    expect(desk.floor().calls).toEqual({})
    for (const old of [call.caller, call.agent]) old.hangUp()
    const ben = await centre.agent('1002')
    const line = await centre.supervisor()
    const next = await centre.call(desk, ben)
    await desk.start(next.target)
    await expectEars('listen', { supervisor: await line.nextCall(), agent: next.agent, caller: next.caller })
  },
)

it('two consoles monitor the same call at once, each in its own mode', async () => {
  const second = await centre.supervisor('5002')
  const other = { uri: 'sip:5002@127.0.0.1', wsUrl: centre.pbx.wsUrl, authUser: '5002', password: 'pw-5002' }
  const [one, two] = [await centre.console({}, 'api', 'one'), await centre.console({ line: other }, 'api', 'two')]
  const call = await centre.call(one, ada)
  const [ticket] = [await one.start(call.target), await two.start(call.target)]
  const [line, quiet] = [await supervisor.nextCall(), await second.nextCall()]
  await centre.mode(one, ticket, line, 'whisperAgent')
  await expectEars('whisperAgent', { supervisor: line, agent: call.agent, caller: call.caller })
  await until(() => quiet.ear.level(440) > 4000 && quiet.ear.level(620) > 4000, 'the second hears the call')
  const shown = () => one.floor().calls[call.target.callId]?.monitors.map(({ supervisor: who }) => who)
  expect(shown()).toEqual(['5002'])
  await one.connector.endMonitor(ticket.id)
  expect(quiet.isUp()).toBe(true)
})

it('says that the line is not registered, and that nobody answered', async () => {
  const desk = await centre.console()
  const call = await centre.call(desk, ada)
  await supervisor.unregister()
  const order = { ticketId: 'ticket-unregistered', token: 'x'.repeat(32), follow: false, target: call.target }
  const refused = await desk.connector.startMonitor(order)
  expect(refused).toMatchObject({ ok: false, error: { code: 'lineNotRegistered' } })
  await until(async () => (await centre.pbx.channels()).length === 2, 'only the call is left')
})
