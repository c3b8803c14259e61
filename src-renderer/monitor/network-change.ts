// The network may be another one: the line is asked at once whether it still leads anywhere, and another way for the sound is looked for.
import type { Stop } from '#contract/time.ts'
import type { LineView } from '#renderer/line/line-store.ts'
import type { Phone } from '#renderer/line/phone.ts'

type Sight = Pick<LineView, 'soundLosses'> & { readonly line: Pick<LineView['line'], 'registration'> }

type NetworkParts = {
  readonly phone: Pick<Phone, 'check' | 'renewPaths'>
  readonly line: { subscribe(listener: (now: Sight, before: Sight) => void): Stop }
  /** Another Wi-Fi, a cable, a VPN: Chromium alone tells it, and not of every change. */
  readonly page: Pick<Window, 'addEventListener' | 'removeEventListener'>
  readonly connection: EventTarget | null
}

export function watchNetwork({ phone, line, page, connection }: NetworkParts): Stop {
  const check = (): void => {
    phone.check()
    phone.renewPaths()
  }
  // Where nothing comes through, the socket is rarely better off: ICE itself takes eight seconds to notice another address.
  const stopListening = line.subscribe((now, before) => {
    if (isCutOff(now) && !isCutOff(before)) phone.check()
    // Not before: an offer that waits in a dead socket comes late, beside the one that took its place, and the PBX loses the voice.
    if (isRegistered(now) && !isRegistered(before) && hearsNothing(now)) phone.renewPaths()
  })
  page.addEventListener('online', check)
  connection?.addEventListener('change', check)
  return () => {
    stopListening()
    page.removeEventListener('online', check)
    connection?.removeEventListener('change', check)
  }
}

const isCutOff = ({ soundLosses }: Sight): boolean => soundLosses.some(({ where }) => where === 'network')
const hearsNothing = ({ soundLosses }: Sight): boolean => soundLosses.some(({ side }) => side === 'hearing')
const isRegistered = ({ line }: Sight): boolean => line.registration.kind === 'registered'

export const browserConnection = (): EventTarget | null =>
  'connection' in navigator && navigator.connection instanceof EventTarget ? navigator.connection : null
