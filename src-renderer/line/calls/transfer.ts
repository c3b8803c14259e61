// Passes a call on by REFER, and tells what has come of it.
import type { RTCSession } from 'jssip/lib/RTCSession'

type News = { readonly response?: { readonly status_code: number } | null }
/** JsSIP's types leave it out. Its own Replaces takes both tags of a call that came in for the other's (RFC 3891 3). */
type Dialog = {
  readonly _dialog: { readonly id: { call_id: string; local_tag: string; remote_tag: string } }
}
type Notified = { readonly status_line: { readonly status_code: number } }

/**
 * `told` once: 200 when whoever it is passed on to has answered (RFC 3515 2.4.4, the sipfrag of the NOTIFY), else why not; 0: nothing came.
 * With `other`, that call's dialog is replaced (RFC 5589 7).
 */
export function refer(session: RTCSession, to: string, other: RTCSession | null, told: (status: number) => void): void {
  let isTold = false
  const tell = (status: number): void => {
    if (!isTold) told(status)
    isTold = true
  }
  const eventHandlers = {
    requestFailed: ({ response }: News) => tell(response?.status_code ?? 0),
    accepted: ({ status_line }: Notified) => tell(status_line.status_code),
    failed: ({ status_line }: Notified) => tell(status_line.status_code),
  }
  try {
    const sent: unknown = session.refer(to, other ? { eventHandlers, replaces: replacing(other) } : { eventHandlers })
    if (!sent) tell(0)
  } catch {
    tell(484) // JsSIP throws for what is no address
  }
}

/** As JsSIP reads it: the far end is asked to replace the dialog whose own tag is its to-tag. */
function replacing(other: RTCSession): RTCSession {
  const { call_id, local_tag, remote_tag } = (other as unknown as Dialog)._dialog.id
  return { _request: { call_id }, _to_tag: remote_tag, _from_tag: local_tag } as unknown as RTCSession
}
