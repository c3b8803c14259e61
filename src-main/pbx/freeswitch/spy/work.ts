// What the method of monitoring works with: the lines there are, and the way to the PBX.
import type { Listeners } from '#contract/observable.ts'
import type { Result } from '#contract/result.ts'
import type { FreeswitchSite } from '#contract/settings.ts'
import type { ConnectorParts } from '#main/pbx/connector.ts'
import type { SpyListener } from '#main/pbx/kit/spy-method.ts'
import type { Leg } from '../floor/tables.ts'
import type { Eavesdrop } from './eavesdrop.ts'

export type EavesdropParts = {
  readonly site: FreeswitchSite
  readonly owner: string
  readonly parts: ConnectorParts
  readonly listener: SpyListener
  readonly api: (command: string) => Promise<Result<string>>
  readonly job: (command: string, limitMs: number) => Promise<Result<string>>
  /** As the picture has it. */
  readonly leg: (id: string) => Leg | null
}

export type Line = {
  readonly ticketId: string
  readonly leg: string
  ear: Eavesdrop
  /** The leg was asked for and nobody knows yet what came of it. */
  isAsked: boolean
  /** Counts what asked for silence: a change that was under way then is not in force. */
  silences: number
  isTold: boolean // its answer, to the monitors
  /** The digit whose confirmation somebody waits for: nobody else needs to be told of it. */
  expects: string | null
  /** Given away, to talk with the caller as an ordinary call: what is told of it is kept, and nobody hears of it. */
  isLent: boolean
  readonly moved: Listeners<void>
}

export type Work = EavesdropParts & { readonly lines: Map<string, Line>; isClosed: boolean }
