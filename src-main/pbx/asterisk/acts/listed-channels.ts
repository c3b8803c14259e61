// The channels of a call as Asterisk lists them (CoreShowChannels): who is there, and who is with whom. Pure.
import type { AmiMessage } from '../wire/ami-codec.ts'

export type Listed = readonly AmiMessage[]

/** By Uniqueid: a name is given again after a while. */
export const rowOf = (rows: Listed, id: string): AmiMessage | null =>
  rows.find(({ Uniqueid }) => Uniqueid === id) ?? null

export const bridgeOf = (rows: Listed, id: string): string | null => rowOf(rows, id)?.BridgeId || null

/** These two alone are in one bridge. */
export function areTogether(rows: Listed, one: string, other: string): boolean {
  const bridge = bridgeOf(rows, one)
  return (
    bridge !== null &&
    bridge === bridgeOf(rows, other) &&
    rows.filter(({ BridgeId }) => BridgeId === bridge).length === 2
  )
}

export const nameOf = (rows: Listed, id: string): string | null => rowOf(rows, id)?.Channel ?? null
