// Which of several calls is listened to: that of the agent who was listened to least this week, of equals the one longest not listened to. Pure.

/** One agent on one call that may be listened to. `answeredAt`, `lastHeardAt`: epoch ms; 0: not this week. */
export type Hearable = {
  readonly callId: string
  readonly agentId: string
  readonly queueId: string | null
  readonly team: string | null
  readonly answeredAt: number
  readonly times: number
  readonly lastHeardAt: number
}

/** Null of none. What is still equal goes by who has been talking longest, so that the same floor always gives the same call. */
export const fairest = (calls: readonly Hearable[]): Hearable | null =>
  calls.reduce<Hearable | null>((best, one) => (best === null || comesBefore(one, best) ? one : best), null)

function comesBefore(one: Hearable, other: Hearable): boolean {
  const by = one.times - other.times || one.lastHeardAt - other.lastHeardAt || one.answeredAt - other.answeredAt
  return by === 0 ? one.callId < other.callId : by < 0
}
