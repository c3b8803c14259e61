// The simulated FreeSWITCH as a stage: the demo PBX's floor and ears behind it, the console's own connector before it.
import { connect } from 'node:net'
import type { SwitchWay } from '#contract/monitor.ts'
import { type FreeswitchSite, freeswitchSite } from '#contract/settings.ts'
import type { FreeswitchReady } from '../simulators/freeswitch/beside.ts'
import { type DemoPbx, demoCall, demoSiteFile, startDemoPbx } from './demo-floor.ts'
import type { ProofFloor, Trouble } from './floor.ts'
import type { DemoReady } from './operator.ts'

export const freeswitchOf = (ready: DemoReady): FreeswitchReady =>
  (ready as DemoReady & { readonly freeswitch: FreeswitchReady }).freeswitch

export const withFreeswitch = (again: DemoReady | undefined): readonly string[] => [
  '--freeswitch',
  ...(again ? ['--freeswitch-port', String(freeswitchOf(again).port)] : []),
]

type SiteOrder = { readonly line: string; readonly port?: number; readonly way: SwitchWay }

export function freeswitchSiteOf({ ready }: DemoPbx, { line, port, way }: SiteOrder): FreeswitchSite {
  const { host, port: own, password, domain, sip } = freeswitchOf(ready)
  return freeswitchSite.parse({
    kind: 'freeswitch',
    host,
    esl: { port: port ?? own, password },
    domain,
    line: { user: line, wsUrl: sip, password: ready.lines.find(({ extension }) => extension === line)?.password ?? '' },
    modesBy: way === 'api' ? 'api' : 'line',
  })
}

/** What goes wrong from now on, or at once; see tests/simulators/freeswitch/beside.ts. */
export function freeswitchOrder({ ready }: DemoPbx, order: object): Promise<void> {
  const { host, port } = freeswitchOf(ready)
  return new Promise((resolve, reject) => {
    const socket = connect(port, host, () => socket.write(`api simulator ${JSON.stringify(order)}\n\n`))
    socket.on('error', reject)
    socket.on('close', () => resolve())
    socket.on('data', (data) => {
      if (/\+OK/.test(String(data))) socket.end()
    })
  })
}

/** FreeSWITCH tells no names: without them every row is a number, and the list another. */
export async function namesOf({ operator }: DemoPbx): Promise<FreeswitchSite['agents']> {
  const { agents } = await operator.request<{ agents: { ext: string; name: string }[] }>('feed.subscribe')
  return Object.fromEntries(agents.map(({ ext, name }) => [ext, { name }]))
}

const trouble = (pbx: DemoPbx, name: string, shows: Trouble['shows'], order: object): Trouble => ({
  name,
  shows,
  inject: () => freeswitchOrder(pbx, order),
  heal: () => freeswitchOrder(pbx, { faults: {} }),
})

const deaf = { command: 'uuid_recv_dtmf', text: '-ERR no reply\n' }

const troublesOf = (pbx: DemoPbx): Trouble[] => [
  trouble(pbx, 'the digit refused', 'refused', { faults: { refuse: [{ ...deaf, done: false }] } }),
  trouble(pbx, 'the digit taken, and called refused', 'refused', {
    faults: { refuse: [{ ...deaf, done: true }], lose: ['DTMF'] },
  }),
  trouble(pbx, 'the digit lost', 'givenUp', { faults: { ignore: ['uuid_recv_dtmf'] } }),
  trouble(pbx, 'the digit taken, and never told', 'givenUp', { faults: { lose: ['DTMF'] } }),
  trouble(pbx, 'every answer and event 1.2 s late', 'pending', { faults: { lateMs: 1200 } }),
  trouble(pbx, 'the Event Socket cut', 'unasked', { cut: true }),
]

export const freeswitchFloor: ProofFloor = {
  name: 'freeswitch',
  ways: ['api', 'info', 'rfc4733'],
  async start(way) {
    const pbx = await startDemoPbx({ program: 'with faults', lines: ['5001'], more: withFreeswitch })
    const site = { ...freeswitchSiteOf(pbx, { line: '5001', way }), agents: await namesOf(pbx) }
    return {
      siteFile: demoSiteFile(way, { site }),
      env: {},
      call: () => demoCall(pbx.operator, { agent: '1001' }),
      ...(way === 'api' && { troubles: troublesOf(pbx) }),
      close: pbx.close,
    }
  },
}
