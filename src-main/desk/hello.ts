// What a window is told of the site, the settings and who monitors; never the secrets of the servers.
import type { ConnectorStatus, Hello, SiteInfo, Unended } from '#contract/ipc.ts'
import type { Capabilities } from '#contract/monitor.ts'
import { siteNotice } from '#contract/notice/notice.ts'
import { type SitePerson, siteAccess } from '#contract/rights.ts'
import { demoSite, type Settings, unnamedSupervisor } from '#contract/settings.ts'
import type { Clock } from '#contract/time.ts'
import type { Connector } from '#main/pbx/connector.ts'
import type { RightsNow } from '#main/rights/rights-now.ts'
import type { SettingsStore } from '#main/settings/store.ts'
import type { Person } from '#main/sign-in/person.ts'
import { overNetwork } from './line-network.ts'
import { type DeskSetup, noSetup } from './no-setup.ts'

type HelloParts = Pick<Hello, 'shell' | 'version' | 'seat'> & {
  readonly connector: Connector
  readonly settings: SettingsStore
  readonly turnCredential?: string | null
  readonly setup?: DeskSetup
}

const noAccessRules = siteAccess.parse({})
const noNotice = siteNotice.parse({})

/** The site and its servers, with their secrets, and who may do what there are the desk's alone; what a window needs of them stands in SiteInfo. */
export const forWindow = (settings: Settings): Settings => ({
  ...settings,
  site: demoSite.parse({ kind: 'demo' }),
  access: noAccessRules,
  notice: noNotice,
  people: [],
  kioskPassphrase: null,
  scorecard: null, // in SiteInfo, for whom it is meant
  line: { ...settings.line, iceServers: [], relayOnly: false },
})

export function helloOf(parts: HelloParts, site: SiteInfo, status: ConnectorStatus, unended: Unended | null): Hello {
  const { shell, version, seat, settings } = parts
  return {
    version,
    shell,
    seat,
    site,
    settings: forWindow(settings.current()),
    status,
    notice: settings.notice(),
    unended,
    window: { role: 'console' },
    setup: (parts.setup ?? noSetup).hello(),
  }
}

export function whoMonitors(store: SettingsStore, person: Pick<Person, 'board'>, sitting: SitePerson | null) {
  const { siteName, supervisor } = store.current()
  const board = person.board()
  const signedIn = board.kind === 'in' ? board.supervisor : null
  const { name, extension } = sitting ?? supervisor ?? signedIn ?? unnamedSupervisor
  return { site: siteName, supervisor: { name, extension } }
}

type Who = ReturnType<typeof whoMonitors>

type SiteParts = Pick<HelloParts, 'connector' | 'settings' | 'turnCredential'> & { readonly clock: Pick<Clock, 'now'> }

export function siteInfo(
  { connector, settings: store, turnCredential = null, clock }: SiteParts,
  { modes, acts, reason, scorecard, listensPrivately: mayListenPrivately }: RightsNow,
  { site: name, supervisor }: Who,
): SiteInfo {
  const { site, policy, line: network } = store.current()
  const capabilities: Capabilities = {
    ...connector.capabilities(),
    help: connector.help?.isPossible() ?? false,
    handOver: connector.handOver?.isPossible() ?? false,
    acts: { ...connector.acts?.can() },
    levels: connector.levels ? 'separate' : 'mixed',
  }
  const line = overNetwork(connector.lineAccount(), { ...network, credential: turnCredential }, clock.now())
  const asked = reason && { choices: [...reason.choices] }
  const form = scorecard && { questions: [...scorecard.questions] }
  return {
    name,
    kind: site.kind,
    policy,
    rights: [...modes],
    capabilities,
    actRights: [...acts],
    supervisor,
    line,
    reason: asked,
    mayListenPrivately,
    scorecard: form,
  }
}
