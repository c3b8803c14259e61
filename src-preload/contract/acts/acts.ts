// Acts: what a supervisor does to calls and agents besides listening. One request each, judged and run once, and written down.
import { z } from 'zod'
import type { ActKind } from './act-kinds.ts'

const id = z.string().min(1).max(200)
const target = z.object({ callId: id, agentId: id }) // as a monitor has it
const queueIds = z.array(id).min(1).max(200)

/** number: as it is dialled. */
export const destination = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('agent'), agentId: id }),
  z.object({ kind: z.literal('queue'), queueId: id }),
  z.object({ kind: z.literal('number'), number: z.string().regex(/^[+*#\w.-]{1,40}$/) }),
])
export type Destination = Readonly<z.infer<typeof destination>>

export const act = z.discriminatedUnion('kind', [
  /** The monitor's own call: the agent leaves, and the supervisor's line stays with the other party. */
  z.object({ kind: z.literal('takeOver'), ticketId: z.string().min(1).max(100), target }),
  z.object({ kind: z.literal('endCall'), callId: id }),
  z.object({ kind: z.literal('holdCall'), callId: id, agentId: id }),
  z.object({ kind: z.literal('resumeCall'), callId: id, agentId: id }),
  /** That agent's side leaves, and the other party goes on; null: nobody has answered yet, and the call goes where it is sent. */
  z.object({ kind: z.literal('transferCall'), callId: id, agentId: id.nullable(), to: destination }),
  /** A waiting, ringing or parked call: for the supervisor's own line, or for an agent. */
  z.object({ kind: z.literal('pickCall'), callId: id, by: z.union([z.literal('me'), z.object({ agentId: id })]) }),
  z.object({
    kind: z.literal('moveWaiting'),
    callId: id,
    to: z.union([z.literal('front'), z.object({ queueId: id })]),
  }),
  z.object({ kind: z.literal('parkCall'), callId: id, agentId: id }),
  /** `queueIds` null: all of theirs. */
  z.object({
    kind: z.literal('pause'),
    agentId: id,
    queueIds: queueIds.nullable(),
    reason: z.string().trim().min(1).max(80).nullable(),
  }),
  z.object({ kind: z.literal('ready'), agentId: id, queueIds: queueIds.nullable() }),
  z.object({ kind: z.literal('logIn'), agentId: id, queueIds }),
  z.object({ kind: z.literal('logOut'), agentId: id, queueIds: queueIds.nullable() }),
  z.object({ kind: z.literal('endWrapUp'), agentId: id }),
  z.object({ kind: z.literal('forceLogOut'), agentId: id }),
  z.object({ kind: z.literal('sendText'), agentId: id, text: z.string().trim().min(1).max(500) }),
  z.object({ kind: z.literal('broadcast'), queueId: id, text: z.string().trim().min(1).max(500) }),
  z.object({ kind: z.literal('record'), callId: id }),
  z.object({ kind: z.literal('stopRecording'), callId: id }),
  z.object({ kind: z.literal('markRecording'), callId: id, label: z.string().trim().min(1).max(80) }),
])
export type Act = Readonly<z.infer<typeof act>>

/** The act of a kind; a transfer out is a transfer. */
export type ActOf<K extends ActKind> = Extract<Act, { kind: K extends 'transferOut' ? 'transferCall' : K }>

/** `id`: unguessable, made by the window. Asked twice with the same one it is run once and answers the same. */
export const actOrder = z.object({ id: z.string().regex(/^[\w-]{16,64}$/), act })
export type ActOrder = Readonly<z.infer<typeof actOrder>>
