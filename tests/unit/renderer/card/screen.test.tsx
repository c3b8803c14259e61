// @vitest-environment jsdom
// The twelve rules as the supervisor meets them on the screen.
import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { deskFailure } from '#contract/errors.ts'
import { err, ok } from '#contract/result.ts'
import type { Registration } from '#renderer/line/phone.ts'
import { because } from '#renderer/monitor/refusals.ts'
import { en as words } from '#renderer/words/en/en.ts'
import { invite } from '../../../fakes/fake-line.ts'
import { button, card, descriptionOf, setUp } from '../monitor/stage.tsx'

type Stage = ReturnType<typeof setUp>
let stage: Stage

const start = (...given: Parameters<typeof setUp>) => {
  stage = setUp(...given)
  act(() => {
    stage.line.register()
    stage.microphoneReady()
  })
}
const attach = async () => {
  await act(async () => stage.rings())
  await act(async () => stage.attached())
}
const goLive = async () => {
  await stage.user.click(button('Listen to Alice Archer'))
  await attach()
}
const speak = async (name: string, mode: 'join' | 'whisperAgent' | 'whisperCaller') => {
  await stage.user.click(button(name))
  await act(async () => stage.confirms(mode))
}
const microphone = () => card()?.dataset.microphone

beforeEach(() => start())
afterEach(() => {
  cleanup()
  stage.stop()
})

describe('starting', () => {
  it('rule 1: starts in listen, and offers no mode before it is live', async () => {
    await stage.user.click(button('Listen to Alice Archer'))
    expect(descriptionOf(button('Join call'))).toContain('once you’re connected')
    await stage.user.click(button('Join call'))
    expect(stage.desk.inputs('setMode')).toEqual([])
    await attach()
    expect(card()?.dataset).toMatchObject({ phase: 'live', mode: 'listen', microphone: 'closed', heardBy: 'nobody' })
  })

  it('rule 4: answers by itself only the call that was asked for; any other rings and can be declined', async () => {
    act(() => stage.line.emit({ kind: 'invite', invite: invite('outside', { 'Call-Info': '<x>;answer-after=0' }) }))
    expect(stage.line.log).not.toContain('answer outside')
    await stage.user.click(button('Decline'))
    expect(stage.line.log).toContain('decline outside 603')
    await goLive()
    expect(stage.line.log).toContain('answer sip-1')
  })

  it('rule 4: logging the line out leaves monitoring to the other phones, where the PBX rings them', async () => {
    await stage.user.click(button('Log out of your line'))
    expect(stage.line.log).toContain('disconnect')
    act(() => stage.line.emit({ kind: 'registration', registration: { kind: 'off' } }))
    expect(button('Log in to your line')).toBeTruthy()
  })

  it('rule 5: without a registered line Listen says why and how to mend it', async () => {
    const register = (registration: Registration) => act(() => stage.line.emit({ kind: 'registration', registration }))
    const listen = button('Listen to Alice Archer')
    register({ kind: 'lost', cause: deskFailure('pbxUnreachable') })
    expect(listen.getAttribute('aria-disabled')).toBe('true')
    expect(descriptionOf(listen)).toContain('Your phone line is connecting. You can listen as soon as it’s ready.')
    register({ kind: 'off' })
    expect(listen.getAttribute('aria-disabled')).toBe('true')
    expect(descriptionOf(listen)).toContain(
      'Your phone line is logged out. Log in to listen. Hold R: Log in to your line',
    )
    await stage.user.click(listen)
    expect(stage.desk.inputs('startMonitor')).toEqual([])
  })

  it('says why monitoring did not start, and the next Listen works', async () => {
    const accept = stage.desk.answers.startMonitor
    stage.desk.answers.startMonitor = () => err(deskFailure('callGone'))
    await stage.user.click(button('Listen to Alice Archer'))
    expect(screen.getByText(/^Listening didn’t start. That call has ended/)).toBeTruthy()
    expect(card()).toBeNull()
    if (accept) stage.desk.answers.startMonitor = accept
    await goLive()
    expect(card()?.dataset.phase).toBe('live')
  })
})

