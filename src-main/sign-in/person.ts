// The person at the console, as a connector that needs a sign-in meets them: asks through the window, waits, keeps nothing.
import { deskFailure } from '#contract/errors.ts'
import { createListeners } from '#contract/observable.ts'
import { err, ok, type Result } from '#contract/result.ts'
import { nobodySignsIn, type SignInBoard, type SignInStep } from '#contract/sign-in.ts'
import type { Stop } from '#contract/time.ts'
import type { Entered, SignInPrompt } from '#main/pbx/connector.ts'

export type Person = SignInPrompt & {
  readonly onBoard: (listener: (board: SignInBoard) => void) => Stop
  readonly board: () => SignInBoard
  /** badRequest for an answer to a question nobody asks any more. */
  readonly step: (step: SignInStep) => Result<null>
}

type Question = {
  readonly password?: (entered: Entered) => void
  readonly code?: (code: string | null) => void
}

export function createPerson(): Person {
  const boards = createListeners<SignInBoard>()
  const signOuts = createListeners<void>()
  let board: SignInBoard = nobodySignsIn
  let question: Question = {}
  let asked = 0

  const show = (next: SignInBoard) => {
    board = next
    boards.emit(next)
  }
  const answered = (step: Exclude<SignInStep, { kind: 'out' }>): (() => void) | null => {
    if (!('askId' in board) || board.askId !== step.askId) return null
    const { password, code } = question
    switch (step.kind) {
      case 'password':
        return password ? () => password(step) : null
      case 'code':
        return code ? () => code(step.code) : null
      case 'back':
        return code ? () => code(null) : null
    }
  }
  const applyStep = (step: SignInStep): Result<null> => {
    if (step.kind === 'out') {
      signOuts.emit()
      return ok(null)
    }
    const answer = answered(step)
    if (!answer || board.kind === 'none') return err(deskFailure('badRequest', 'this question is closed'))
    question = {}
    show({ kind: 'trying', username: step.kind === 'password' ? step.username : board.username })
    answer()
    return ok(null)
  }

  return {
    password: (username, why) =>
      new Promise((resolve) => {
        asked += 1
        question = { password: ({ username: user, password }) => resolve({ username: user.trim(), password }) }
        show({ kind: 'wanted', askId: asked, username, why })
      }),
    code: (username, by) =>
      new Promise((resolve) => {
        asked += 1
        question = { code: resolve }
        show({ kind: 'codeWanted', askId: asked, username, by: by.slice(0, 200) })
      }),
    signedIn: (username, supervisor) => {
      question = {}
      show({ kind: 'in', username, supervisor })
    },
    onSignOut: signOuts.on,
    onBoard: boards.on,
    board: () => board,
    step: applyStep,
  }
}
