// Puts a part of the line on a page, with the line as the test has it; what the supervisor does is recorded.
import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ReactNode } from 'react'
import { createStore } from 'zustand/vanilla'
import { noLine } from '#renderer/line/line.ts'
import { LineContext, type LineView } from '#renderer/line/line-store.ts'
import { aLineView } from '../../../fakes/views.ts'

export function stage(part: ReactNode, over: Partial<LineView> = {}) {
  const done: string[] = []
  const doing = (name: string) => () => void done.push(name)
  const store = createStore<LineView>(() => ({
    ...aLineView,
    hasAccount: true,
    logIn: doing('logIn'),
    logOut: doing('logOut'),
    answer: doing('answer'),
    decline: doing('decline'),
    hangUp: doing('hangUp'),
    missedSeen: doing('missedSeen'),
    mute: (on) => void done.push(`mute ${on}`),
    retryMicrophone: doing('retryMicrophone'),
    insist: (what) => void done.push(`insist ${what}`),
    ...over,
  }))
  const page = render(<LineContext value={store}>{part}</LineContext>)
  return {
    done,
    page,
    user: userEvent.setup(),
    /** The line is so from now on. */
    set: (next: Partial<LineView>) => act(() => store.setState(next)),
    with: (line: Partial<LineView['line']>) => act(() => store.setState({ line: { ...noLine, ...line } })),
  }
}

export const button = (name: string) => screen.getByRole('button', { name })
