// Who asks for help, and on which call, as the picture has it.
import type { Picture } from '../floor/picture.ts'
import { callIdOf } from '../floor/picture-groups.ts'
import { channelsOfAgent, ownerOf, personOf } from '../floor/picture-owners.ts'
import { hasLeft } from '../floor/picture-tables.ts'
import type { Cry } from './help-wire.ts'

export type Askers = {
  /** By their phone, or by name or extension; null: nobody of this floor. */
  agentOf(cry: Pick<Cry, 'phone' | 'agent'>): string | null
  /** The call they are on, also while it is on hold because they dial the code; `but`: the channel they dial it on. */
  callOf(agentId: string, but: string | null): string | null
  /** Epoch ms: since when somebody talks on it. */
  since(callId: string): number
  isOn(agentId: string, callId: string): boolean
}

export function askersOf(picture: Picture): Askers {
  const { tables } = picture
  const named = (agent: string): string | null => {
    if (personOf(tables, agent)) return agent
    return Object.values(picture.floor().agents).find(({ extension }) => extension === agent)?.id ?? null
  }
  return {
    agentOf: ({ agent, phone }) => {
      if (agent !== null) return named(agent)
      return phone === null ? null : ownerOf(tables, phone)
    },
    callOf: (agentId, but) => {
      const { calls } = picture.floor()
      const theirs = channelsOfAgent(tables, agentId).filter(
        (channel) => calls[channel.linkedId] !== undefined && !hasLeft(tables, channel),
      )
      const beside = theirs.findLast(({ id }) => id !== but)
      return (beside ?? theirs.at(-1))?.linkedId ?? null
    },
    since: (callId) => {
      const call = picture.floor().calls[callId]
      return call?.answeredAt ?? call?.startedAt ?? 0
    },
    isOn: (agentId, callId) =>
      channelsOfAgent(tables, agentId).some(
        (channel) => channel.linkedId === callIdOf(tables, callId) && !hasLeft(tables, channel),
      ),
  }
}
