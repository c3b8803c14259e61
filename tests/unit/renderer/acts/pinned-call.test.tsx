// @vitest-environment jsdom
import { act, cleanup, renderHook } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, describe, expect, it } from 'vitest'
import type { ActWish } from '#renderer/acts/acts-store.ts'
import { usePinnedCall } from '#renderer/acts/late/pinned-call.ts'
import { createFloorStore, FloorContext } from '#renderer/floor/floor-store.ts'
import { aCall, anAgent, floorWith } from '../../../fakes/floors.ts'

afterEach(cleanup)

const onAna = { of: 'agents', agentIds: ['1'] } as const
const floorOf = (callId: string) => floorWith([aCall(callId, '1')], [anAgent('1', { callId })])

function open(first: Exclude<ActWish, { kind: 'undo' }>) {
  const store = createFloorStore()
  store.setState({ floor: floorOf('c1') })
  let gone = 0
  const onGone = () => void gone++
  const wrapper = ({ children }: { children: ReactNode }) => <FloorContext value={store}>{children}</FloorContext>
  const hook = renderHook(({ wish }) => usePinnedCall(wish, onGone), { wrapper, initialProps: { wish: first } })
  return {
    gone: () => gone,
    isOfAnother: hook.result,
    next: (wish: typeof first) => hook.rerender({ wish }),
    onCall: (callId: string) => act(() => store.setState({ floor: floorOf(callId) })),
  }
}

describe('what is open for an act on a call', () => {
  it('is gone when the agent has another call, and is not done to that one', () => {
    const question = open({ kind: 'act', act: 'endCall', subject: onAna, at: null })
    expect([question.gone(), question.isOfAnother.current('endCall')]).toEqual([0, false])
    question.onCall('c2')
    expect([question.gone(), question.isOfAnother.current('endCall')]).toEqual([1, true])
  })

  it('knows the call from the menu that led to it', () => {
    const menu = open({ kind: 'menu', subject: onAna, at: null })
    menu.onCall('c2')
    expect(menu.gone(), 'the menu has more on the agent').toBe(0)
    expect(menu.isOfAnother.current('endCall')).toBe(true)
    expect(menu.isOfAnother.current('pause')).toBe(false)
    menu.next({ kind: 'act', act: 'endCall', subject: onAna, at: null })
    expect(menu.gone()).toBe(1)
  })

  it('goes with the call on the row of which it was opened', () => {
    const menu = open({ kind: 'menu', subject: { of: 'call', callId: 'c1' }, at: null })
    menu.onCall('c2')
    expect(menu.gone()).toBe(1)
  })

  it('stays open for what is done to the agent', () => {
    const choice = open({ kind: 'act', act: 'pause', subject: onAna, at: null })
    choice.onCall('c2')
    expect([choice.gone(), choice.isOfAnother.current('pause')]).toEqual([0, false])
  })
})
