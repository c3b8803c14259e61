// What is lost and comes back: sockets cut, the PBX restarted, the console killed; nothing stays behind and the next monitor works.

import { spawn } from 'node:child_process'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { modes } from '#contract/monitor.ts'
import { machineClock } from '#contract/time.ts'
import { openAmi } from '#main/pbx/asterisk/wire/ami-client.ts'
import { ariPassword, phonePassword } from './asterisk-config.ts'
import { type CallCentre, type Console, expectEars, openCallCentre, until } from './call-centre.ts'
import { type Cuttable, openCuttable } from './cuttable.ts'
import { agentHz, type SipPhone } from './sip-phone.ts'

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

/** A console in a process of its own, with this mode in force; `kill` resolves when the process is gone. */
async function killedIn(order: object): Promise<{ kill(): Promise<void> }> {
  const args = ['--import', 'tsx', 'tests/asterisk/console-process.ts', JSON.stringify(order)]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise((resolve, reject) => {
    child.stdout.once('data', resolve)
    child.once('exit', () => reject(new Error('the console ended before it was killed')))
  })
  child.removeAllListeners('exit')
  return {
    kill: async () => {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGKILL')
      await gone
    },
  }
}

/** Reads or sets a dialplan function of a channel, as an administrator with every right. */
async function channelFunction(channel: string, name: string, value?: string): Promise<string> {
  const ami = { ...centre.site().ami, user: 'noisy' }
  const opened = await openAmi({ ...centre.site(), ami }, machineClock(globalThis), {
    events: () => undefined,
    closed: () => undefined,
  })
  if (!opened.ok) throw new Error(opened.error.detail)
  const rows = [
    ['Channel', channel],
    ['Variable', name],
    ...(value === undefined ? [] : [['Value', value] as const]),
  ] as const
  const done = await opened.value.action(value === undefined ? 'Getvar' : 'Setvar', rows)
  opened.value.close()
  if (!done.ok) throw new Error(done.error.detail)
  return done.value.head.Value ?? ''
}

