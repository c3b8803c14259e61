// Signing in to the PBX by hand: what is wanted of the person at the console, and what they answer. Passwords only pass through.
import { z } from 'zod'
import { deskError } from './errors.ts'

const username = z.string().max(200)
const askId = z.number().int()

/**
 * none: nobody signs in by hand at this PBX. wanted, codeWanted: `askId` tells one question from the next, `why` is what came of
 * the answer before (null: nothing was answered yet), `by` how the PBX calls the second factor. in: signed in as that user, whom the PBX names so.
 */
export const signInBoard = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('wanted'), askId, username, why: deskError.nullable() }),
  z.object({ kind: z.literal('codeWanted'), askId, username, by: z.string().max(200) }),
  z.object({ kind: z.literal('trying'), username }),
  z.object({ kind: z.literal('in'), username, supervisor: z.object({ name: z.string(), extension: z.string() }) }),
])
export type SignInBoard = Readonly<z.infer<typeof signInBoard>>

export const nobodySignsIn: SignInBoard = { kind: 'none' }

/** back: from the code to user and password. out: signs out and forgets what would sign in again. */
export const signInStep = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('password'),
    askId,
    username: username.min(1),
    password: z.string().min(1).max(1_000),
  }),
  z.object({ kind: z.literal('code'), askId, code: z.string().min(1).max(100) }),
  z.object({ kind: z.literal('back'), askId }),
  z.object({ kind: z.literal('out') }),
])
export type SignInStep = Readonly<z.infer<typeof signInStep>>
