// Whom the person called and who called them: told to the desk as it happens, and shown as it is kept there.
import { expect, it } from 'vitest'
import { createStore } from 'zustand/vanilla'
import type { CallsView } from '#renderer/calls/calls-store.ts'
import { type Line, noLine } from '#renderer/line/line.ts'
import type { LineView } from '#renderer/line/line-store.ts'
import { keepRecent, tellRecent } from '#renderer/phone/keep-recent.ts'
import { settle } from '../../../fakes/fake-clock.ts'
import { fakeDesk } from '../../../fakes/fake-desk.ts'
import { invite } from '../../../fakes/fake-line.ts'
import { aCallsView, aLineView } from '../../../fakes/views.ts'

function kept(desk = fakeDesk()) {
  const calls = createStore<CallsView>(() => aCallsView)
  const line = createStore<LineView>(() => aLineView)
  const stop = keepRecent({ desk: desk.desk, calls, line, now: () => 7 })
  return {
    desk,
    calls,
    stop,
    line: (next: Partial<Line>) => line.setState({ line: { ...noLine, ...next } }),
    shown: () => calls.getState().recent.map(({ other, how, at }) => `${how} ${other.number} ${at}`),
  }
}
const other = (number: string) => ({ name: null, number })

it('keeps who was called, who was answered and who was missed, each once', async () => {
  const { desk, calls, line, shown } = kept()
  calls.setState({ lastDialled: [other('1')] })
  line({ call: { kind: 'ringing', invite: invite('a', {}, '2') } })
  line({ call: { kind: 'talking', invite: invite('a', {}, '2'), up: false, held: false, muted: false } })
  const missed = [{ from: other('3'), at: 5 }]
  line({ missed })
  line({ missed: [{ from: other('4'), at: 6 }, ...missed] })
  await settle()
  expect(shown().toSorted()).toEqual(['answered 2 7', 'dialled 1 7', 'missed 3 5', 'missed 4 6'])
  expect(calls.getState().recent.filter(({ isSeen }) => !isSeen)).toHaveLength(2)
  expect(desk.inputs('recentCalls')).toHaveLength(5)
})

it('shows what the desk has kept, in another window as well', async () => {
  const first = kept()
  first.calls.setState({ lastDialled: [other('1')] })
  await settle()
  const second = kept(first.desk)
  await settle()
  expect(second.shown()).toEqual(['dialled 1 7'])
  tellRecent({ desk: second.desk.desk, calls: second.calls }, { kind: 'erase' })
  expect(second.shown()).toEqual([])
  await settle()
  expect(kept(first.desk).shown()).toEqual([])
})

it('knows a call by itself while the desk is out of reach', async () => {
  const desk = fakeDesk()
  desk.answers.recentCalls = () => Promise.reject(new Error('gone'))
  const { calls, shown } = kept(desk)
  calls.setState({ lastDialled: [other('1')] })
  await settle()
  expect(shown()).toEqual(['dialled 1 7'])
})

it('a call that was dialled is no answered one', () => {
  const { line, shown } = kept()
  line({
    call: { kind: 'talking', invite: invite('a', {}, '2'), up: false, held: false, muted: false, dialled: 'calling' },
  })
  expect(shown()).toEqual([])
})
