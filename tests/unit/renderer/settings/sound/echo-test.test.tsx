// @vitest-environment jsdom
import { act, cleanup, screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import type { PhoneCall } from '#renderer/line/line.ts'
import type { LineView } from '#renderer/line/line-store.ts'
import type { Levels } from '#renderer/line/meters.ts'
import type { ToneBack } from '#renderer/line/phone.ts'
import { EchoTest } from '#renderer/settings/sound/echo-test.tsx'
import type { MicrophoneFault } from '#renderer/settings/sound/next-echo.ts'
import { soundTests } from '#renderer/words/en/later/sound-tests.ts'
import { fakeClock } from '../../../../fakes/fake-clock.ts'
import { stage } from '../../line/stage.tsx'

afterEach(cleanup)

const say = soundTests.echo
const other = { name: say.title, number: '*43' }
const site = { allowed: true, voicemail: null, conference: null, echo: '*43' }
const registered = { kind: 'registered' } as const
const speaks: Levels = { sent: 0.6, received: 0.5 }
const onCall = (up: boolean, id = 'echo'): PhoneCall => ({
  kind: 'talking',
  invite: { id, from: other, requestUri: '', headers: {} },
  up,
  held: false,
  muted: false,
})

/** `levels`: what the meters read once the tone is back. */
function put(levels: Levels = speaks) {
  const clock = fakeClock()
  let tell: (came: ToneBack | null) => void = () => expect.fail('no tone was sent')
  const log: string[] = []
  const on = stage(<EchoTest say={soundTests} clock={clock} />, {
    microphone: { source: 'ready', open: false },
    measureEcho: (id) => {
      log.push(`tone ${id}`)
      return new Promise((resolve) => {
        tell = resolve
      })
    },
    openMeters: () => ({
      read: () => levels,
      pause: () => {},
      resume: () => {},
      close: () => void log.push('meters closed'),
    }),
    hangUp: () => void log.push('hangUp'),
    retryMicrophone: () => void log.push('microphone again'),
  })
  on.calls({
    site,
    callEcho: (name) => {
      log.push(`call ${name}`)
      return { id: 'echo' }
    },
    readNews: () => void log.push('news read'),
  })
  on.with({ registration: registered })
  const is = (call: PhoneCall | null) => on.with({ registration: registered, call: call ?? { kind: 'none' } })
  const place = async () => {
    // The call is on the line before the answer to who has asked for it.
    on.calls({
      callEcho: (name) => {
        log.push(`call ${name}`)
        is(onCall(false))
        return { id: 'echo' }
      },
    })
    await on.user.click(screen.getByRole('button', { name: say.start }))
  }
  const cameBack = (came: ToneBack | null) => act(async () => tell(came))
  return {
    ...on,
    log,
    clock,
    place,
    is,
    cameBack,
    later: (ms: number) => act(() => clock.pass(ms)),
    refusedBy: (status: number) => on.calls({ news: { kind: 'notConnected', other, status } }),
    /** Up, and its tone is back. */
    hearsTone: async (ms = 143) => {
      await place()
      is(onCall(true))
      await cameBack({ kind: 'back', ms })
    },
  }
}

const says = (role: 'status' | 'alert') => screen.queryByRole(role)?.textContent ?? null

it('says that one should hear oneself, how long it takes, and hangs up by itself', async () => {
  const { place, is, cameBack, later, log, clock } = put()
  await place()
  expect(says('status')).toBe(say.calling)
  is(onCall(true))
  expect(says('status')).toBe(say.measuring)
  await cameBack({ kind: 'back', ms: 143 })
  expect(says('status')).toBe(say.speak('140'))
  later(100)
  expect(screen.getByRole('meter').getAttribute('value')).toBe('0.6')
  later(10_000)
  expect(says('status')).toBe(say.heard('140'))
  expect(log).toEqual([`call ${say.title}`, 'tone echo', 'meters closed', 'hangUp'])
  expect(clock.waiting()).toBe(0)
})

describe('what is wrong with the sound has its own sentence', () => {
  it.each<[string, Levels, string]>([
    ['a microphone that gives nothing', { sent: 0, received: 0 }, say.micSilent],
    ['a voice that comes back silent', { sent: 0.6, received: 0 }, say.faults.silentBack],
  ])('%s', async (_what, levels, sentence) => {
    const { hearsTone, later, log } = put(levels)
    await hearsTone()
    later(10_000)
    expect(says('alert')).toBe(sentence)
    expect(log.at(-1)).toBe('hangUp')
  })

  it.each<[string, ToneBack, string]>([
    ['nothing comes back', { kind: 'nothing' }, say.faults.nothingBack],
    ['only silence comes back', { kind: 'silence' }, say.faults.silentBack],
  ])('%s, of two tones: the first may be early', async (_what, came, sentence) => {
    const { place, is, cameBack, log } = put()
    await place()
    is(onCall(true))
    await cameBack(came)
    expect(says('status')).toBe(say.measuring)
    await cameBack(came)
    expect(says('alert')).toBe(sentence)
    expect(log.slice(1)).toEqual(['tone echo', 'tone echo', 'hangUp'])
  })

  it('a phone system that speaks first is waited for', async () => {
    const { place, is, cameBack } = put()
    await place()
    is(onCall(true))
    for (let tones = 0; tones < 9; tones++) await cameBack({ kind: 'otherSound' })
    expect(says('status')).toBe(say.announced)
    await cameBack({ kind: 'back', ms: 80 })
    expect(says('status')).toBe(say.speak('80'))
  })

  it('a number that goes on speaking is no echo', async () => {
    const { place, is, cameBack, later } = put()
    await place()
    is(onCall(true))
    await cameBack({ kind: 'otherSound' })
    later(45_000)
    expect(says('alert')).toBe(say.faults.notEcho)
  })

  it('a tone that could not be made says nothing of the line', async () => {
    const { place, is, cameBack } = put()
    await place()
    is(onCall(true))
    await cameBack(null)
    expect(says('alert')).toBe(say.faults.unmeasured)
  })
})

describe('a call that does not come about', () => {
  it.each([
    [404, say.failures.noSuchNumber],
    [484, say.failures.noSuchNumber],
    [486, say.failures.busy],
    [403, say.failures.notAllowed],
    [488, say.failures.noSound],
    [503, say.failures.pbxFailed],
    [0, say.failures.noConnection],
  ])('is told in a sentence of its own, and nowhere else: %i', async (status, sentence) => {
    const { place, is, refusedBy, log } = put()
    await place()
    refusedBy(status)
    is(null)
    expect(says('alert')).toBe(sentence)
    expect(log).toContain('news read')
  })

  it('is not told by the news of a call before', async () => {
    const { place, is, refusedBy } = put()
    refusedBy(404)
    await place()
    is(onCall(true))
    expect(says('status')).toBe(say.measuring)
  })

  it('is given up where nobody answers', async () => {
    const { place, later, log } = put()
    await place()
    later(15_000)
    expect(says('alert')).toBe(say.failures.noAnswer)
    expect(log.at(-1)).toBe('hangUp')
  })
})

describe('a call that ends', () => {
  it('says so where nothing is known yet', async () => {
    const { place, is, log } = put()
    await place()
    is(onCall(true))
    is(null)
    expect(says('alert')).toBe(say.faults.cut)
    expect(log).not.toContain('hangUp')
  })

  it('says what is known by then', async () => {
    const { hearsTone, is, later } = put()
    await hearsTone()
    later(300)
    is(null)
    expect(says('status')).toBe(say.heard('140'))
  })

  it('for a line that is lost is told as that, and hung up', async () => {
    const { hearsTone, with: lineIs, log } = put()
    await hearsTone()
    lineIs({ registration: { kind: 'connecting' }, call: onCall(true) })
    expect(says('alert')).toBe(say.faults.lineLost)
    expect(log.at(-1)).toBe('hangUp')
  })

  it.each<[string, Partial<LineView['line']>]>([
    ['a call that rings', { call: { kind: 'ringing', invite: onCall(true, 'another').invite } }],
    ['a call that is placed', { call: onCall(false, 'another') }],
    ['a monitor that is asked for', { expecting: { kind: 'asked' } }],
  ])('for %s makes way for it', async (_what, line) => {
    const { hearsTone, with: lineIs, log } = put()
    await hearsTone()
    lineIs({ registration: registered, ...line })
    expect(says('status')).toBe(soundTests.interrupted)
    expect(log).not.toContain('hangUp')
  })

  it('for a person who mutes themselves says so', async () => {
    const { hearsTone, with: lineIs, log } = put()
    await hearsTone()
    lineIs({ registration: registered, call: { ...onCall(true), muted: true } })
    expect(says('status')).toBe(say.muted)
    expect(log.at(-1)).toBe('hangUp')
  })

  it('for a monitor on another phone is hung up', async () => {
    const { hearsTone, monitor, log } = put()
    await hearsTone()
    monitor({ monitor: { phase: 'asking' } as never })
    expect(says('status')).toBe(soundTests.interrupted)
    expect(log.at(-1)).toBe('hangUp')
  })
})

describe('the microphone', () => {
  it.each<[MicrophoneFault, string]>([
    ['refused', soundTests.faults.refused],
    ['absent', soundTests.faults.absent],
    ['gone', soundTests.faults.gone],
    ['inUse', say.microphone.inUse],
    ['ended', say.microphone.ended],
  ])('that was %s before is asked for again first, and nobody is called where that fails', async (source, sentence) => {
    const { set, place, log } = put()
    set({ microphone: { source, open: false } })
    await place()
    set({ retry: { kind: 'trying' } })
    set({ retry: { kind: 'failed', source } })
    expect(says('alert')).toBe(sentence)
    expect(log).toEqual(['microphone again'])
  })

  it('that is there after all is called with', async () => {
    const { set, place, log } = put()
    set({ microphone: { source: 'refused', open: false }, retry: { kind: 'trying' } })
    await place()
    expect(says('status')).toBe(soundTests.recording.opening)
    set({ microphone: { source: 'asking', open: false } })
    expect(says('status')).toBe(say.asking)
    set({ microphone: { source: 'ready', open: false }, retry: { kind: 'none' } })
    expect(says('status')).toBe(say.calling)
    expect(log).toEqual(['microphone again', `call ${say.title}`])
  })

  it.each<[MicrophoneFault, string]>([
    ['refused', soundTests.faults.refused],
    ['ended', say.microphone.ended],
  ])('that fails during the call ends it: %s', async (source, sentence) => {
    const { hearsTone, set, log } = put()
    await hearsTone()
    set({ microphone: { source, open: false } })
    expect(says('alert')).toBe(sentence)
    expect(log.at(-1)).toBe('hangUp')
  })
})

it('no sentence of a fault is that of another', () => {
  const { declined, refused, cannotPass, ...failures } = say.failures
  expect(new Set([declined, refused, cannotPass]).size, 'the phone system did not want it').toBe(1)
  const kinds = [failures, { declined }, say.faults, say.microphone, { silent: say.micSilent }]
  const sentences = kinds.flatMap((kind) => Object.values(kind))
  expect(new Set(sentences).size).toBe(sentences.length)
})

describe('is stopped by the same button, which keeps the focus', () => {
  const stop = { name: soundTests.stop }

  it.each([false, true])('while it is called, and while it is measured (up: %s)', async (up) => {
    const { place, is, user, log, clock } = put()
    await place()
    is(onCall(up))
    await user.click(screen.getByRole('button', stop))
    expect(says('status')).toBe('')
    expect(log.at(-1)).toBe('hangUp')
    expect(document.activeElement).toBe(screen.getByRole('button', { name: say.start }))
    expect(clock.waiting()).toBe(0)
  })

  it('and says what is known by then', async () => {
    const { hearsTone, later, user } = put()
    await hearsTone()
    later(200)
    await user.click(screen.getByRole('button', stop))
    expect(says('status')).toBe(say.heard('140'))
  })

  it('and a tone that comes back afterwards is not that of the next call', async () => {
    const { place, is, cameBack, user } = put()
    await place()
    is(onCall(true))
    await user.click(screen.getByRole('button', stop))
    await cameBack({ kind: 'back', ms: 90 })
    expect(says('status')).toBe('')
  })
})

it('ends with the settings', async () => {
  const { hearsTone, page, log, clock } = put()
  await hearsTone()
  page.unmount()
  expect(log.slice(-2)).toEqual(['meters closed', 'hangUp'])
  expect(clock.waiting()).toBe(0)
})

it.each<[string, Partial<LineView['line']>, string]>([
  ['listening', { expecting: { kind: 'asked' } }, soundTests.notNow.listening],
  ['on the phone', { call: onCall(true, 'another') }, soundTests.notNow.call],
  ['not connected', { registration: { kind: 'connecting' } }, say.notReady],
])('is refused while %s, with the reason', async (_when, line, why) => {
  const { with: lineIs, place, log } = put()
  lineIs({ registration: registered, ...line })
  expect(screen.getByText(why)).toBeTruthy()
  await place()
  expect(log).toEqual([])
})

it('is refused where the site has no number for it', async () => {
  const { calls, place, log } = put()
  calls({ site: { ...site, echo: null } })
  expect(screen.getByText(say.noNumber)).toBeTruthy()
  await place()
  expect(log).toEqual([])
})
