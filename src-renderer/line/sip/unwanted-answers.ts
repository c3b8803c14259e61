// Answers to a call that was placed which nobody waits for: a second phone's, where a proxy has forked it, and one that crosses the hang-up.
import type { RTCSession } from 'jssip/lib/RTCSession'

type Dialog = { readonly id: { readonly local_tag: string; readonly remote_tag: string }; terminate(): void }
type Answer = { readonly status_code: number; readonly from_tag: string; readonly to_tag: string }
type Send = { readonly eventHandlers: Readonly<Record<string, () => void>> }

/** JsSIP's types leave these out. */
type Inside = {
  _dialog: Dialog | null
  _from_tag: string | null
  _to_tag: string | null
  _receiveInviteResponse(response: Answer): void
  isEnded(): boolean
  _createDialog(response: Answer, role: 'UAC'): boolean
  sendRequest(method: 'ACK' | 'BYE', options?: Send): unknown
}

/** Whatever becomes of letting go: the call that stands has nothing to do with it. */
const unheeded: Send = {
  eventHandlers: { onRequestTimeout: () => {}, onTransportError: () => {}, onDialogError: () => {} },
}

/**
 * RFC 3261 13.2.2.4: each 2xx begins a dialog of its own, to be confirmed and ended where it is not wanted. JsSIP sends the BYE for a
 * second one into the first, which ends the good call, and drops one that comes after its CANCEL: that phone would talk to nobody.
 */
export function letUnwantedGo(session: RTCSession): void {
  const inside = session as unknown as Inside
  const receive = inside._receiveInviteResponse.bind(inside)
  let taken: string | null = null
  inside._receiveInviteResponse = (response) => {
    const isAnswer = response.status_code >= 200 && response.status_code < 300
    const isUnwanted = inside.isEnded() || (taken !== null && taken !== response.to_tag)
    if (isAnswer && isUnwanted) return bye(inside, response)
    if (isAnswer) taken = response.to_tag
    receive(response)
  }
}

function bye(inside: Inside, response: Answer): void {
  const { _dialog: own, _from_tag: from, _to_tag: to } = inside
  if (inside._createDialog(response, 'UAC')) {
    inside.sendRequest('ACK')
    inside.sendRequest('BYE', unheeded)
    inside._dialog?.terminate()
  }
  Object.assign(inside, { _dialog: own, _from_tag: from, _to_tag: to })
}
