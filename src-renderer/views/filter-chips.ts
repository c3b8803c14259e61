// The filters that are on, each in words. Pure.
import type { FloorFilters } from '#contract/views.ts'
import { formatNumber } from '#renderer/words/format.ts'
import type { Words } from '#renderer/words/words.ts'

export type FilterChip = { readonly filter: keyof FloorFilters; readonly text: string }

/** `queue` is the name of the queue that is filtered by, where the floor knows it. */
export function filterChips(words: Words, filters: FloorFilters, queue: string | null): readonly FilterChip[] {
  const { presence, callState, onNet, offNet, views } = words.floor
  const say = views.filters
  const { net, longerThanMin } = filters
  const texts: Readonly<Record<keyof FloorFilters, string | null>> = {
    queueId: filters.queueId && say.of(say.queue, queue ?? filters.queueId),
    team: filters.team && say.of(say.team, filters.team),
    presence: filters.presence && presence[filters.presence],
    callState: filters.callState && callState[filters.callState],
    net: net && (net === 'on' ? onNet : offNet),
    longerThanMin: longerThanMin === null ? null : say.longer(formatNumber(longerThanMin)),
  }
  const names: readonly (keyof FloorFilters)[] = ['queueId', 'team', 'presence', 'callState', 'net', 'longerThanMin']
  return names.flatMap((filter) => {
    const text = texts[filter]
    return text ? [{ filter, text }] : []
  })
}
