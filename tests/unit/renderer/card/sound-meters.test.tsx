// @vitest-environment jsdom
// The level meters on the card: one for the call, or one for each side where the PBX tells them apart; empty when nothing is known.
import { act, cleanup, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Mode } from '#contract/monitor.ts'
import type { Levels } from '#renderer/line/meters.ts'
import { en as words } from '#renderer/words/en/en.ts'
import { site as aSite, button, card, setUp } from '../monitor/stage.tsx'

const { meters } = words.monitor
const separately = { capabilities: { ...aSite.capabilities, levels: 'separate' as const } }
let stage: ReturnType<typeof setUp>
let line: Levels
let motion: 'reduce' | 'any'

beforeEach(() => {
  vi.useFakeTimers({
    shouldAdvanceTime: true,
    toFake: ['setTimeout', 'clearTimeout', 'Date', 'requestAnimationFrame', 'cancelAnimationFrame', 'performance'],
  })
  line = { sent: 0, received: 0 }
  motion = 'any'
  window.matchMedia = (query) =>
    ({ matches: query.includes('reduced-motion') && motion === 'reduce' }) as MediaQueryList
})
afterEach(() => {
  cleanup()
  stage.stop()
  Reflect.deleteProperty(window, 'matchMedia')
  vi.useRealTimers()
})

async function listening(site: Parameters<typeof setUp>[0] = {}): Promise<void> {
  stage = setUp(site)
  const { line: phone } = stage
  phone.meters = () => ({ read: () => line, pause: () => {}, resume: () => {}, close: () => {} })
  act(() => {
    phone.register()
    stage.microphoneReady()
  })
  await stage.user.click(button('Listen to Alice Archer'))
  await act(async () => stage.rings())
  await act(async () => stage.attached())
}
const changeTo = async (mode: Mode, name: string) => {
  await stage.user.click(button(name))
  await act(async () => stage.confirms(mode))
}
const pass = (ms: number) => act(async () => vi.advanceTimersByTimeAsync(ms))
const hear = async (agent: number | null, caller: number | null, ticketId = stage.ticketId) => {
  stage.desk.say('levels', { ticketId, agent, caller })
  await pass(120)
}
const meter = (name: string) => screen.getByRole('meter', { name })
const saying = (name: string) => meter(name).getAttribute('aria-valuetext')
const width = (name: string) => Number(meter(name).style.getPropertyValue('--level') || 0)
const names = () => screen.getAllByRole('meter').map((one) => one.getAttribute('aria-label'))

describe('where the call is one sound', () => {
  it('there is one meter for it, which moves with what the line plays, and yours', async () => {
    await listening()
    expect(names()).toEqual([meters.you, meters.call])
    line = { sent: 0, received: 0.6 }
    await pass(200)
    expect([saying(meters.call), saying(meters.you)]).toEqual([meters.heard, meters.closed])
    line = { sent: 0, received: 0 }
    await pass(1_000)
    expect(saying(meters.call)).toBe(meters.silent)
  })
})

describe('your own meter', () => {
  it('moves while the microphone is open', async () => {
    await listening()
    await changeTo('join', words.monitor.join)
    line = { sent: 0.6, received: 0 }
    await pass(200)
    expect(saying(meters.you)).toBe(meters.heard)
    line = { sent: 0, received: 0 }
    await pass(1_000)
    expect(saying(meters.you)).toBe(meters.silent)
  })

  it.each(['any', 'reduce'] as const)(
    'says closed the moment nobody hears, whatever was painted last (motion: %s)',
    async (wanted) => {
      motion = wanted
      await listening()
      await changeTo('join', words.monitor.join)
      line = { sent: 0.9, received: 0 }
      await pass(1_100)
      expect(saying(meters.you)).toBe(meters.heard)
      await act(async () => stage.desk.pbx({ kind: 'targetEnded', ticketId: stage.ticketId }))
      expect(card()?.dataset.heardBy).toBe('nobody')
      expect([saying(meters.you), meter(meters.you).dataset.word, width(meters.you)]).toEqual([
        meters.closed,
        undefined,
        0,
      ])
      await pass(1_100) // the source may be late; what is not sent is never shown
      expect(saying(meters.you)).toBe(meters.closed)
    },
  )
})

describe('where the PBX tells agent and caller apart', () => {
  it('each has a meter of its own', async () => {
    await listening(separately)
    expect(names()).toEqual([meters.you, meters.agent, meters.caller])
    await hear(-15, -50)
    expect([saying(meters.agent), saying(meters.caller)]).toEqual([meters.heard, meters.silent])
    expect(width(meters.agent)).toBeCloseTo(0.75)
    await hear(-120, -12)
    for (let n = 0; n < 10; n++) await hear(-120, -12)
    expect([saying(meters.agent), saying(meters.caller)]).toEqual([meters.silent, meters.heard])
    expect(Number(meter(meters.caller).getAttribute('aria-valuenow'))).toBe(80)
  })

  it('they are empty when the levels stop coming, and say so', async () => {
    await listening(separately)
    await hear(-10, -10)
    await pass(600)
    expect([saying(meters.agent), width(meters.agent)]).toEqual([meters.unknown, 0])
  })

  it('they are empty for levels of another monitor, and for a side that is not there', async () => {
    await listening(separately)
    await hear(-10, -10, 'somebody else’s')
    expect(saying(meters.agent)).toBe(meters.unknown)
    await hear(null, -10)
    expect([saying(meters.agent), saying(meters.caller)]).toEqual([meters.unknown, meters.heard])
  })

  it('they are empty at once when the call ends, even if a late level comes', async () => {
    await listening(separately)
    await hear(-10, -10)
    await act(async () => stage.desk.pbx({ kind: 'targetEnded', ticketId: stage.ticketId }))
    expect([saying(meters.agent), width(meters.agent)]).toEqual([meters.over, 0])
    await hear(-10, -10)
    expect([saying(meters.agent), saying(meters.caller)]).toEqual([meters.over, meters.over])
  })

  it('they are empty while the connection is broken, though levels still come', async () => {
    await listening(separately)
    await hear(-10, -10)
    act(() => stage.desk.say('status', { phase: 'stale', since: 0, cause: { code: 'pbxUnreachable' } }))
    await hear(-10, -10)
    expect(saying(meters.agent)).toBe(meters.unknown)
  })

  it('they are told a screen reader once a second at most, and drawn without rendering', async () => {
    await listening(separately)
    await hear(-10, -10)
    const told: string[] = []
    const watch = new MutationObserver((changes) =>
      told.push(...changes.map(({ target }) => (target as Element).ariaLabel ?? '')),
    )
    watch.observe(meter(meters.agent), { attributes: true, attributeFilter: ['aria-valuenow', 'aria-valuetext'] })
    const before = meter(meters.agent).querySelector('.meter-bar')
    for (let n = 0; n < 16; n++) await hear(n % 2 ? -10 : -16, -10)
    watch.disconnect()
    expect(told.length).toBeGreaterThan(0)
    expect(told.length).toBeLessThanOrEqual(4) // two seconds, two attributes
    expect(meter(meters.agent).querySelector('.meter-bar')).toBe(before)
  })
})
