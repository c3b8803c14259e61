// The wallboard's address and its screen: opened by either, left by either, full where the browser allows, and awake.
// @vitest-environment jsdom
import { act, cleanup, renderHook } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { LineContext, type LineStore } from '#renderer/line/line-store.ts'
import { MonitorContext, type MonitorStore } from '#renderer/monitor/monitor-store.ts'
import { useWakeLock } from '#renderer/wallboard/use-wake-lock.ts'
import { useWallboard } from '#renderer/wallboard/use-wallboard.ts'
import { aLineView, aMonitorView } from '../../../fakes/views.ts'

const done: string[] = []
let isFull = false
let isOpen = false // the microphone

const did = (name: string, answer: () => Promise<unknown>) => () => {
  done.push(name)
  return answer()
}

beforeEach(() => {
  done.length = 0
  isFull = false
  isOpen = false
  location.hash = ''
  Object.defineProperty(document, 'fullscreenElement', {
    configurable: true,
    get: () => (isFull ? document.body : null),
  })
  Object.assign(document.documentElement, { requestFullscreen: did('full', async () => undefined) })
  Object.assign(document, { exitFullscreen: did('small', async () => undefined) })
  const keyboard = {
    lock: (codes: readonly string[]) => did(`lock ${codes}`, async () => undefined)(),
    unlock: () => void done.push('unlock'),
  }
  Object.defineProperty(navigator, 'keyboard', { configurable: true, value: keyboard })
})
afterEach(cleanup)

function setUp() {
  const line: LineStore = createStore(() => ({
    ...aLineView,
    microphone: { source: 'ready', open: isOpen } as const,
  }))
  const monitor: MonitorStore = createStore(() => ({ ...aMonitorView, mute: () => void done.push('mute') }))
  const wrapper = ({ children }: { children: ReactNode }) => (
    <LineContext value={line}>
      <MonitorContext value={monitor}>{children}</MonitorContext>
    </LineContext>
  )
  const { result, unmount } = renderHook(() => useWallboard(), { wrapper })
  return {
    unmount,
    isOpen: () => result.current.isOpen,
    open: () => go(() => result.current.open()),
    leave: () => go(() => result.current.leave()),
  }
}

/** The address changes a moment later. */
const go = async (run: () => void) => {
  const changed = new Promise((resolve) => addEventListener('hashchange', resolve, { once: true }))
  await act(async () => {
    run()
    await changed
  })
}
const leavesFull = () =>
  act(async () => {
    isFull = false
    document.dispatchEvent(new Event('fullscreenchange'))
  })

describe('the wallboard', () => {
  it('is open where its address is, and stays so over a reload', async () => {
    await go(() => {
      location.hash = '#wallboard'
    })
    const wall = setUp()
    expect(wall.isOpen()).toBe(true)
    await go(() => {
      location.hash = '#other'
    })
    expect(wall.isOpen()).toBe(false)
  })

  it('is opened full, with Esc for the page, and left small, with Esc for the browser', async () => {
    const wall = setUp()
    expect(wall.isOpen()).toBe(false)
    await wall.open()
    expect([wall.isOpen(), location.hash]).toEqual([true, '#wallboard'])
    expect(done).toEqual(['full', 'lock Escape'])
    isFull = true
    await wall.leave()
    expect([wall.isOpen(), location.hash]).toEqual([false, ''])
    expect(done.slice(2)).toEqual(['unlock', 'small'])
  })

  it('leaves no full screen where there is none', async () => {
    const wall = setUp()
    await wall.open()
    await wall.leave()
    expect(done).not.toContain('small')
  })

  it('stands a browser that can neither, or refuses', async () => {
    const refused = () => Promise.reject(new Error('not allowed'))
    Object.assign(document.documentElement, { requestFullscreen: refused })
    Object.assign(document, { exitFullscreen: refused })
    Object.defineProperty(navigator, 'keyboard', { configurable: true, value: { lock: refused } })
    const wall = setUp()
    await wall.open()
    isFull = true
    await wall.leave()
    Object.assign(document.documentElement, { requestFullscreen: undefined })
    for (const keyboard of [{}, undefined]) {
      Object.defineProperty(navigator, 'keyboard', { configurable: true, value: keyboard })
      await wall.open()
      await wall.leave()
    }
    expect(wall.isOpen()).toBe(false)
  })
})

describe('the browser’s own end of the full screen', () => {
  it('leaves the wallboard', async () => {
    const wall = setUp()
    await wall.open()
    isFull = true
    const changed = new Promise((resolve) => addEventListener('hashchange', resolve, { once: true }))
    await leavesFull()
    await act(async () => void (await changed))
    expect(wall.isOpen()).toBe(false)
    expect(done).not.toContain('mute')
  })

  it('first lets nobody hear any more, and stays', async () => {
    isOpen = true
    const wall = setUp()
    await wall.open()
    await leavesFull()
    expect(done).toContain('mute')
    expect(location.hash).toBe('#wallboard')
    expect(wall.isOpen()).toBe(true)
  })

  it('is none while it begins, nor where the wallboard is not open or gone', async () => {
    isOpen = true
    const wall = setUp()
    await leavesFull()
    expect(done).toEqual([])
    await wall.open()
    isFull = true
    await act(async () => void document.dispatchEvent(new Event('fullscreenchange')))
    expect(done).not.toContain('mute')
    wall.unmount()
    await leavesFull()
    expect(done).not.toContain('mute')
  })
})

describe('the screen', () => {
  const held: string[] = []
  let sight: DocumentVisibilityState = 'visible'
  const see = (next: DocumentVisibilityState) => {
    sight = next
    document.dispatchEvent(new Event('visibilitychange'))
  }
  const hold = (request: (kind: string) => Promise<unknown>) =>
    Object.defineProperty(navigator, 'wakeLock', { configurable: true, value: { request } })
  beforeEach(() => {
    held.length = 0
    sight = 'visible'
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => sight })
    hold(async (kind) => {
      held.push(kind)
      return { release: () => held.push('released') }
    })
  })

  it('is kept awake until the wall is left', async () => {
    const { unmount } = renderHook(() => useWakeLock())
    expect(held).toEqual(['screen'])
    unmount()
    await vi.waitFor(() => expect(held).toEqual(['screen', 'released']))
    see('visible')
    expect(held).toHaveLength(2)
  })

  it('is kept awake again when the page is back in sight, not while it is hidden', () => {
    renderHook(() => useWakeLock())
    see('hidden')
    expect(held).toEqual(['screen'])
    see('visible')
    expect(held).toEqual(['screen', 'screen'])
  })

  it('sleeps where the browser cannot or will not keep it awake', async () => {
    hold(() => Promise.reject(new Error('the battery is low')))
    renderHook(() => useWakeLock()).unmount()
    Object.defineProperty(navigator, 'wakeLock', { configurable: true, value: undefined })
    renderHook(() => useWakeLock()).unmount()
    await act(async () => {})
    expect(held).toEqual([])
  })
})
