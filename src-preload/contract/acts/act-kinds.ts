// The kinds of acts: what a right, a capability and a record are named by.
import { z } from 'zod'

/** What may be allowed or forbidden by a right of its own. transferOut: a transferCall to a number that is no phone of the house. */
export const actKinds = [
  'takeOver',
  'endCall',
  'holdCall',
  'resumeCall',
  'transferCall',
  'transferOut',
  'pickCall',
  'moveWaiting',
  'parkCall',
  'pause',
  'ready',
  'logIn',
  'logOut',
  'endWrapUp',
  'forceLogOut',
  'sendText',
  'broadcast',
  'record',
  'stopRecording',
  'markRecording',
] as const
export const actKind = z.enum(actKinds)
export type ActKind = z.infer<typeof actKind>
