// What has been entered in the set-up, by field, and the site that comes of it. Pure.
import type { SetupDraft } from '#contract/ipc.ts'
import { withoutHidden } from '#contract/site/hidden.ts'
import { type FieldId, isOptional, isSecret, type Kind } from './fields.ts'
import { freeswitchOf, freeswitchPaths, freeswitchValue, listOf } from './freeswitch-entries.ts'

type Site = SetupDraft['site']

/** `own`: what the person has entered; what they have not touched follows from the rest. */
export type Entries = {
  readonly kind: Kind
  readonly own: { readonly [id in FieldId]?: string }
  readonly before: Site // in force until now: what no field shows is kept of it
}

export function fieldValue(entries: Entries, id: FieldId): string {
  return (
    entries.own[id] ?? (entries.kind === 'freeswitch' ? freeswitchValue(ownHost(entries), id) : derived(entries, id))
  )
}

function derived(entries: Entries, id: FieldId): string {
  const value = (other: FieldId) => meant(entries, other)
  const tls = id !== 'tls' && value('tls') !== ''
  switch (id) {
    case 'siteName':
      return value(entries.kind === 'asterisk' ? 'host' : 'server').replace(/^https?:\/\//, '')
    case 'tls':
      return 'yes'
    case 'port':
      return tls ? '5039' : '5038'
    case 'amiUser':
      return 'console'
    case 'ariUser':
      return value('amiUser')
    case 'ariUrl':
      return atHost(value('host'), tls ? 'https' : 'http', tls ? 8089 : 8088, '/ari')
    case 'wsUrl':
      return atHost(value('host'), tls ? 'wss' : 'ws', tls ? 8089 : 8088, '/ws')
    case 'authUser':
      return value('extension')
    default:
      return ''
  }
}

/** As it is meant: of a whole address the host alone, and nothing that cannot be seen. Names of people may need such signs. */
function meant(entries: Entries, id: FieldId): string {
  const value = fieldValue(entries, id)
  if (id === 'name' || id === 'siteName') return value.trim()
  if (id === 'ca') return value.replaceAll(/[\p{Cf}]/gu, '').trim()
  const seen = withoutHidden(value)
  return id === 'host' ? hostIn(seen) : seen
}

const ownHost = ({ own }: Pick<Entries, 'own'>): string => hostIn(withoutHidden(own.host ?? ''))

/** Of https://pbx.example:8089/ari, as it stands in a browser's address line. */
const hostIn = (text: string): string =>
  /^\w+:\/\/(?:[^@/]*@)?(?:\[([^\]]+)\]|([^:/?#]+))/
    .exec(text)
    ?.slice(1)
    .find((part) => part !== undefined) ?? text

const atHost = (host: string, scheme: string, port: number, path: string): string =>
  host === '' ? '' : `${scheme}://${inAddress(host)}:${port}${path}`

/** RFC 3986: an IPv6 address stands in brackets. */
const inAddress = (host: string): string => (host.includes(':') ? `[${host}]` : host)

/** Where the same phone system has been set up before, its secrets are kept. */
export const keepsSecrets = ({ kind, own, before }: Entries): boolean =>
  before.kind === kind &&
  (kind === 'netsapiens' ? before.server === withoutHidden(own.server ?? '') : before.host === ownHost({ own }))

/** The first of the fields that must be filled in and is not; null: none. */
export function firstEmpty(entries: Entries, ids: readonly FieldId[]): FieldId | null {
  const hasAri = meant(entries, 'ariUrl') !== ''
  const mayBeEmpty = (id: FieldId) =>
    isOptional(id) || (isSecret(id) && keepsSecrets(entries)) || (!hasAri && (id === 'ariUser' || id === 'ariPassword'))
  return ids.find((id) => meant(entries, id) === '' && !mayBeEmpty(id)) ?? null
}

export function draftOf(entries: Entries, policy: SetupDraft['policy']): SetupDraft {
  const value = (id: FieldId) => meant(entries, id)
  const supervisor = entries.kind === 'netsapiens' ? null : { name: value('name'), extension: value('extension') }
  return { siteName: value('siteName'), policy, supervisor, site: siteOf(entries) }
}

export function siteOf(entries: Entries): Site {
  const { kind, before } = entries
  return over(before.kind === kind ? before : {}, enteredSite(entries))
}

function enteredSite(entries: Entries): Site {
  switch (entries.kind) {
    case 'asterisk':
      return asteriskOf(entries)
    case 'freeswitch':
      return freeswitchOf((id) => meant(entries, id))
    case 'netsapiens':
      return netsapiensOf(entries)
  }
}

/** What no field shows stays, at any depth; AMI's own authority is one way of having TLS. */
function over(kept: Site, entered: Site): Site {
  const merged: Record<string, unknown> = { ...kept }
  for (const [name, value] of Object.entries(entered)) {
    const before = kept[name]
    if (isRecord(before) && value === true) continue
    merged[name] = isRecord(before) && isRecord(value) ? over(before, value) : value
  }
  return merged
}

function asteriskOf(entries: Entries): Site {
  const value = (id: FieldId) => meant(entries, id)
  const secret = (name: string, id: FieldId): Site => (value(id) === '' ? {} : { [name]: value(id) })
  const host = value('host')
  return {
    kind: 'asterisk',
    host,
    ca: value('ca') || null,
    ami: {
      port: Number(value('port')),
      user: value('amiUser'),
      tls: value('tls') !== '',
      ...secret('secret', 'amiSecret'),
    },
    ari:
      value('ariUrl') === ''
        ? null
        : { url: value('ariUrl'), user: value('ariUser'), ...secret('password', 'ariPassword') },
    line: {
      uri: `sip:${value('extension')}@${inAddress(host)}`,
      wsUrl: value('wsUrl'),
      authUser: value('authUser'),
      ...secret('password', 'linePassword'),
    },
    trunks: { endpoints: listOf(value('trunkEndpoints')), contexts: listOf(value('trunkContexts')) },
    extensions: value('extensions') === 'all' ? 'all' : listOf(value('extensions')),
  }
}

function netsapiensOf(entries: Entries): Site {
  const value = (id: FieldId) => meant(entries, id)
  const secret = value('clientSecret')
  return {
    kind: 'netsapiens',
    server: value('server'),
    cores: listOf(value('cores')),
    signIn: { by: 'password', clientId: value('clientId'), ...(secret === '' ? {} : { secret }) },
    softphone: value('nsWsUrl') === '' ? null : { wsUrl: value('nsWsUrl') },
  }
}

/** The fields as a site that is in force fills them; none of its secrets is known here. */
export function entriesOf(kind: Kind, draft: SetupDraft): Entries {
  const { site } = draft
  if (site.kind !== kind) return { kind, own: {}, before: site }
  const at = (...path: readonly string[]): string | undefined => {
    const found = path.reduce<unknown>((part, name) => (isRecord(part) ? part[name] : undefined), site)
    return Array.isArray(found) ? found.join(', ') : isPlain(found) ? String(found) : undefined
  }
  const tls = isRecord(site.ami) && site.ami.tls ? 'yes' : ''
  const filled: Entries['own'] = {
    siteName: draft.siteName,
    host: at('host'),
    ...(kind === 'asterisk' ? { tls } : {}),
    port: at('ami', 'port'),
    ca: at('ca'),
    amiUser: at('ami', 'user'),
    ariUrl: at('ari', 'url') ?? '',
    ariUser: at('ari', 'user'),
    name: draft.supervisor?.name,
    extension:
      draft.supervisor?.extension ?? at('line', 'user') ?? /^sips?:([^@]+)@/.exec(at('line', 'uri') ?? '')?.[1],
    wsUrl: at('line', 'wsUrl'),
    authUser: at('line', 'authUser'),
    trunkEndpoints: at('trunks', 'endpoints'),
    trunkContexts: at('trunks', 'contexts'),
    extensions: at('extensions'),
    server: at('server'),
    cores: at('cores'),
    clientId: at('signIn', 'clientId'),
    nsWsUrl: at('softphone', 'wsUrl'),
    eslPort: at('esl', 'port'),
    eslUser: at('esl', 'user'),
    domain: at('domain'),
  }
  return { kind, own: known(filled), before: site }
}

/** Without what is not there: it follows from the rest. */
const known = (filled: { readonly [id in FieldId]?: string | undefined }): Entries['own'] =>
  Object.fromEntries(Object.entries(filled).filter(([, value]) => value !== undefined))

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isPlain = (value: unknown): value is string | number => typeof value === 'string' || typeof value === 'number'

const paths: Readonly<Record<string, FieldId>> = {
  host: 'host',
  ca: 'ca',
  'ami.port': 'port',
  'ami.user': 'amiUser',
  'ami.secret': 'amiSecret',
  'ari.url': 'ariUrl',
  'ari.user': 'ariUser',
  'ari.password': 'ariPassword',
  'line.uri': 'extension',
  'line.wsUrl': 'wsUrl',
  'line.authUser': 'authUser',
  'line.password': 'linePassword',
  server: 'server',
  'signIn.clientId': 'clientId',
  'signIn.secret': 'clientSecret',
  'softphone.wsUrl': 'nsWsUrl',
  ...freeswitchPaths,
}

/** The field that a complaint of the desk is about (`ami.port: …`); null: none that is shown. */
export function fieldAt(complaint: string): FieldId | null {
  const path = complaint.replace(/^site\./, '').split(': ')[0] ?? ''
  if (path.startsWith('cores')) return 'cores'
  if (path.startsWith('trunks.endpoints')) return 'trunkEndpoints'
  if (path.startsWith('trunks.contexts')) return 'trunkContexts'
  if (path.startsWith('extensions')) return 'extensions'
  return paths[path] ?? null
}
