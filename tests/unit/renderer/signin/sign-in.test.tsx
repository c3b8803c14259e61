// Signing in at the phone system and out again: what is asked, what is answered, and what an answer that does not arrive says.
// @vitest-environment jsdom
import { act, cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { err, ok } from '#contract/result.ts'
import type { SignInBoard } from '#contract/sign-in.ts'
import { SignIn } from '#renderer/signin/sign-in-dialog.tsx'
import { SignOutButton } from '#renderer/signin/sign-out-button.tsx'
import { en as words } from '#renderer/words/en/en.ts'
import { type ConsoleStage, stageConsole } from '../../../fakes/console-stage.tsx'
import { type FakeDesk, fakeDesk } from '../../../fakes/fake-desk.ts'
import { aHello } from '../floor/hello.ts'

const { signIn: say } = words
const wanted: SignInBoard = { kind: 'wanted', askId: 1, username: '', why: null }
const codeWanted: SignInBoard = { kind: 'codeWanted', askId: 2, username: 'sue', by: 'app' }

let desk: FakeDesk
let stage: ConsoleStage
beforeEach(async () => {
  desk = fakeDesk()
  desk.answers.answerSignIn = () => ok(null)
  stage = stageConsole({ desk, hello: aHello() })
  render(
    stage.inside(
      <>
        <SignIn />
        <SignOutButton />
      </>,
    ),
  )
  // What is asked is fetched when the page is idle: by the time it is wanted it is there.
  await act(async () => void (await import('#renderer/signin/sign-in-question.tsx')))
})
afterEach(() => {
  cleanup()
  stage.stop()
})

const board = (next: SignInBoard) => act(async () => desk.say('signIn', next))
const steps = () => desk.inputs('answerSignIn')
const enter = () => userEvent.click(screen.getByRole('button', { name: say.enter }))
const type = (label: string, text: string) => userEvent.type(screen.getByLabelText(label), text)
const alerts = () => screen.queryAllByRole('alert').map(({ textContent }) => textContent)

describe('user and password', () => {
  it('are asked for when they are wanted, and answered with the question they belong to', async () => {
    expect(screen.queryByRole('dialog')).toBeNull()
    await board(wanted)
    expect(screen.getByRole('dialog').textContent).toContain(say.title)
    await type(say.user, ' sue ')
    await type(say.password, ' secret ')
    await enter()
    expect(steps()).toEqual([{ kind: 'password', askId: 1, username: 'sue', password: ' secret ' }])
  })

  it('are not answered by half', async () => {
    await board(wanted)
    await type(say.user, '   ')
    await type(say.password, 'secret')
    await enter()
    await userEvent.clear(screen.getByLabelText(say.password))
    await type(say.user, 'sue')
    await enter()
    expect(steps()).toEqual([])
  })

  it('hide the password, and take the cursor there when the user is known', async () => {
    await board({ ...wanted, username: 'sue' })
    expect(screen.getByLabelText<HTMLInputElement>(say.user).value).toBe('sue')
    expect(screen.getByLabelText<HTMLInputElement>(say.password).type).toBe('password')
    expect(document.activeElement).toBe(screen.getByLabelText(say.password))
  })

  it('say why the answer before did not do', async () => {
    await board({ ...wanted, why: { code: 'pbxWrongPassword' } })
    expect(alerts()).toEqual([say.wrong])
    await board({ ...wanted, askId: 3, why: { code: 'accountLocked' } })
    expect(alerts()).toEqual([words.errors.accountLocked])
    await board({ ...wanted, askId: 4 })
    expect(alerts()).toEqual([])
  })
})

describe('a code', () => {
  it('is asked for by whom it is, and answered', async () => {
    await board(codeWanted)
    expect(screen.getByText(say.codeFor('sue'))).toBeTruthy()
    expect(document.activeElement).toBe(screen.getByLabelText(say.code))
    await type(say.code, ' 123456 ')
    await enter()
    expect(steps()).toEqual([{ kind: 'code', askId: 2, code: '123456' }])
  })

  it('of blanks is none; the way back leads to the password', async () => {
    await board(codeWanted)
    await type(say.code, '   ')
    await enter()
    await userEvent.click(screen.getByRole('button', { name: say.back }))
    expect(steps()).toEqual([{ kind: 'back', askId: 2 }])
  })
})

describe('the dialog', () => {
  it('stays while an answer is tried, says so, and goes when the person is in', async () => {
    await board(wanted)
    await board({ kind: 'trying', username: 'sue' })
    expect(screen.getByRole('dialog').textContent).toContain(say.trying('sue'))
    await board({ kind: 'in', username: 'sue', supervisor: { name: 'Sue', extension: '5001' } })
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('does not come by itself for a sign-in that nobody was asked for', async () => {
    await board({ kind: 'trying', username: 'sue' })
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('can be put off; a button brings it back, and a new question does', async () => {
    await board(wanted)
    await userEvent.click(screen.getByRole('button', { name: say.later }))
    expect(screen.queryByRole('dialog')).toBeNull()
    await userEvent.click(screen.getByRole('button', { name: say.title }))
    expect(screen.getByRole('dialog')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: say.later }))
    await board({ ...wanted, askId: 5 })
    expect(screen.getByRole('dialog')).toBeTruthy()
    expect(steps()).toEqual([])
  })
})

describe('an answer that does not arrive', () => {
  it('is said, and forgotten with the next question', async () => {
    desk.answers.answerSignIn = () => err({ code: 'timedOut' })
    await board(codeWanted)
    await type(say.code, '1')
    await enter()
    expect(alerts()).toEqual([words.errors.timedOut])
    await board({ ...codeWanted, askId: 6 })
    expect(alerts()).toEqual([])
  })

  it('over a broken link says that the console is out of reach, until the next try', async () => {
    desk.answers.answerSignIn = () => Promise.reject(new Error('gone'))
    await board(codeWanted)
    await type(say.code, '1')
    await enter()
    expect(alerts()).toEqual([words.errors.serverGone])
    desk.answers.answerSignIn = () => ok(null)
    await enter()
    expect(alerts()).toEqual([])
  })
})

describe('signing out', () => {
  it('is there for who is signed in, by name, and asked for once', async () => {
    expect(screen.queryByRole('button')).toBeNull()
    await board({ kind: 'in', username: 'sue', supervisor: { name: 'Sue', extension: '5001' } })
    await userEvent.click(screen.getByRole('button', { name: say.out('sue') }))
    expect(steps()).toEqual([{ kind: 'out' }])
  })
})
