// Remembers whom the person called and who called them: shown at once, and kept by the desk over a reload and a restart.
import type { Desk } from '#contract/ipc.ts'
import { nextRecentCalls, type RecentCall, type RecentStep } from '#contract/phone/recent-calls.ts'
import type { Stop } from '#contract/time.ts'
import type { CallsStore, Other } from '#renderer/calls/calls-store.ts'
import type { Line } from '#renderer/line/line.ts'
import type { LineStore } from '#renderer/line/line-store.ts'

type Recent = { readonly desk: Pick<Desk, 'request'>; readonly calls: CallsStore }

/** What the desk cannot keep is known until the window is loaded anew. */
export function tellRecent({ desk, calls }: Recent, step: RecentStep): void {
  calls.setState(({ recent }) => ({ recent: nextRecentCalls(recent, step) }))
  desk.request('recentCalls', step).then(
    (recent) => calls.setState({ recent }),
    () => {},
  )
}

type KeepParts = Recent & { readonly line: LineStore; readonly now: () => number }

/** To be begun anew for another person. */
export function keepRecent({ desk, calls, line, now }: KeepParts): Stop {
  const add = (other: Other, how: RecentCall['how'], at: number): void => {
    const { name, number } = other
    tellRecent({ desk, calls }, { kind: 'add', call: { other: { name, number }, how, at, isSeen: how !== 'missed' } })
  }
  const missed = (before: Line['missed'], after: Line['missed']): void => {
    for (const { from, at } of after.filter((one) => !before.includes(one))) add(from, 'missed', at)
  }
  tellRecent({ desk, calls }, { kind: 'read' })
  // Who called before this code was there.
  missed([], line.getState().line.missed)
  const stops = [
    line.subscribe(({ line: after }, { line: before }) => {
      if (after.missed !== before.missed) missed(before.missed, after.missed)
      const answered = answeredBy(before, after)
      if (answered) add(answered, 'answered', now())
    }),
    calls.subscribe(({ lastDialled: [last] }, { lastDialled: [before] }) => {
      if (last && last !== before) add(last, 'dialled', now())
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}

/** Who rang or waited and has the line now. */
function answeredBy(before: Line, { call }: Line): Other | null {
  const rang = before.call.kind === 'ringing' ? before.call.invite : before.waiting
  return rang && call.kind === 'talking' && call.invite.id === rang.id ? rang.from : null
}
