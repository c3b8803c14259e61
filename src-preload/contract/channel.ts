// What travels on the channel between window and desk, where the shell brings no request-and-answer of its own.
import { z } from 'zod'
import { deskError } from './errors.ts'

/** A window's question. Frames are JSON texts of at most MAX_FRAME_BYTES. */
export const requestFrame = z.object({
  type: z.literal('request'),
  id: z.number().int().nonnegative(),
  name: z.string().max(40),
  input: z.unknown(),
})

/** The desk's answer to one question. `fault`: the question could not be answered at all; the request rejects. */
export const deskReply = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('output'), output: z.unknown() }),
  z.object({ kind: z.literal('fault'), error: deskError }),
])
export type DeskReply = Readonly<z.infer<typeof deskReply>>

export const deskFrame = z.discriminatedUnion('type', [
  z.object({ type: z.literal('answer'), id: z.number().int(), reply: deskReply }),
  z.object({ type: z.literal('signal'), name: z.string(), payload: z.unknown() }),
])
export type DeskFrame = Readonly<z.infer<typeof deskFrame>>

export const MAX_FRAME_BYTES = 65_536
