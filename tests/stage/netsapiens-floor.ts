// The simulated NetSapiens platform as a stage: the demo PBX's floor and ears behind it, the console's own connector before it.
import type { BesideReady } from '../simulators/netsapiens/beside.ts'
import { type DemoPbx, demoCall, demoSiteFile, startDemoPbx } from './demo-floor.ts'
import type { ProofFloor, Trouble } from './floor.ts'
import type { DemoReady } from './operator.ts'

export type Platform = { readonly pbx: DemoPbx; readonly beside: BesideReady }

const besideOf = (ready: DemoReady) => (ready as DemoReady & { readonly netsapiens: BesideReady }).netsapiens

/** The supervisor 5001 with a softphone 5001wp, and other phones of theirs where they are named. */
export async function startPlatform(
  lines: readonly string[] = ['5001wp'],
  more: readonly string[] = [],
): Promise<Platform> {
  const pbx = await startDemoPbx({ program: 'with faults', lines, more: () => ['--netsapiens', ...more] })
  return { pbx, beside: besideOf(pbx.ready) }
}

export const netsapiensSiteFile = ({ beside }: Platform, more: object = {}, site: object = {}) =>
  demoSiteFile('api', {
    site: {
      kind: 'netsapiens',
      server: beside.server,
      cores: beside.cores,
      softphone: { wsUrl: beside.sip },
      signIn: { by: 'password', clientId: beside.clientId, username: beside.users[0]?.username },
      whisperTo: 'anyone', // every ear is measured, also those the portal would not offer
      ...site,
    },
    ...more,
  })

export const netsapiensEnv = ({ beside }: Platform): NodeJS.ProcessEnv => ({
  EARSHOT_NETSAPIENS_CLIENT_SECRET: beside.clientSecret,
  EARSHOT_NETSAPIENS_PASSWORD: beside.users[0]?.password,
})

/** What the platform does wrong from now on; see tests/simulators/netsapiens/faults.ts. */
export async function misbehave({ pbx, beside }: Platform, faults: object): Promise<void> {
  const headers = { authorization: `Bearer ${pbx.ready.operatorSecret}` }
  await fetch(`${beside.server}/simulator/faults`, { method: 'POST', headers, body: JSON.stringify(faults) })
}

const trouble = (platform: Platform, name: string, shows: Trouble['shows'], faults: object): Trouble => ({
  name,
  shows,
  inject: () => misbehave(platform, faults),
  heal: () => misbehave(platform, {}),
})

const troublesOf = (platform: Platform): Trouble[] => [
  trouble(platform, 'the caller’s leg refused', 'refused', { legFails: ['orig'] }),
  trouble(platform, 'a leg opened that said no', 'refused', { legLies: ['orig'] }),
  trouble(platform, 'every action 500', 'refused', { status: [{ path: '/portal/', status: 500, times: 0 }] }),
  trouble(platform, 'not enabled for the site', 'refused', { status: [{ path: '/barge_in', status: 403, times: 0 }] }),
  trouble(platform, 'answers 1.2 s late', 'pending', { slowMs: 1_200 }),
  trouble(platform, 'feed cut', 'unasked', { dropSockets: true }),
  trouble(platform, 'token expired, renewal refused once', 'refused', {
    expireTokens: true,
    status: [{ path: '/tokens', status: 503, times: 1 }],
  }),
]

export const netsapiensFloor: ProofFloor = {
  name: 'netsapiens',
  ways: ['api'],
  async start() {
    const platform = await startPlatform()
    const { operator, close } = platform.pbx
    return {
      siteFile: netsapiensSiteFile(platform),
      env: netsapiensEnv(platform),
      call: () => demoCall(operator, { agent: '1001', line: '5001wp' }),
      troubles: troublesOf(platform),
      close,
    }
  },
}