describe('speaking', () => {
  it('rule 2: the microphone opens after the PBX has confirmed, and closes before it is asked for the next mode', async () => {
    await goLive()
    await stage.user.click(button('Whisper to Alice Archer'))
    expect(microphone()).toBe('closed')
    await act(async () => stage.confirms('whisperAgent'))
    expect(microphone()).toBe('open')
    const asked = stage.desk.asked.length
    const openWhenAsked: boolean[] = [] // looked at behind the answer, where a failed expectation would be taken for the desk's
    stage.desk.answers.setMode = () => {
      openWhenAsked.push(stage.line.isOpen())
      return ok({ kind: 'asked' })
    }
    await stage.user.click(button('Join call'))
    expect(openWhenAsked).toEqual([false])
    expect(stage.desk.asked.length).toBe(asked + 1)
    expect(microphone()).toBe('closed')
  })

  it('rule 2: a refused change ends in listen, with the microphone closed, and says so', async () => {
    await goLive()
    stage.desk.answers.setMode = ({ mode }) =>
      mode === 'listen' ? ok({ kind: 'asked' }) : err(deskFailure('pbxRefused'))
    await stage.user.click(button('Join call'))
    expect(card()?.dataset.mode).toBe('unconfirmed')
    await act(async () => stage.confirms('listen'))
    expect(card()?.dataset).toMatchObject({ mode: 'listen', microphone: 'closed', heardBy: 'nobody' })
    expect(card()?.textContent).toContain('That change wasn’t made')
  })

  it('rule 2: digits that the line could not send end in listen', async () => {
    await goLive()
    stage.desk.answers.setMode = ({ mode }) =>
      ok(mode === 'listen' ? { kind: 'asked' } : { kind: 'sendDigits', digits: '5', by: 'info' })
    stage.line.digits = async () => err(deskFailure('pbxRefused'))
    await stage.user.click(button('Whisper to Alice Archer'))
    expect(stage.line.log).toContain('digits 5 info')
    await waitFor(() => expect(stage.desk.inputs('setMode').at(-1)?.mode).toBe('listen'))
    expect(stage.line.isOpen()).toBe(false)
  })

  it('rule 3: always shows who hears the supervisor, and a change under way as under way', async () => {
    await goLive()
    expect(within(card() as HTMLElement).getByText('Nobody hears you')).toBeTruthy()
    await stage.user.click(button('Join call'))
    expect(card()?.dataset).toMatchObject({ mode: 'listen', changing: 'true' })
    expect(button('Join call').getAttribute('aria-pressed')).toBe('false')
    await act(async () => stage.confirms('join'))
    expect(within(card() as HTMLElement).getByText('Alice Archer and +15550100 hear you')).toBeTruthy()
    expect(screen.getByRole('alert').textContent).toBe('You are being heard by Alice Archer and +15550100')
  })

  it('rule 3: says that nobody hears the supervisor once the feed is stale', async () => {
    await goLive()
    await speak('Join call', 'join')
    act(() => stage.desk.say('status', { phase: 'stale', since: 0, cause: deskFailure('pbxUnreachable') }))
    expect(card()?.dataset).toMatchObject({ microphone: 'closed', heardBy: 'nobody', mode: 'unconfirmed' })
  })

  it('rule 11: from every speaking mode every other mode is one step away', async () => {
    await goLive()
    const steps = [
      ['Whisper to Alice Archer', 'whisperAgent'],
      ['Speak to +15550100 only', 'whisperCaller'],
      ['Join call', 'join'],
      ['Whisper to Alice Archer', 'whisperAgent'],
      ['Join call', 'join'],
      ['Speak to +15550100 only', 'whisperCaller'],
    ] as const
    for (const [name, mode] of steps) {
      await speak(name, mode)
      expect(card()?.dataset).toMatchObject({ mode, microphone: 'open' })
    }
    await stage.user.click(button('Listen only'))
    await act(async () => stage.confirms('listen'))
    expect(card()?.dataset).toMatchObject({ mode: 'listen', microphone: 'closed' })
  })

  it('rule 12: says across the top what is going on', async () => {
    await goLive()
    const top = () => document.querySelector('[data-banner] .banner-text')?.textContent
    expect(top()).toBe('Monitoring the call between Alice Archer and +15550100')
    await speak('Whisper to Alice Archer', 'whisperAgent')
    expect(top()).toBe('Whispering to Alice Archer')
    await speak('Join call', 'join')
    expect(top()).toBe('Joined the call')
  })

  it('says why speaking does not work without a microphone; listening goes on', async () => {
    await goLive()
    act(() =>
      stage.line.emit({ kind: 'microphone', microphone: { source: 'refused', open: false }, interrupted: true }),
    )
    expect(card()?.textContent).toContain('The microphone is blocked')
    expect(descriptionOf(button('Join call'))).toContain('No microphone is available')
    expect(card()?.dataset.phase).toBe('live')
  })
})

