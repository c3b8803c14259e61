// A running console for tests that show a part of it: with a desk in memory that has said hello, a phone and a floor of the test's.
import type { ReactNode } from 'react'
import type { Floor } from '#contract/floor.ts'
import type { Hello } from '#contract/ipc.ts'
import type { Clock } from '#contract/time.ts'
import { ConsoleProvider } from '#renderer/app/console-provider.tsx'
import { type RunningConsole, runConsole } from '#renderer/app/create-console.ts'
import { followDesk } from '#renderer/desk/follow-desk.ts'
import type { Phone } from '#renderer/line/phone.ts'
import { attentiveClock } from './attentive-clock.ts'
import type { FakeDesk } from './fake-desk.ts'
import { fakeLine } from './fake-line.ts'

type StageParts = {
  readonly desk: FakeDesk
  readonly hello: Hello
  readonly phone?: Phone
  readonly floor?: Floor
  readonly clock?: Clock
}

export type ConsoleStage = {
  readonly console: RunningConsole
  /** What stands below gets the parts of the console. */
  readonly inside: (children: ReactNode) => ReactNode
  readonly stop: () => void
}

export function stageConsole({
  desk,
  hello,
  phone = fakeLine().phone,
  floor,
  clock = attentiveClock,
}: StageParts): ConsoleStage {
  desk.answers.hello = () => hello
  const follower = followDesk(desk.desk, clock.now)
  follower.tell({ kind: 'hello', hello })
  const first = follower.store.getState()
  if (first.phase !== 'ready') throw new Error('the desk has not said hello')
  const running = runConsole({ desk: desk.desk, clock, phone }, follower, first)
  if (floor) running.console.floor.setState({ floor })
  return {
    console: running.console,
    inside: (children) => <ConsoleProvider console={running.console}>{children}</ConsoleProvider>,
    stop: () => {
      running.stop()
      follower.stop()
    },
  }
}
