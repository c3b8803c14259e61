// The microphone's track: always disabled when new, exchanged when devices change, never two at once.
import { describe, expect, it, vi } from 'vitest'
import { createMicrophone, type MicrophoneParts } from '../../../../src-renderer/line/microphone.ts'

class FakeTrack extends EventTarget {
  enabled = true
  readyState = 'live'
  stop() {
    this.readyState = 'ended'
  }
  unplug() {
    this.readyState = 'ended'
    this.dispatchEvent(new Event('ended'))
  }
}

function setUp(answers: (FakeTrack | string)[]) {
  const asked: MediaStreamConstraints[] = []
  let devicesChanged = () => {}
  let defaultDevice = 'headset'
  const parts: MicrophoneParts = {
    getUserMedia: async (constraints) => {
      asked.push(constraints)
      const answer = answers.shift() ?? 'NotFoundError'
      if (typeof answer === 'string') throw Object.assign(new Error(answer), { name: answer })
      return { getAudioTracks: () => [answer] } as unknown as MediaStream
    },
    silentTrack: () => new FakeTrack() as unknown as MediaStreamTrack,
    onDevicesChanged: (listener) => {
      devicesChanged = listener
      return () => {}
    },
    defaultDevice: async () => defaultDevice,
  }
  const exchanged = vi.fn<() => void>()
  const microphone = createMicrophone(parts, exchanged)
  return {
    microphone,
    asked,
    exchanged,
    plug: (device = defaultDevice) => {
      defaultDevice = device
      devicesChanged()
    },
    until: (source: string) => vi.waitFor(() => expect(microphone.source()).toBe(source)),
  }
}

const choice = { microphoneId: null, speakerId: null, processing: true }

describe('the microphone', () => {
  it('comes disabled', async () => {
    const track = new FakeTrack()
    const { microphone, until } = setUp([track])
    microphone.acquire()
    await until('ready')
    expect(track.enabled).toBe(false)
    expect(microphone.track()).toBe(track)
  })

  it.each([
    ['NotAllowedError', 'refused'],
    ['NotFoundError', 'absent'],
    ['NotReadableError', 'absent'],
  ])('that fails with %s is %s, and a disabled silent track stands in', async (error, source) => {
    const { microphone, until } = setUp([error])
    microphone.acquire()
    await until(source)
    expect(microphone.current()).toBeNull()
    expect(microphone.track().enabled).toBe(false)
  })

  it('that is unplugged says so, closed, and comes back closed when it is plugged in again', async () => {
    const [first, second] = [new FakeTrack(), new FakeTrack()]
    const { microphone, until, exchanged, plug } = setUp([first, second])
    microphone.acquire()
    await until('ready')
    first.enabled = true
    first.unplug()
    expect(first.enabled).toBe(false)
    expect(microphone.source()).toBe('ended')
    plug()
    await until('ready')
    expect(microphone.current()).toBe(second)
    expect(second.enabled).toBe(false)
    expect(exchanged).toHaveBeenCalledTimes(3)
  })

  it('follows the system’s default when that changes, and stops the one before', async () => {
    const [first, second] = [new FakeTrack(), new FakeTrack()]
    const { microphone, until, plug } = setUp([first, second])
    microphone.acquire()
    await until('ready')
    plug('another headset')
    await vi.waitFor(() => expect(microphone.current()).toBe(second))
    expect(first.readyState).toBe('ended')
  })

  it('stays when devices change that are not the default', async () => {
    const { microphone, until, plug, asked } = setUp([new FakeTrack()])
    microphone.acquire()
    await until('ready')
    plug()
    await new Promise((done) => setImmediate(done))
    expect(asked).toHaveLength(1)
  })

  it('falls back to the default when the chosen one is not plugged in', async () => {
    const { microphone, until, asked } = setUp(['OverconstrainedError', new FakeTrack()])
    microphone.choose({ ...choice, microphoneId: 'gone', processing: false })
    microphone.acquire()
    await until('ready')
    const off = { echoCancellation: false, noiseSuppression: false, autoGainControl: false }
    expect(asked).toEqual([{ audio: { ...off, deviceId: { exact: 'gone' } } }, { audio: off }])
  })

  it('that arrives after it was released is given back', async () => {
    const late = new FakeTrack()
    const { microphone } = setUp([late])
    microphone.acquire()
    microphone.release()
    await vi.waitFor(() => expect(late.readyState).toBe('ended'))
    expect(microphone.source()).toBe('idle')
  })
})
