// Tells the desk of a phone call on the line, which it cannot know: who closes this window or takes its place is asked before.
import type { Desk } from '#contract/ipc.ts'
import type { Stop } from '#contract/time.ts'
import { hasPhoneCall } from '#renderer/line/line.ts'
import type { LineStore } from '#renderer/line/line-store.ts'

type Linked = { readonly link: { readonly up: boolean } }
type Links = { readonly subscribe: (listener: (now: Linked, before: Linked) => void) => Stop }

export function tellPhone(desk: Pick<Desk, 'request'>, line: LineStore, links: Links): Stop {
  let talking = false
  let believed = false // the desk may believe that there is a call
  // The signal `link` tells of a desk out of reach; it is told when it is back.
  const tell = () => {
    const now = talking
    believed ||= now
    desk.request('onPhone', { talking: now }).then(
      () => {
        believed = now
      },
      () => {},
    )
  }
  const stopLine = line.subscribe((now) => {
    if (hasPhoneCall(now.line) === talking) return
    talking = !talking
    tell()
  })
  const stopLink = links.subscribe((now, before) => {
    if (now.link.up && !before.link.up && (talking || believed)) tell()
  })
  return () => {
    stopLine()
    stopLink()
  }
}
