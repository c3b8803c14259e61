// The desk as the window may count on it: one that does not answer in time is out of reach, whatever its connection says.
import type { Desk, SignalPayload } from '#contract/ipc.ts'
import { watchPulse } from '#contract/pulse-watch.ts'

type Link = SignalPayload<'link'>

type Parts = {
  readonly now: () => number // epoch ms
  readonly every: (ms: number, task: () => void) => () => void
}

const ASK_EVERY_MS = 1000
const silent: Link = { up: false, cause: { code: 'serverGone' } }

/** The same desk, but its signal `link` also tells when it stops answering (frozen, or hopelessly busy) and answers again. */
export function answeringDesk(desk: Desk, { now, every }: Parts): Desk {
  const listeners = new Set<(link: Link) => void>()
  let isSilent = false
  let wire: Link = { up: true, cause: null }

  desk.on('link', (link) => {
    wire = link
    tell()
  })
  const tell = () => {
    for (const listener of listeners) listener(isSilent && wire.up ? silent : wire)
  }
  watchPulse({
    now,
    every,
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
    listeners.add(listener)
    // Whoever comes late must still learn how it stands.
    queueMicrotask(() => {
      if (listeners.has(listener) && (isSilent || !wire.up)) listener(isSilent && wire.up ? silent : wire)
    })
    return () => void listeners.delete(listener)
  }
  return {
    request: desk.request,
    on: (name, listener) => (name === 'link' ? onLink(listener as (link: Link) => void) : desk.on(name, listener)),
  }
}
