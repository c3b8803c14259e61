// The browser's audio: its microphones where it has any, and the element that plays what the line hears.
// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { browserMicrophone, createSpeaker, FORGOTTEN_AFTER_MS, LOOK_EVERY_MS } from '#renderer/line/browser-audio.ts'
import { fakeClock, settle } from '../../../fakes/fake-clock.ts'

const devices = (mediaDevices: object | undefined) =>
  Object.defineProperty(navigator, 'mediaDevices', { configurable: true, value: mediaDevices })

afterEach(() => {
  devices(undefined)
  vi.unstubAllGlobals()
})

describe('the microphones', () => {
  it('are asked of the browser as they are wanted', async () => {
    const stream = {}
    const getUserMedia = vi.fn(async () => stream)
    devices({ getUserMedia })
    expect(await browserMicrophone.getUserMedia({ audio: { echoCancellation: true } })).toBe(stream)
    expect(getUserMedia.mock.calls).toEqual([[{ audio: { echoCancellation: true } }]])
  })

  it('are none where the page may not have any', async () => {
    const missing = await browserMicrophone.getUserMedia({ audio: true }).catch((error: unknown) => error)
    expect((missing as DOMException).name).toBe('NotFoundError')
    expect(await browserMicrophone.defaultDevice()).toBeNull()
    browserMicrophone.onDevicesChanged(() => {})()
  })

  it('are watched until that is stopped', () => {
    const target = new EventTarget()
    devices(target)
    const changed = vi.fn()
    const stop = browserMicrophone.onDevicesChanged(changed)
    target.dispatchEvent(new Event('devicechange'))
    stop()
    target.dispatchEvent(new Event('devicechange'))
    expect(changed).toHaveBeenCalledTimes(1)
  })

  it.each([
    [
      'the default’s',
      [
        ['audioinput', 'a', 'group a'],
        ['audioinput', 'default', 'group d'],
        ['audioinput', 'b', 'group d'],
      ],
      'group d',
    ],
    [
      'where that is told of none, all there are',
      [
        ['audioinput', 'default', 'group d'],
        ['audioinput', 'a', 'group a'],
        ['audioinput', 'b', 'group b'],
      ],
      'default a b',
    ],
    [
      'the first one’s',
      [
        ['audiooutput', 'o', 'group o'],
        ['audioinput', 'a', 'group a'],
      ],
      'group a',
    ],
    [
      'no speaker’s',
      [
        ['audiooutput', 'default', 'group o'],
        ['audioinput', 'a', 'group a'],
      ],
      'group a',
    ],
    ['none', [['audiooutput', 'default', 'group o']], null],
  ])('have %s device behind them', async (_what, list, group) => {
    devices({ enumerateDevices: async () => list.map(([kind, deviceId, groupId]) => ({ kind, deviceId, groupId })) })
    expect(await browserMicrophone.defaultDevice()).toBe(group)
  })

  it('have a silence that is live in their place', () => {
    const track = {}
    let resumed = false
    class FakeContext {
      async resume() {
        resumed = true
      }
      createMediaStreamDestination = () => ({ stream: { getAudioTracks: () => [track] } })
    }
    vi.stubGlobal('AudioContext', FakeContext)
    expect(browserMicrophone.silentTrack()).toBe(track)
    expect(resumed).toBe(true)
    class Trackless extends FakeContext {
      override createMediaStreamDestination = () => ({ stream: { getAudioTracks: () => [] } }) as never
    }
    vi.stubGlobal('AudioContext', Trackless)
    expect(() => browserMicrophone.silentTrack()).toThrow()
  })
})

