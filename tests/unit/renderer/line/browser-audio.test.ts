// The browser's audio: its microphones where it has any, and the element that plays what the line hears.
// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { browserMicrophone, createSpeaker } from '#renderer/line/browser-audio.ts'
import { settle } from '../../../fakes/fake-clock.ts'

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
      ],
      'group d',
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
  afterEach(() => vi.restoreAllMocks())
  const element = () => made[0] ?? expect.fail('nothing plays')

  it('plays a stream at once, another instead of it, and then none', async () => {
    const speaker = createSpeaker()
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

  it('is the one that was chosen, else the system’s', async () => {
    const speaker = createSpeaker()
    speaker.choose('headset')
    speaker.choose(null)
    expect(sinks).toEqual(['headset', ''])
  })

  it('is the system’s where the chosen one is gone', async () => {
    gone = 'headset'
    createSpeaker().choose('headset')
    await vi.waitFor(() => expect(sinks).toEqual(['headset', '']))
  })

  it('cannot be chosen in every browser', () => {
    const speaker = createSpeaker()
    Object.assign(element(), { setSinkId: undefined })
    expect(() => speaker.choose('headset')).not.toThrow()
  })
})