describe.each(['ari', 'dialplan'] as const)('a console killed in the middle, by %s', (way) => {
  it.each(modes)('in %s: its next run leaves nothing on the PBX but the call', async (mode) => {
    const first = await centre.console({ way }, 'api', 'watcher')
    const call = await centre.call(first, ada)
    const child = await killedIn({ site: centre.site({ way }), owner: 'killed', target: call.target, mode })
    const line = await supervisor.nextCall()
    await expectEars(mode, { supervisor: line, agent: call.agent, caller: call.caller })
    await child.kill()
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
  expect(desk.events.at(-1)).toMatchObject({ kind: 'unsure', ticketId: ticket.id, modes: ['join'] })
  proxy.mend()
  await phase(desk, 'live')
  await until(() => desk.events.at(-1)?.kind === 'mode', 'it is known again')
  expect(desk.events.at(-1)).toEqual({ kind: 'mode', ticketId: ticket.id, mode: 'listen', changeId: null })
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
    // ARI answers a moment after AMI does; until then Listen is refused, and says so.
    const canMonitor = () => {
      const now = desk.status()
      return now.phase === 'live' && now.cause?.code !== 'noWayToMonitor'
    }
    await until(canMonitor, 'calls can be monitored again', 10_000)
    expect(desk.floor().calls).toEqual({})
    for (const old of [call.caller, call.agent]) old.hangUp()
    await supervisor.unregister() // else the phone of before answers first, now and then
    const ben = await centre.agent('1002')
    const line = await centre.supervisor()
    const next = await centre.call(desk, ben)
    await desk.start(next.target)
    await expectEars('listen', { supervisor: await line.nextCall(), agent: next.agent, caller: next.caller })
  },
)

it.each(['ari', 'dialplan'] as const)(
  'without its console the PBX clears a monitor away by itself, by %s, and the call never notices',
  async (way) => {
    const watcher = await centre.console({ way }, 'api', 'watcher')
    const call = await centre.call(watcher, ada)
    const child = await killedIn({ site: centre.site({ way }), owner: 'dead', target: call.target, mode: 'join' })
    const line = await supervisor.nextCall()
    await expectEars('join', { supervisor: line, agent: call.agent, caller: call.caller })
    await child.kill()
    call.caller.ear.mark(agentHz)
    const ours = (await centre.pbx.channels()).filter((name) => /^(PJSIP\/5001|Snoop)/.test(name))
    expect(ours).toHaveLength(way === 'ari' ? 2 : 1)
    for (const name of ours) {
      const left = Number(await channelFunction(name, 'TIMEOUT(absolute)'))
      expect(left).toBeGreaterThan(60)
      expect(left).toBeLessThanOrEqual(120)
      await channelFunction(name, 'TIMEOUT(absolute)', '1')
    }
    await line.ended
    await until(async () => (await centre.pbx.channels()).length === 2, 'only the call is left')
    await expect.poll(() => call.agent.ear.level(1000)).toBeLessThan(40)
    expect(call.caller.ear.sinceMark().longestGap).toBe(0)
  },
)

it('takes the dialplan while ARI is away and no monitor waits for it, and ARI again afterwards', async () => {
  const proxy = await proxied(centre.pbx.ports.http)
  const desk = await centre.console({ ari: { ...centre.site().ari, url: `http://127.0.0.1:${proxy.port}/ari` } })
  const how = () => (desk.status() as { how?: string }).how ?? ''
  const call = await centre.call(desk, ada)
  const first = await desk.start(call.target)
  await supervisor.nextCall()
  proxy.cut()
  await phase(desk, 'stale')
  await desk.connector.endMonitor(first.id)
  await until(() => /dialplan context earshot-monitor, because ARI/.test(how()), 'the dialplan is taken, and why')
  await until(async () => (await centre.pbx.channels()).length === 2, 'nothing of the monitor is left')
  const second = await desk.start(call.target)
  const line = await supervisor.nextCall()
  await centre.mode(desk, second, line, 'whisperAgent')
  proxy.mend()
  await expectEars('whisperAgent', { supervisor: line, agent: call.agent, caller: call.caller })
  await desk.connector.endMonitor(second.id)
  await until(() => how() === 'Monitoring through ARI', 'ARI is taken again', 8000)
  await desk.start(call.target)
  await expectEars('listen', { supervisor: await supervisor.nextCall(), agent: call.agent, caller: call.caller })
  expect(await centre.pbx.cli('bridge show all')).toContain('stasis')
})

describe('two consoles at once', () => {
  const lineOf = (user: string) => ({
    uri: `sip:${user}@127.0.0.1`,
    wsUrl: centre.pbx.wsUrl,
    authUser: user,
    password: phonePassword(user),
  })

  it.each(['ari', 'dialplan'] as const)('monitor the same call by %s, each in its own mode', async (way) => {
    const second = await centre.supervisor('5002')
    const one = await centre.console({ way }, 'api', 'one')
    const two = await centre.console({ way, line: lineOf('5002') }, 'api', 'two')
    const call = await centre.call(one, ada)
    // Each console hears of the call, and of the other's monitor, by a connection of its own.
    await until(() => two.floor().calls[call.target.callId]?.state === 'talking', 'the second sees the call')
    const [ticket] = [await one.start(call.target), await two.start(call.target)]
    const [line, quiet] = [await supervisor.nextCall(), await second.nextCall()]
    await centre.mode(one, ticket, line, 'whisperAgent')
    await expectEars('whisperAgent', { supervisor: line, agent: call.agent, caller: call.caller })
    await until(() => quiet.ear.level(440) > 4000 && quiet.ear.level(620) > 4000, 'the second hears the call')
    const shown = () => one.floor().calls[call.target.callId]?.monitors
    const listens = JSON.stringify([{ supervisor: '5002', mode: 'listen' }])
    await until(() => JSON.stringify(shown()) === listens, 'the first sees that the second listens')
    await one.connector.endMonitor(ticket.id)
    expect(quiet.isUp()).toBe(true)
    expect(two.events.filter(({ kind }) => kind !== 'attached')).toEqual([])
  })

  it.each(['ari', 'dialplan'] as const)('monitor different calls by %s, and neither hears the other', async (way) => {
    const second = await centre.supervisor('5002')
    const one = await centre.console({ way }, 'api', 'one')
    const two = await centre.console({ way, line: lineOf('5002') }, 'api', 'two')
    const first = await centre.call(one, ada)
    const other = await centre.call(two, await centre.agent('1002'))
    const [mine, theirs] = [await one.start(first.target), await two.start(other.target)]
    const [line, lineTwo] = [await supervisor.nextCall(), await second.nextCall()]
    await Promise.all([
      centre.mode(one, mine, line, 'whisperAgent'),
      centre.mode(two, theirs, lineTwo, 'whisperCaller'),
    ])
    await expectEars('whisperAgent', { supervisor: line, agent: first.agent, caller: first.caller })
    await expectEars('whisperCaller', { supervisor: lineTwo, agent: other.agent, caller: other.caller })
    await two.connector.endMonitor(theirs.id)
    await expectEars('whisperAgent', { supervisor: line, agent: first.agent, caller: first.caller })
  })
})

it('sets the mode outright when the digit that should do it never arrives', async () => {
  const desk = await centre.console({ way: 'dialplan' }, 'info')
  const call = await centre.call(desk, ada)
  const ticket = await desk.start(call.target)
  const line = await supervisor.nextCall()
  expect(await desk.connector.setMode(ticket.id, 'join', 7)).toMatchObject({ ok: true, value: { kind: 'sendDigits' } })
  await until(() => desk.events.some((event) => event.kind === 'mode' && event.changeId === 7), 'join is in force')
  await expectEars('join', { supervisor: line, agent: call.agent, caller: call.caller })
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