describe('on a desk phone', () => {
  const goLiveOnPhone = async () => {
    await stage.user.click(button('Listen to Alice Archer'))
    const target = { callId: 'call-a', agentId: '1001' }
    await act(async () =>
      stage.desk.pbx({ kind: 'attached', ticketId: stage.ticketId, target, device: 'sip:5001@10.0.0.7' }),
    )
  }
  const signs = () => [...document.querySelectorAll('.heard-by')]
  const cut = () => stage.desk.say('status', { phase: 'stale', since: 0, cause: deskFailure('pbxUnreachable') })

  it('M4: a whisper whose link is cut may be heard, and the card says what to do', async () => {
    await goLiveOnPhone()
    await speak('Whisper to Alice Archer', 'whisperAgent')
    expect(card()?.dataset.heardBy).toBe('agent')
    act(cut)
    expect(card()?.dataset).toMatchObject({ heardBy: 'maybeAgent', mode: 'unconfirmed' })
    expect(signs().map((sign) => sign.textContent)).toEqual(
      Array(2).fill('May be heard by Alice ArcherHang up your phone to be sure.'),
    )
    expect(signs().every((sign) => sign.classList.contains('may-be-heard'))).toBe(true)
    expect(screen.getByRole('alert').textContent).toBe('You may be heard by Alice Archer')
    expect(document.body.textContent).not.toContain('obody hears you')
  })

  it('M4: End whose confirmation does not come leaves the card until it does', async () => {
    stage.desk.answers.endMonitor = () => err(deskFailure('pbxUnreachable'))
    await goLiveOnPhone()
    await speak('Join call', 'join')
    act(cut)
    await stage.user.click(button('Stop listening'))
    expect(card()?.dataset).toMatchObject({ phase: 'ending', heardBy: 'maybeBoth' })
    expect(card()?.textContent).toContain('Still stopping: the phone system hasn’t confirmed it yet.')
    const until = new Date(2026, 2, 2, 9, 30, 5).getTime()
    const unsure = { kind: 'unsure', ticketId: stage.ticketId, modes: ['join'], until } as const
    await act(async () => stage.desk.pbx(unsure))
    expect(signs()[0]?.textContent).toContain('It ends at 09:30:05 at the latest.')
    await act(async () => stage.desk.pbx({ kind: 'ended', ticketId: stage.ticketId, reason: 'asked' }))
    expect(card()).toBeNull()
  })

  it('on the way to another call those of the call before are named as long as they may hear', async () => {
    let arrive = () => {}
    stage.desk.answers.hop = ({ target }) =>
      new Promise((resolve) => {
        arrive = () => resolve(ok(target))
      })
    await goLiveOnPhone()
    await speak('Whisper to Alice Archer', 'whisperAgent')
    await stage.user.click(button('Listen to Bob Baker'))
    expect(signs()[0]?.textContent).toContain('May be heard by Alice Archer')
    expect(document.body.textContent).not.toContain('May be heard by Bob')
    await act(async () => arrive())
    expect(card()?.textContent).toContain('Bob Baker')
    expect(card()?.dataset.heardBy).toBe('nobody')
  })

  it('a change under way is told as a doubt, without advice for so short a time', async () => {
    await goLiveOnPhone()
    await stage.user.click(button('Whisper to Alice Archer'))
    expect(signs()[0]?.textContent).toBe('May be heard by Alice Archer')
    await act(async () => stage.confirms('whisperAgent'))
    expect(signs()[0]?.textContent).toContain('Alice Archer hears you')
  })
})

