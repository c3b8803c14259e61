// The set-up of FreeSWITCH and FusionPBX: what follows from what has been entered, and the site that comes of it. Pure.
import type { SetupWords } from '#renderer/words/later.ts'

type FieldId = keyof SetupWords['fields']
type Site = Readonly<Record<string, unknown>>

/** Of a field the person has not touched. */
export function freeswitchValue(host: string, id: FieldId): string {
  switch (id) {
    case 'siteName':
    case 'domain':
      return host
    case 'eslPort':
      return '8021'
    case 'wsUrl':
      return host === '' ? '' : `wss://${host.includes(':') ? `[${host}]` : host}:7443`
    case 'trunkContexts':
      return 'public'
    default:
      return ''
  }
}

export function freeswitchOf(value: (id: FieldId) => string): Site {
  const secret = (id: FieldId): Site => (value(id) === '' ? {} : { password: value(id) })
  const phones = value('extensions')
  return {
    kind: 'freeswitch',
    host: value('host'),
    esl: { port: Number(value('eslPort')), user: value('eslUser') || null, ...secret('eslPassword') },
    ca: value('ca') || null,
    domain: value('domain'),
    line: { user: value('extension'), wsUrl: value('wsUrl'), ...secret('linePassword') },
    trunks: { contexts: listOf(value('trunkContexts')) },
    extensions: phones === 'all' ? phones : listOf(phones),
  }
}

export const freeswitchPaths: Readonly<Record<string, FieldId>> = {
  'esl.port': 'eslPort',
  'esl.user': 'eslUser',
  'esl.password': 'eslPassword',
  'line.user': 'extension',
  domain: 'domain',
  extensions: 'extensions',
}

export const listOf = (text: string): readonly string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