describe('the speaker', () => {
  const made: HTMLAudioElement[] = []
  const sinks: string[] = []
  let gone = ''
  let playing = 0
  const changes = new Set<() => void>()
  beforeEach(() => {
    made.length = 0
    sinks.length = 0
    gone = ''
    playing = 0
    const create = document.createElement.bind(document)
    vi.spyOn(document, 'createElement').mockImplementation(((name: string) => {
      const element = create(name)
      if (!(element instanceof HTMLAudioElement)) return element
      made.push(element)
      element.play = async () => {
        playing += 1
        throw new DOMException('interrupted', 'AbortError')
      }
      element.setSinkId = async (id) => {
        sinks.push(id)
        if (id === gone && id !== '') throw new DOMException('no such device', 'NotFoundError')
      }
      return element
    }) as typeof document.createElement)
  })
  afterEach(() => {
    changes.clear()
    vi.restoreAllMocks()
  })
  const element = () => made[0] ?? expect.fail('nothing plays')

  it('plays a stream at once, another instead of it, and then none', async () => {
    const speaker = createSpeaker(fakeClock())
    expect(element().autoplay).toBe(true)
    const [first, second] = [{}, {}] as MediaStream[]
    speaker.play(first as never)
    expect(element().srcObject).toBe(first)
    speaker.play(second as never)
    expect(element().srcObject).toBe(second)
    expect(playing).toBe(2)
    speaker.silence()
    expect(element().srcObject).toBeNull()
    await settle() // what was refused is nobody's failure
  })

  it('asks for no devices on Windows and macOS, which tell of every change by themselves', () => {
    const enumerateDevices = vi.fn(async () => [])
    devices(Object.assign(new EventTarget(), { enumerateDevices }))
    const before = navigator.userAgent
    for (const system of ['Windows NT 10.0; Win64; x64', 'Macintosh; Intel Mac OS X 10_15_7']) {
      Object.defineProperty(navigator, 'userAgent', { configurable: true, value: `Mozilla/5.0 (${system}) Chrome/140` })
      const clock = fakeClock()
      createSpeaker(clock).play({} as MediaStream)
      expect(clock.waiting()).toBe(0)
    }
    Object.defineProperty(navigator, 'userAgent', { configurable: true, value: before })
    expect(enumerateDevices).not.toHaveBeenCalled()
  })

  it('asks for the devices as long as it plays, since some tell of no change by themselves', () => {
    const clock = fakeClock()
    const enumerateDevices = vi.fn(async () => {
      throw new Error('the page is going')
    })
    devices(Object.assign(new EventTarget(), { enumerateDevices }))
    const speaker = createSpeaker(clock)
    clock.pass(10 * LOOK_EVERY_MS)
    expect(enumerateDevices).not.toHaveBeenCalled()
    speaker.play({} as never)
    speaker.play({} as never)
    clock.pass(3 * LOOK_EVERY_MS)
    expect(enumerateDevices).toHaveBeenCalledTimes(3)
    speaker.silence()
    clock.pass(10 * LOOK_EVERY_MS)
    expect([enumerateDevices.mock.calls.length, clock.waiting()]).toEqual([3, 0])
  })

  const headset = { kind: 'audiooutput', id: 'headset', name: 'Headset' } as const
  /** A speaker beside these devices; `plug` exchanges them. */
  const beside = (...first: readonly (readonly [id: string, name: string])[]) => {
    let list = first
    const states: string[] = []
    const clock = fakeClock()
    const speaker = createSpeaker(clock, {
      ...browserMicrophone,
      onDevicesChanged: (listener) => {
        changes.add(listener)
        return () => changes.delete(listener)
      },
    })
    speaker.onState((state) => states.push(state))
    devices({
      enumerateDevices: async () => list.map(([deviceId, label]) => ({ kind: 'audiooutput', deviceId, label })),
    })
    const plug = async (...next: typeof first) => {
      list = next
      for (const changed of changes) changed()
      await settle()
    }
    return { speaker, states, plug, clock }
  }
  it('is the one that was chosen, else the system’s', async () => {
    const { speaker, states } = beside(['headset', 'Headset'])
    speaker.choose(headset)
    await settle()
    speaker.choose(null)
    await settle()
    expect([sinks, states, element().muted]).toEqual([['headset', ''], [], false])
  })

  it('L4: plays nothing in the room while the chosen one is not plugged in, and there again once it is, by another id too', async () => {
    const { speaker, states, plug, clock } = beside(['headset', 'Headset'], ['default', 'Room'])
    speaker.choose(headset)
    await settle()
    await plug(['default', 'Room'])
    expect([states, element().muted, sinks]).toEqual([['gone'], true, ['headset']])
    await clock.advance(FORGOTTEN_AFTER_MS)
    await plug(['default', 'Room'], ['another', 'Headset'])
    expect([states, element().muted, sinks.at(-1)]).toEqual([['gone', 'ready'], false, 'another'])
  })

  it('L4: plays elsewhere when the supervisor insists, and no longer than until the chosen one is back', async () => {
    const { speaker, states, plug } = beside(['default', 'Room'])
    speaker.choose(headset)
    await settle()
    speaker.insist()
    await settle()
    expect([states, element().muted, sinks.at(-1)]).toEqual([['gone', 'ready'], false, ''])
    await plug(['default', 'Room'], ['headset', 'Headset'])
    expect(sinks.at(-1)).toBe('headset')
    await plug(['default', 'Room'])
    expect([states.at(-1), element().muted]).toEqual(['gone', true])
  })

  it('gives back what it plays on while that is gone, and takes it again only once the browser has closed it', async () => {
    const { speaker, states, plug, clock } = beside(['headset', 'Headset'], ['default', 'Room'])
    const stream = {} as MediaStream
    speaker.choose(headset)
    await settle()
    speaker.play(stream)
    await plug(['default', 'Room'])
    expect(element().srcObject).toBeNull()
    const next = {} as MediaStream
    speaker.play(next)
    expect(element().srcObject).toBeNull()
    await clock.advance(1_000)
    await plug(['headset', 'Headset'], ['default', 'Room'])
    await clock.advance(FORGOTTEN_AFTER_MS - 1_001)
    expect([states, element().srcObject]).toEqual([['gone'], null])
    await clock.advance(1)
    expect([states, element().srcObject, element().muted]).toEqual([['gone', 'ready'], next, false])
    speaker.silence()
    expect([element().srcObject, clock.waiting()]).toEqual([null, 0])
  })

  it('that has gone again in that time stays gone', async () => {
    const { speaker, states, plug, clock } = beside(['headset', 'Headset'], ['default', 'Room'])
    speaker.choose(headset)
    await settle()
    await plug(['default', 'Room'])
    await plug(['headset', 'Headset'], ['default', 'Room'])
    await plug(['default', 'Room'])
    await clock.advance(10 * FORGOTTEN_AFTER_MS)
    expect([states, element().muted, clock.waiting()]).toEqual([['gone'], true, 0])
  })

  it('is not called gone where names and ids are hidden, nor where none can be chosen', async () => {
    const { speaker, states } = beside(['', ''])
    speaker.choose(headset)
    await settle()
    Object.assign(element(), { setSinkId: undefined })
    speaker.choose({ ...headset, id: 'other' })
    await settle()
    expect([states, element().muted]).toEqual([[], false])
  })

  it('plays nothing where the chosen one does not take the sound', async () => {
    gone = 'headset'
    const { speaker, states } = beside(['headset', 'Headset'])
    speaker.choose(headset)
    await settle()
    expect([states, element().muted]).toEqual([['gone'], true])
  })
})
