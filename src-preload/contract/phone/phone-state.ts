// What a phone of the phone system does that is no agent's, as it is asked for while somebody is about to be called.
import { z } from 'zod'

export const phoneNumber = z.string().regex(/^[\d*#+]{2,40}$/)

/** busy: it takes no call; also do not disturb, where the PBX tells the two as one. unregistered: no phone of theirs is on. */
export const phoneState = z.enum(['available', 'ringing', 'onCall', 'onHold', 'busy', 'unregistered'])
export type PhoneState = z.infer<typeof phoneState>
