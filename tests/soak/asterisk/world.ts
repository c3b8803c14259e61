// A call centre for the soak: the real Asterisk in FreePBX's shapes, phones of every kind, and our connector behind a wire that can be cut.
import { createWriteStream, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { asteriskSite } from '#contract/site-asterisk.ts'
import { machineClock } from '#contract/time.ts'
import { createAsteriskConnector } from '#main/pbx/asterisk/connector.ts'
import { amiSecret } from '../../asterisk/asterisk-config.ts'
import { type AsteriskServer, startAsterisk } from '../../asterisk/asterisk-server.ts'
import { type Console, openConsole } from '../../asterisk/call-centre.ts'
import { type Cuttable, openCuttable } from '../../asterisk/cuttable.ts'
import { openPhone, type SipPhone } from '../../asterisk/sip-phone.ts'
import { type Cli, openCli } from './cli.ts'
import type { Site } from './expected.ts'

export type World = {
  readonly pbx: AsteriskServer
  readonly cli: Cli
  readonly wire: Cuttable
  readonly desk: Console
  readonly phones: ReadonlyMap<string, SipPhone>
  /** Every number outside: mobiles, customers who are called, agents at home. */
  readonly carrier: SipPhone
  /** What the connector had to mend by comparing. */
  readonly mended: readonly string[]
  site(): Site
  /** The user of the hot desk sits down at this device; the file says so, and a reload of the dialplan makes it so. */
  sitDown(device: string): void
  close(): Promise<void>
}

const more = ['1007', '1008', '1009', '1010', '1011', '991004', '2007', '2008']
/** Phones that answer, by endpoint. */
const endpoints = ['1001', '1002', '1003', '1004', '1005', '1006', ...more.slice(1)]
const hotDesk = '1007'

const fixed = {
  numbers: new Map([
    ['15551111', '15551111'],
    ['15552222', '15552222'],
  ]),
  mobiles: new Map([['15558888', { agent: '1008', way: 'Local/1008@from-queue' }]]),
  ways: new Map([
    ...['1001', '1002', '1003', '1012'].map((id): [string, string] => [`PJSIP/${id}`, id]),
    ...['1004', '1005', '1006', '1007', '1008', '1010', '1011'].map((id): [string, string] => [
      `Local/${id}@from-queue/n`,
      id,
    ]),
    ['Local/1009@agents/n', '1009'],
    ...['15551111', '15552222'].map((id): [string, string] => [`Local/${id}@home/n`, id]),
  ]),
}

const conf = (name: string): string => readFileSync(new URL(`../../asterisk/freepbx/${name}`, import.meta.url), 'utf8')

/** `record`: a file that gets all that AMI tells, as it comes. */
export async function openWorld(hearsReloads: boolean, record: string | null): Promise<World> {
  const pbx = await startAsterisk({
    webrtc: false,
    agents: more,
    amiTimestamps: record !== null,
    amiRead: `call,agent,reporting${hearsReloads ? ',system' : ''}`,
    files: { 'extensions.conf': conf('extensions.conf'), 'queues.conf': conf('queues.conf') },
  })
  const sipPort = pbx.ports.sip
  const carrier = await openPhone({ sipPort, user: 'carrier', hz: 0, registers: false, answers: false })
  pbx.rewrite('extensions.conf', (text) => text.replace('CARRIER=127.0.0.1:9', `CARRIER=${carrier.address}`))
  const cli = await openCli({ port: pbx.ports.ami, user: 'noisy', secret: amiSecret })
  if (record !== null) recordAmi(pbx.ports.ami, record)
  await cli.run('dialplan reload')
  await cli.run(`database put DEVICES ${hotDesk} PJSIP/2007`)
  await cli.run('database put DEVICES 1004 PJSIP/1004&PJSIP/991004')
  await cli.run('devstate change Custom:agent1009 NOT_INUSE')
  const phones = new Map<string, SipPhone>()
  for (const user of endpoints)
    phones.set(user, await openPhone({ sipPort, user, hz: 0, registers: true, answers: false }))
  const wire = await openCuttable(pbx.ports.ami)
  const mended: string[] = []
  const desk = openConnector(wire.port, mended)
  let device = '2007'
  return {
    pbx,
    cli,
    wire,
    desk,
    phones,
    carrier,
    mended,
    site: () => siteWith(device),
    sitDown(next) {
      pbx.rewrite('extensions.conf', (text) => text.replace(`PJSIP/${device}&Custom`, `PJSIP/${next}&Custom`))
      device = next
    },
    async close() {
      await desk.connector.close()
      cli.close()
      for (const phone of [carrier, ...phones.values()]) await phone.close()
      await wire.close()
      await pbx.stop()
    },
  }
}

function recordAmi(port: number, file: string): void {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => undefined)
  socket.write(`Action: Login\r\nUsername: console\r\nSecret: ${amiSecret}\r\n\r\n`)
  socket.pipe(createWriteStream(file))
}

function openConnector(port: number, mended: string[]): Console {
  const site = asteriskSite.parse({
    kind: 'asterisk',
    host: '127.0.0.1',
    ami: { port, user: 'console', secret: amiSecret },
    trunks: { endpoints: ['trunk'] },
  })
  const connector = createAsteriskConnector(site, 'soak', {
    clock: machineClock(globalThis),
    random: Math.random,
    switchBy: () => 'api',
    log: (_, text) => {
      if (text.includes('lists otherwise')) mended.push(`${new Date().toISOString().slice(11, 23)} ${text}`)
    },
  })
  return openConsole(connector)
}

const siteWith = (device: string): Site => ({
  agentOfPhone: new Map([
    ['991004', '1004'],
    [device, hotDesk],
  ]),
  agentOfNumber: fixed.numbers,
  mobiles: fixed.mobiles,
  agentOfWay: fixed.ways,
})
