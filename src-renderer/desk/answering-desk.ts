// The desk as the window may count on it: one that does not answer in time is out of reach, whatever its connection says.
import type { Desk, SignalPayload } from '#contract/ipc.ts'
import { createListeners } from '#contract/observable.ts'
import { watchPulse } from '#contract/pulse.ts'
import type { Clock } from '#contract/time.ts'

type Link = SignalPayload<'link'>

const ASK_EVERY_MS = 1000
const silent: Link = { up: false, cause: { code: 'serverGone' } }

/** The same desk, but its signal `link` also tells when it stops answering (frozen, or hopelessly busy) and answers again. */
export function answeringDesk(desk: Desk, clock: Clock): Desk {
  const links = createListeners<Link>()
  let isSilent = false
  let wire: Link = { up: true, cause: null }

  desk.on('link', (link) => {
    wire = link
    tell()
  })
  const link = () => (isSilent && wire.up ? silent : wire)
  const tell = () => links.emit(link())
  watchPulse({
    clock,
    askEveryMs: ASK_EVERY_MS,
    // A rejected request is the wire's to tell of.
    ask: () => desk.request('ping', null).catch(() => null),
    tell: (behind) => {
      if (isSilent === (behind !== null)) return
      isSilent = behind !== null
      tell()
    },
  })

  const onLink = (listener: (link: Link) => void) => {
    const stop = links.on(listener)
    let wanted = true
    // Whoever comes late must still learn how it stands.
    queueMicrotask(() => {
      if (wanted && !link().up) listener(link())
    })
    return () => {
      wanted = false
      stop()
    }
  }
  return {
    request: desk.request,
    on: (name, listener) => (name === 'link' ? onLink(listener as (link: Link) => void) : desk.on(name, listener)),
  }
}
