// The microphone's track: always disabled when new, exchanged when devices change, never two at once.
import { describe, expect, it, vi } from 'vitest'
import { type ChosenDevice, createMicrophone, type MicrophoneParts } from '#renderer/line/microphone.ts'
import { settle } from '../../../fakes/fake-clock.ts'

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

const streamOf = (track: FakeTrack) => ({ getAudioTracks: () => [track] }) as unknown as MediaStream

function setUp(answers: (FakeTrack | string)[], onAsked = () => {}) {
  const asked: MediaStreamConstraints[] = []
  let devicesChanged = () => {}
  let watches = 0
  let plugged: (wanted: ChosenDevice) => string | null = ({ id }) => id
  let defaultDevice = 'headset'
  let allow = (_track: FakeTrack) => {}
  let waiting: { inMs: number; run: () => void } | null = null
  const parts: MicrophoneParts = {
    getUserMedia: async (constraints) => {
      asked.push(constraints)
      onAsked()
      const answer = answers.shift() ?? 'NotFoundError'
      if (answer === 'open') return new Promise<MediaStream>((resolve) => (allow = (track) => resolve(streamOf(track))))
      if (answer === 'trackless') return { getAudioTracks: () => [] } as unknown as MediaStream
      if (typeof answer === 'string') throw Object.assign(new Error(answer), { name: answer })
      return streamOf(answer)
    },
    silentTrack: () => new FakeTrack() as unknown as MediaStreamTrack,
    onDevicesChanged: (listener) => {
      watches += 1
      devicesChanged = listener
      return () => {
        watches -= 1
      }
    },
    defaultDevice: async () => defaultDevice,
    find: async (wanted) => plugged(wanted),
    clock: {
      after: (inMs, run) => {
        waiting = { inMs, run }
        return () => {
          waiting = null
        }
      },
    },
  }
  const exchanged = vi.fn<() => void>()
  const microphone = createMicrophone(parts, exchanged)
  return {
    microphone,
    asked,
    exchanged,
    watches: () => watches,
    plug: (device = defaultDevice) => {
      defaultDevice = device
      devicesChanged()
    },
    /** Under which id the chosen device is plugged in from now on. */
    pluggedAs: (find: typeof plugged) => {
      plugged = find
    },
    allow: (track: FakeTrack) => allow(track),
    /** Lets the patience with an open question of permission run out; false when nothing waits. */
    wait: () => {
      waiting?.run()
      return waiting !== null
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
    ['NotReadableError', 'inUse'],
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

  it('that was chosen stays when the system’s default changes', async () => {
    const { microphone, until, plug, asked } = setUp([new FakeTrack()])
    microphone.choose({ ...choice, microphoneId: 'mine' })
    expect(asked, 'nothing is asked for before it is wanted').toHaveLength(0)
    microphone.acquire()
    await until('ready')
    plug('another headset')
    await settle()
    expect(asked).toHaveLength(1)
  })

  it('is asked for anew when another is chosen, or other processing, and not for a speaker', async () => {
    const { microphone, until, asked } = setUp([new FakeTrack(), new FakeTrack(), new FakeTrack()])
    microphone.acquire()
    await until('ready')
    microphone.choose({ ...choice, speakerId: 'other' })
    expect(asked).toHaveLength(1)
    microphone.choose({ ...choice, processing: false })
    await vi.waitFor(() => expect(asked).toHaveLength(2))
    microphone.choose({ ...choice, processing: false, microphoneId: 'mine' })
    await vi.waitFor(() => expect(asked).toHaveLength(3))
    microphone.release()
    microphone.choose(choice)
    await settle()
    expect(asked).toHaveLength(3)
  })

  it.each([
    ['processing', [false, false, false]],
    ['echoCancellation', [false, true, true]],
    ['noiseSuppression', [true, false, true]],
    ['gainControl', [true, true, false]],
  ] as const)('is closed before it is asked for without %s', async (off, [echo, noise, gain]) => {
    const [first, second] = [new FakeTrack(), new FakeTrack()]
    const stateWhenAsked: string[] = []
    const { microphone, until, asked } = setUp([first, second], () => stateWhenAsked.push(first.readyState))
    microphone.acquire()
    await until('ready')
    microphone.choose({ ...choice, [off]: false })
    await vi.waitFor(() => expect(microphone.current()).toBe(second))
    expect(stateWhenAsked).toEqual(['live', 'ended'])
    expect(asked[1]).toEqual({ audio: { echoCancellation: echo, noiseSuppression: noise, autoGainControl: gain } })
    expect(second.enabled).toBe(false)
  })

  it('switched twice in a moment is asked for one after the other', async () => {
    const [slow, third] = [new FakeTrack(), new FakeTrack()]
    const slowWhenAsked: string[] = []
    const answers = [new FakeTrack(), 'open', third]
    const { microphone, until, allow } = setUp(answers, () => slowWhenAsked.push(slow.readyState))
    microphone.acquire()
    await until('ready')
    microphone.choose({ ...choice, noiseSuppression: false })
    await vi.waitFor(() => expect(slowWhenAsked).toHaveLength(2))
    microphone.choose({ ...choice, noiseSuppression: false, gainControl: false })
    await settle()
    allow(slow)
    await vi.waitFor(() => expect(microphone.current()).toBe(third))
    expect(slowWhenAsked).toEqual(['live', 'live', 'ended'])
  })

  it('without any processing is left alone when one of the three is switched', async () => {
    const { microphone, until, asked } = setUp([new FakeTrack()])
    microphone.choose({ ...choice, processing: false })
    microphone.acquire()
    await until('ready')
    microphone.choose({ ...choice, processing: false, noiseSuppression: false })
    await settle()
    expect(asked).toHaveLength(1)
  })

  it('that was blocked is not asked for by itself, one that was missing is as soon as a device comes', async () => {
    const { microphone, until, plug, asked } = setUp(['NotAllowedError', 'NotFoundError', new FakeTrack()])
    microphone.acquire()
    await until('refused')
    plug('a headset')
    await settle()
    expect(asked).toHaveLength(1)
    microphone.acquire()
    await until('absent')
    plug()
    await until('ready')
  })

  it('that is chosen and blocked is not looked for elsewhere', async () => {
    const { microphone, until, asked } = setUp(['SecurityError', new FakeTrack()])
    microphone.choose({ ...choice, microphoneId: 'mine' })
    microphone.acquire()
    await until('refused')
    expect(asked).toHaveLength(1)
  })

  it('is followed no longer once it was given back', async () => {
    const { microphone, until, plug, asked, watches } = setUp([new FakeTrack(), new FakeTrack()])
    microphone.acquire()
    microphone.acquire()
    await until('ready')
    expect(watches()).toBe(1)
    microphone.release()
    expect(watches()).toBe(0)
    plug('another headset')
    await settle()
    expect(asked).toHaveLength(2)
  })

  it('is exchanged for the one asked for last, whichever comes first', async () => {
    const [late, last] = [new FakeTrack(), new FakeTrack()]
    const { microphone, allow, until } = setUp(['open', last])
    microphone.acquire()
    microphone.acquire()
    await until('ready')
    allow(late)
    await settle()
    expect(microphone.current()).toBe(last)
    expect(late.readyState).toBe('ended')
  })

  it('of a device without sound is absent', async () => {
    const { microphone, until } = setUp(['trackless'])
    microphone.acquire()
    await until('absent')
  })

  it('that ends after it was exchanged changes nothing', async () => {
    const [first, second] = [new FakeTrack(), new FakeTrack()]
    const { microphone, until, plug } = setUp([first, second])
    microphone.acquire()
    await until('ready')
    plug('another headset')
    await vi.waitFor(() => expect(microphone.current()).toBe(second))
    first.unplug()
    expect(microphone.source()).toBe('ready')
  })

  it('has one silence in its place, as long as that lives', () => {
    const { microphone } = setUp([])
    const silence = microphone.track()
    expect(microphone.track()).toBe(silence)
    silence.stop()
    expect(microphone.track()).not.toBe(silence)
  })

  it('stays when devices change that are not the default', async () => {
    const { microphone, until, plug, asked } = setUp([new FakeTrack()])
    microphone.acquire()
    await until('ready')
    plug()
    await settle()
    expect(asked).toHaveLength(1)
  })

  const off = { echoCancellation: false, noiseSuppression: false, autoGainControl: false }
  const mine = { ...choice, microphoneId: 'mine', microphoneName: 'Headset', processing: false }

  it('L4: that was chosen and is not plugged in is replaced by none: the room is not heard for it', async () => {
    const { microphone, until, asked } = setUp(['OverconstrainedError', new FakeTrack()])
    microphone.choose(mine)
    microphone.acquire()
    await until('gone')
    expect(asked).toEqual([{ audio: { ...off, deviceId: { exact: 'mine' } } }])
    expect(microphone.current()).toBeNull()
  })

  it('L4: that was chosen and comes back is taken again by itself, also where it has another id by then', async () => {
    const [first, back] = [new FakeTrack(), new FakeTrack()]
    const { microphone, until, asked, plug, pluggedAs } = setUp([first, 'OverconstrainedError', back])
    microphone.choose(mine)
    microphone.acquire()
    await until('ready')
    first.unplug()
    plug()
    await until('gone')
    pluggedAs(({ name }) => (name === 'Headset' ? 'another id' : null))
    plug()
    await until('ready')
    expect(microphone.current()).toBe(back)
    expect(back.enabled).toBe(false)
    expect(asked.at(-1)).toEqual({ audio: { ...off, deviceId: { exact: 'another id' } } })
  })

  it('L4: another speaks in its place when the supervisor insists, and only until it is back', async () => {
    const [other, back] = [new FakeTrack(), new FakeTrack()]
    const { microphone, until, asked, plug, pluggedAs } = setUp(['NotFoundError', 'NotFoundError', other, back])
    pluggedAs(() => null)
    microphone.choose(mine)
    microphone.acquire()
    await until('gone')
    microphone.insist()
    await until('ready')
    expect(asked.at(-1)).toEqual({ audio: off })
    plug()
    await settle()
    expect(microphone.current(), 'it is not exchanged for nothing').toBe(other)
    pluggedAs(() => 'mine')
    plug()
    await vi.waitFor(() => expect(microphone.current()).toBe(back))
    back.unplug()
    plug()
    await until('gone')
  })

  it('that arrives after it was released is given back', async () => {
    const late = new FakeTrack()
    const { microphone } = setUp([late])
    microphone.acquire()
    microphone.release()
    await vi.waitFor(() => expect(late.readyState).toBe('ended'))
    expect(microphone.source()).toBe('idle')
  })

  it('says that permission is being asked for while the question stays open, and takes the answer all the same', async () => {
    const { microphone, wait, allow, until } = setUp(['open'])
    microphone.acquire()
    expect(microphone.source()).toBe('idle')
    expect(wait()).toBe(true)
    expect(microphone.source()).toBe('asking')
    const track = new FakeTrack()
    allow(track)
    await until('ready')
    expect(track.enabled).toBe(false)
  })

  it('is not said to be asked for once it was answered, nor while another one works', async () => {
    const { microphone, wait, until } = setUp([new FakeTrack(), 'open'])
    microphone.acquire()
    await until('ready')
    expect(wait()).toBe(false)
    microphone.acquire()
    wait()
    expect(microphone.source()).toBe('ready')
  })
})

describe('the microphone of a line that needs it only in calls', () => {
  const byCall = { microphoneId: null, speakerId: null, processing: true, microphoneAt: 'listen' } as const

  it('is not asked for before a call begins, and is given back when the last one is over', async () => {
    const own = new FakeTrack()
    const { microphone, asked } = setUp([own])
    microphone.choose(byCall)
    microphone.needed({ line: true })
    await settle()
    expect([asked.length, microphone.source()]).toEqual([0, 'idle'])
    microphone.needed({ call: true })
    await settle()
    expect([microphone.source(), own.enabled]).toEqual(['ready', false])
    microphone.needed({ call: false })
    expect([microphone.source(), own.readyState, microphone.current()]).toEqual(['idle', 'ended', null])
  })

  it('is not kept where it comes only after the call', async () => {
    const { microphone, allow } = setUp(['open'])
    microphone.choose(byCall)
    microphone.needed({ line: true, call: true })
    microphone.needed({ call: false })
    const late = new FakeTrack()
    allow(late)
    await settle()
    expect([microphone.source(), late.readyState]).toEqual(['idle', 'ended'])
  })

  it('is taken or given back at once where that is chosen otherwise', async () => {
    const { microphone } = setUp([new FakeTrack(), new FakeTrack()])
    microphone.needed({ line: true })
    await settle()
    expect(microphone.source()).toBe('ready')
    microphone.choose(byCall)
    expect(microphone.source()).toBe('idle')
    microphone.choose({ ...byCall, microphoneAt: 'day' })
    await settle()
    expect(microphone.source()).toBe('ready')
    microphone.needed({ line: false })
    expect(microphone.source()).toBe('idle')
  })
})

describe('the microphone of a line that needs it only to speak', () => {
  const byWord = { microphoneId: null, speakerId: null, processing: true, microphoneAt: 'whisper' } as const

  it('rests while a call is only listened to: a Bluetooth headset keeps its good profile', async () => {
    const { microphone, asked } = setUp([new FakeTrack()])
    microphone.choose(byWord)
    expect(microphone.source()).toBe('idle')
    microphone.needed({ line: true })
    microphone.needed({ call: true })
    await settle()
    expect([asked.length, microphone.source()]).toEqual([0, 'rests'])
  })

  it('is opened, closed, at the first word, once, and given back when the call is over', async () => {
    const own = new FakeTrack()
    const { microphone, asked } = setUp([own])
    microphone.choose(byWord)
    microphone.needed({ line: true, call: true })
    await Promise.all([microphone.toSpeak(), microphone.toSpeak()])
    expect([asked.length, microphone.source(), own.enabled]).toEqual([1, 'ready', false])
    microphone.needed({ call: false })
    expect([microphone.source(), own.readyState]).toEqual(['rests', 'ended'])
    microphone.needed({ call: true })
    expect([asked.length, microphone.source()]).toEqual([1, 'rests'])
  })

  it('that is refused at the first word says so, and is asked for anew in the next call', async () => {
    const { microphone } = setUp(['NotAllowedError', new FakeTrack()])
    microphone.choose(byWord)
    microphone.needed({ line: true, call: true })
    await microphone.toSpeak()
    expect(microphone.source()).toBe('refused')
    microphone.needed({ call: false })
    microphone.needed({ call: true })
    expect(microphone.source()).toBe('rests')
    await microphone.toSpeak()
    expect(microphone.source()).toBe('ready')
  })

  it('is opened for no word without a call', async () => {
    const { microphone, asked } = setUp([new FakeTrack()])
    microphone.choose(byWord)
    microphone.needed({ line: true })
    await microphone.toSpeak()
    expect([asked.length, microphone.source()]).toEqual([0, 'rests'])
  })

  it('is idle on a line that is logged out', () => {
    const { microphone } = setUp([])
    microphone.choose(byWord)
    microphone.needed({ line: true })
    microphone.needed({ line: false })
    expect(microphone.source()).toBe('idle')
  })
})

describe('a sound that stands in for the microphone', () => {
  const soundOf = (track: FakeTrack) => track as unknown as MediaStreamTrack

  it('comes closed, the microphone is given back, and nothing opens it meanwhile', async () => {
    const [own, tone] = [new FakeTrack(), new FakeTrack()]
    const { microphone, until, asked, plug, watches } = setUp([own])
    microphone.needed({ line: true })
    await until('ready')
    microphone.standIn(soundOf(tone))
    expect(own.readyState).toBe('ended')
    expect(microphone.current()).toBe(tone)
    expect(tone.enabled).toBe(false)
    expect(watches()).toBe(0)
    microphone.needed({ call: true })
    await microphone.toSpeak()
    await microphone.acquire()
    microphone.choose({ ...choice, microphoneId: 'another' })
    microphone.insist()
    plug('another headset')
    await settle()
    expect(asked).toHaveLength(1)
    expect(microphone.current()).toBe(tone)
  })

  it('stops when the microphone is wanted again, which comes closed', async () => {
    const [own, tone, again] = [new FakeTrack(), new FakeTrack(), new FakeTrack()]
    const { microphone, until } = setUp([own, again])
    microphone.needed({ line: true })
    await until('ready')
    microphone.standIn(soundOf(tone))
    microphone.standIn(null)
    expect(tone.readyState).toBe('ended')
    await vi.waitFor(() => expect(microphone.current()).toBe(again))
    expect(again.enabled).toBe(false)
  })

  it('opens no microphone afterwards that nobody needs, and one that is on its way stays unheard', async () => {
    const [late, tone] = [new FakeTrack(), new FakeTrack()]
    const { microphone, allow } = setUp(['open'])
    void microphone.acquire()
    microphone.standIn(soundOf(tone))
    allow(late)
    await settle()
    expect(late.readyState).toBe('ended')
    expect(microphone.current()).toBe(tone)
    microphone.standIn(null)
    await settle()
    expect(microphone.current()).toBe(null)
  })
})
