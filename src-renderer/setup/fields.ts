// Which fields each kind of phone system asks for, step by step, and what must be known of each. Pure.
import type { SetupStep } from '#contract/site/setup.ts'
import type { SetupWords } from '#renderer/words/later.ts'

export type Kind = 'asterisk' | 'freeswitch' | 'netsapiens'
export type FieldId = keyof SetupWords['fields']
export type StepName = 'system' | SetupStep | 'sound' | 'done'

const steps: Readonly<Record<Kind, readonly StepName[]>> = {
  asterisk: ['system', 'address', 'signIn', 'line', 'trunks', 'sound', 'done'],
  freeswitch: ['system', 'address', 'signIn', 'line', 'trunks', 'sound', 'done'],
  netsapiens: ['system', 'address', 'signIn', 'sound', 'done'],
}

const fields: Readonly<Record<Kind, { readonly [step in StepName]?: readonly FieldId[] }>> = {
  asterisk: {
    address: ['siteName', 'host', 'tls', 'port', 'ca'],
    signIn: ['amiUser', 'amiSecret', 'ariUrl', 'ariUser', 'ariPassword'],
    line: ['name', 'extension', 'wsUrl', 'authUser', 'linePassword'],
    trunks: ['trunkEndpoints', 'trunkContexts', 'extensions'],
  },
  freeswitch: {
    address: ['siteName', 'host', 'eslPort'],
    signIn: ['domain', 'eslUser', 'eslPassword'],
    line: ['name', 'extension', 'wsUrl', 'ca', 'linePassword'],
    trunks: ['trunkContexts', 'extensions'],
  },
  netsapiens: {
    address: ['siteName', 'server', 'cores'],
    signIn: ['clientId', 'clientSecret', 'nsWsUrl'],
  },
}

export const stepsOf = (kind: Kind): readonly StepName[] => steps[kind]
export const fieldsOf = (kind: Kind, step: StepName): readonly FieldId[] => fields[kind][step] ?? []

const secrets: ReadonlySet<FieldId> = new Set([
  'amiSecret',
  'ariPassword',
  'linePassword',
  'eslPassword',
  'clientSecret',
])
export const isSecret = (id: FieldId): boolean => secrets.has(id)

const optional: ReadonlySet<FieldId> = new Set([
  'tls',
  'ca',
  'ariUrl',
  'trunkEndpoints',
  'trunkContexts',
  'extensions',
  'clientSecret', // it may stand in the environment
  'nsWsUrl',
  'eslUser',
])
export const isOptional = (id: FieldId): boolean => optional.has(id)