describe('site policy', () => {
  it('rule 6: shows the reason on the button that the site refuses, and shows the button all the same', async () => {
    cleanup()
    stage.stop()
    start({ policy: 'crexendo' })
    await goLive()
    const refused = button('Speak to +15550100 only')
    expect(refused.getAttribute('aria-disabled')).toBe('true')
    expect(descriptionOf(refused)).toContain('on an outside line')
    await stage.user.click(refused)
    expect(stage.desk.inputs('setMode')).toEqual([])
  })

  it('shows the reason on hover, on focus and after a click, until Escape', async () => {
    act(() => stage.line.emit({ kind: 'registration', registration: { kind: 'off' } }))
    const refused = button('Listen to Bob Baker')
    // jsdom knows no popovers: what is not marked hidden would be shown.
    const shown = () => !document.getElementById(refused.getAttribute('aria-describedby') ?? '')?.hidden
    expect(shown()).toBe(false)
    await stage.user.hover(refused)
    expect(shown()).toBe(true)
    await stage.user.unhover(refused)
    expect(shown()).toBe(false)
    await stage.user.click(refused)
    expect(shown()).toBe(true)
    await stage.user.keyboard('{Escape}')
    expect(shown()).toBe(false)
    act(() => refused.blur())
    act(() => refused.focus())
    expect(shown()).toBe(true)
  })
})

describe('the end of it', () => {
  it('rule 7: the call’s end leaves the monitor in listen and says so', async () => {
    await goLive()
    await speak('Join call', 'join')
    await act(async () => stage.desk.pbx({ kind: 'targetEnded', ticketId: stage.ticketId }))
    expect(card()?.dataset).toMatchObject({ phase: 'live', mode: 'listen', microphone: 'closed', call: 'ended' })
    expect(card()?.textContent).toContain('The call has ended')
    expect(descriptionOf(button('Join call'))).toContain('The call has ended')
  })

  it.each(['Stop listening', 'Listen to Alice Archer'])(
    'rule 8: %s closes the card, hangs up the line and leaves nothing',
    async (name) => {
      await goLive()
      await stage.user.click(button(name))
      await waitFor(() => expect(card()).toBeNull())
      expect(stage.desk.inputs('endMonitor')).toEqual([{ ticketId: stage.ticketId }])
      expect(stage.line.log).toContain('hangUp sip-1')
      await stage.user.click(button('Listen to Bob Baker'))
      expect(stage.desk.inputs('startMonitor')).toHaveLength(2)
    },
  )

  it('rule 8: a desk phone’s hang-up closes the card too', async () => {
    await goLive()
    await act(async () => stage.desk.pbx({ kind: 'ended', ticketId: stage.ticketId, reason: 'lineHungUp' }))
    expect(card()).toBeNull()
  })

  it('rule 9: Listen on another call hops in listen, with the microphone closed first', async () => {
    await goLive()
    await speak('Join call', 'join')
    const openWhenAsked: boolean[] = []
    stage.desk.answers.hop = ({ target }) => {
      openWhenAsked.push(stage.line.isOpen())
      return ok(target)
    }
    await stage.user.click(button('Listen to Bob Baker'))
    expect(openWhenAsked).toEqual([false])
    await waitFor(() => expect(card()?.textContent).toContain('Bob Baker and 1099'))
    expect(card()?.dataset).toMatchObject({ mode: 'listen', microphone: 'closed' })
    expect(stage.desk.inputs('startMonitor')).toHaveLength(1)
    expect(button('Listen to Bob Baker').getAttribute('aria-pressed')).toBe('true')
  })

  it('follows the agent when the switch is on', async () => {
    await goLive()
    await stage.user.click(screen.getByRole('switch', { name: 'Stay with Alice Archer' }))
    expect(stage.desk.inputs('setFollow')).toEqual([{ ticketId: stage.ticketId, follow: true }])
  })
})

