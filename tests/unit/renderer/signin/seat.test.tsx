// Who sits at the console: what a reader and a hand type, and what is asked before anybody hears or is heard.
// @vitest-environment jsdom
import { act, cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ok } from '#contract/result.ts'
import type { SeatBoard } from '#contract/rights.ts'
import { SeatDialogs } from '#renderer/signin/seat-dialogs.tsx'
import { askReason } from '#renderer/signin/sign-in-store.ts'
import { SignOutButton } from '#renderer/signin/sign-out-button.tsx'
import { en as words } from '#renderer/words/en/en.ts'
import { type ConsoleStage, stageConsole } from '../../../fakes/console-stage.tsx'
import { type FakeDesk, fakeDesk } from '../../../fakes/fake-desk.ts'
import { aHello } from '../floor/hello.ts'

const { seat: say, reason, enter, out } = words.signIn
const wanted: SeatBoard = { kind: 'wanted', why: null, lockedS: 0 }
const sitting: SeatBoard = { kind: 'in', name: 'Sue Park', extension: '5001', confirm: 'notNow', why: null, lockedS: 0 }

let desk: FakeDesk
let stage: ConsoleStage
beforeEach(() => {
  desk = fakeDesk()
  desk.answers.seat = () => ok(null)
  stage = stageConsole({ desk, hello: aHello() })
  render(
    stage.inside(
      <>
        <SeatDialogs />
        <SignOutButton />
      </>,
    ),
  )
})
afterEach(() => {
  cleanup()
  stage.stop()
})

const board = (next: SeatBoard) => act(async () => desk.say('seat', next))
const steps = () => desk.inputs('seat')
const field = (label: string) => screen.getByLabelText<HTMLInputElement>(label)

describe('a seat that is free', () => {
  it('takes what a badge reader types, which ends with Enter', async () => {
    await board(wanted)
    expect(document.activeElement).toBe(field(say.who))
    await userEvent.keyboard('0009871234{Enter}')
    expect(steps()).toEqual([{ kind: 'badge', badge: '0009871234' }])
    expect(field(say.who).value).toBe('')
  })

  it('takes extension and PIN, and shows neither afterwards', async () => {
    await board(wanted)
    await userEvent.type(field(say.who), ' 5001 ')
    expect(field(say.pin).type).toBe('password')
    await userEvent.type(field(say.pin), '2468')
    await userEvent.click(screen.getByRole('button', { name: enter }))
    expect(steps()).toEqual([{ kind: 'pin', extension: '5001', pin: '2468' }])
    expect(field(say.pin).value).toBe('')
  })

  it('says why not, and is closed by no Escape', async () => {
    await board({ ...wanted, why: { code: 'wrongPin' } })
    expect(screen.getByRole('alert').textContent).toBe(words.errors.wrongPin)
    await board({ ...wanted, why: { code: 'seatLocked' }, lockedS: 30 })
    expect(screen.getByRole('alert').textContent).toBe(say.locked(30))
    await userEvent.keyboard('{Escape}')
    expect(screen.getByRole('dialog').textContent).toContain(say.title)
  })
})

describe('a seat that is taken', () => {
  it('shows who sits there, and lets them go', async () => {
    await board(sitting)
    expect(screen.queryByRole('dialog')).toBeNull()
    await userEvent.click(screen.getByRole('button', { name: out('Sue Park') }))
    expect(steps()).toContainEqual({ kind: 'out' })
  })

  it('tells the desk that somebody touches the console, but not of every key', async () => {
    await board(sitting)
    await userEvent.keyboard('abcdef')
    expect(steps()).toEqual([{ kind: 'active' }])
  })

  it('asks for PIN or badge again, and takes no for an answer', async () => {
    await board({ ...sitting, confirm: 'wanted' })
    expect(document.activeElement).toBe(field(say.pinOrBadge))
    await userEvent.keyboard('2468{Enter}')
    expect(steps()).toContainEqual({ kind: 'pin', extension: '5001', pin: '2468' })
    await userEvent.click(screen.getByRole('button', { name: say.cancel }))
    expect(steps()).toContainEqual({ kind: 'putOff' })
  })
})

describe('a reason to listen', () => {
  const ask = async (choices: readonly string[]) => {
    let answer: string | null | undefined
    await act(async () => void askReason(stage.console.signIns, choices).then((given) => (answer = given)))
    return () => answer
  }

  it('is one of the site’s', async () => {
    const given = await ask(['Complaint', 'Coaching'])
    await userEvent.click(screen.getByRole('button', { name: 'Coaching' }))
    expect(given()).toBe('Coaching')
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('is in the supervisor’s own words where the site has none', async () => {
    const given = await ask([])
    await userEvent.type(field(reason.own), '  the caller asked for it ')
    await userEvent.keyboard('{Enter}')
    expect(given()).toBe('the caller asked for it')
  })

  it('may be kept to oneself, and then nothing is listened to', async () => {
    const given = await ask(['Complaint'])
    await userEvent.keyboard('{Escape}')
    expect(given()).toBeNull()
  })
})
