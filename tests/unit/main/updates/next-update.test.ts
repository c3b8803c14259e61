// When the program updates itself, without any feed or file.
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { atFirst, nextUpdate, type UpdateEvent, type UpdateMode, type UpdateState } from '#main/updates/next-update.ts'
import { packageOf } from './signed-feed.ts'

const release = { version: '0.2.0', file: packageOf('0.2.0'), wayBack: packageOf('0.1.0') }
const stateAfter = (events: readonly UpdateEvent[], mode: UpdateMode = 'ask', from: UpdateState = atFirst) =>
  events.reduce((state, event) => nextUpdate(state, event, mode), from)
const found: readonly UpdateEvent[] = [{ kind: 'due' }, { kind: 'read', release }]
const yes: UpdateEvent = { kind: 'answered', yes: true }

describe('an update', () => {
  it('is fetched after a yes, and installed when the program ends', () => {
    const fetched = stateAfter([...found, { kind: 'free' }, yes, { kind: 'free' }, { kind: 'fetched' }])
    expect(fetched).toEqual({ phase: 'fetched', release })
    expect(nextUpdate(fetched, { kind: 'ending', isFree: true }, 'ask').phase).toBe('installing')
    expect(nextUpdate(fetched, { kind: 'ending', isFree: false }, 'ask')).toBe(fetched)
  })

  it('asks nothing while somebody listens, nor fetches after a yes that came while listening had begun', () => {
    expect(stateAfter([...found, { kind: 'busy' }]).phase).toBe('found')
    expect(stateAfter([...found, { kind: 'free' }, { kind: 'busy' }, yes])).toEqual({
      phase: 'found',
      release,
      agreed: true,
    })
  })

  it('stops fetching when somebody begins to listen, and goes on by itself afterwards', () => {
    const stopped = stateAfter([...found, { kind: 'free' }, yes, { kind: 'free' }, { kind: 'busy' }])
    expect(stopped).toEqual({ phase: 'found', release, agreed: true })
    expect(nextUpdate(stopped, { kind: 'free' }, 'ask').phase).toBe('fetching')
  })

  it('that was declined is not offered again, but the next one is', () => {
    const declined = stateAfter([...found, { kind: 'free' }, { kind: 'answered', yes: false }])
    expect(stateAfter(found, 'ask', declined)).toEqual({ phase: 'resting', declined: '0.2.0' })
    const newer = { ...release, version: '0.3.0' }
    expect(stateAfter([{ kind: 'due' }, { kind: 'read', release: newer }], 'ask', declined).phase).toBe('found')
  })

  it('asks nothing where the site says auto, and does nothing where it says off', () => {
    expect(stateAfter([...found, { kind: 'free' }], 'auto').phase).toBe('fetching')
    expect(stateAfter(found, 'off')).toBe(atFirst)
    expect(stateAfter([...found, { kind: 'free' }, yes], 'ask', stateAfter([], 'off')).phase).toBe('found')
    expect(nextUpdate({ phase: 'fetched', release }, { kind: 'ending', isFree: true }, 'off')).toEqual(atFirst)
  })

  it('never asks, fetches or installs in one step with anything but a free console, whatever happens', () => {
    const events = fc.oneof(
      ...(['due', 'free', 'busy', 'fetched', 'failed'] as const).map((kind) => fc.constant({ kind })),
      fc.boolean().map((isFree) => ({ kind: 'ending', isFree }) as const),
      fc.boolean().map((wants) => ({ kind: 'answered', yes: wants }) as const),
      fc.constantFrom(release, null).map((one) => ({ kind: 'read', release: one }) as const),
    )
    fc.assert(
      fc.property(fc.array(events, { maxLength: 40 }), fc.constantFrom('ask', 'auto'), (all, mode) => {
        let state = atFirst
        let agreed = mode === 'auto'
        for (const event of all) {
          const next = nextUpdate(state, event, mode)
          if (event.kind === 'answered' && state.phase === 'asking' && event.yes) agreed = true
          if (next.phase !== state.phase) {
            if (next.phase === 'asking' || next.phase === 'fetching') expect(event.kind).toBe('free')
            if (next.phase === 'installing') expect(event).toEqual({ kind: 'ending', isFree: true })
            if (next.phase === 'fetching') expect(agreed).toBe(true)
          }
          state = next
        }
      }),
    )
  })
})