describe('the supervisor’s own phone calls', () => {
  it('are answered by hand, are heard, and keep Listen back', async () => {
    act(() => stage.line.emit({ kind: 'invite', invite: invite('outside') }))
    await stage.user.click(button('Answer'))
    act(() => stage.line.emit({ kind: 'established', id: 'outside' }))
    expect(stage.line.isOpen()).toBe(true)
    expect(descriptionOf(button('Listen to Alice Archer'))).toContain('You’re on the phone')
    await stage.user.click(button('Listen to Alice Archer'))
    expect(stage.desk.inputs('startMonitor')).toEqual([])
    const call = within(screen.getByRole('region', { name: 'Incoming call' }))
    await stage.user.click(call.getByRole('button', { name: 'Hang up' }))
    expect(stage.line.log).toContain('hangUp outside')
    expect(stage.line.isOpen()).toBe(false)
  })

  it('are what hears, while the monitor they ended is still on its way out', async () => {
    await goLive()
    stage.desk.answers.endMonitor = () => new Promise(() => {})
    await stage.user.click(button('Stop listening'))
    act(() => stage.line.emit({ kind: 'ended', id: 'sip-1' }))
    act(() => stage.line.emit({ kind: 'invite', invite: invite('outside') }))
    await stage.user.click(await screen.findByRole('button', { name: 'Answer' }))
    act(() => stage.line.emit({ kind: 'established', id: 'outside' }))
    expect(stage.line.isOpen()).toBe(true)
    expect(card()?.dataset.phase).toBe('ending')
    expect(card()?.textContent).toContain(words.monitor.heardBy.phone)
    expect(card()?.textContent).not.toContain(words.monitor.heardBy.nobody)
  })

  it('are never called silence: across the top it does not say that nobody hears', async () => {
    expect(screen.getByText(words.floor.idle)).toBeTruthy()
    act(() => stage.line.emit({ kind: 'invite', invite: invite('outside') }))
    await stage.user.click(button('Answer'))
    act(() => stage.line.emit({ kind: 'established', id: 'outside' }))
    expect(screen.queryByText(words.floor.idle)).toBeNull()
    expect(screen.getByText(words.monitor.onPhone)).toBeTruthy()
    act(() => stage.console.refusals.getState().refuse('Mute', because('Nobody hears you.')))
    const call = within(screen.getByRole('region', { name: 'Incoming call' }))
    await stage.user.click(call.getByRole('button', { name: 'Mute' }))
    expect(screen.getByText(/Nobody hears you\.$/)).toBeTruthy()
    await stage.user.click(call.getByRole('button', { name: 'Mute' }))
    expect(stage.line.isOpen()).toBe(true)
    expect(screen.queryByText(/Nobody hears you\.$/)).toBeNull()
  })
})

describe('what is said of a call', () => {
  it('goes when another one is listened to, also what was said of the monitor before', async () => {
    await goLive()
    await act(async () => stage.desk.pbx({ kind: 'ended', ticketId: stage.ticketId, reason: 'pbxLost' }))
    expect(screen.getByText(words.errors.monitorLost)).toBeTruthy()
    act(() => stage.console.refusals.getState().refuse('Whisper', because('It has ended.')))
    expect(screen.getByText(/It has ended\./)).toBeTruthy()
    await goLive()
    expect(screen.queryByText(words.errors.monitorLost)).toBeNull()
    expect(screen.queryByText(/It has ended\./)).toBeNull()
  })
})
