// What the sentence of an act is made of, by name; empty where the act has none of it.
export type ActTold = {
  readonly agent: string
  readonly call: string // whose it is: agent and other party
  readonly queues: string
  readonly to: string
  readonly detail: string // reason, text or label
}
