// The desk's handlers as one window may have them: some are its own, some are passed on, all others refused by who asks.
import { type DeskError, deskFailure, type ErrorCode } from '#contract/errors.ts'
import { type DeskHandlers, type RequestName, requestNames } from '#contract/ipc.ts'

/** A refusal of a request whose answer is no Result. */
export class Refused extends Error {
  readonly error: DeskError

  constructor(error: DeskError) {
    super(error.code)
    this.error = error
  }
}

/** Refused because of who asks, whatever is asked for. */
export class NotForThisWindow extends Refused {
  constructor(code: Extract<ErrorCode, 'otherWindow' | 'wallboardOnly'>) {
    super(deskFailure(code))
  }
}

/** Which handlers are in force for this request now; it may wait for that. A refusal throws. */
export type PickHandlers = (name: RequestName) => Promise<Partial<DeskHandlers>>

/** Asked anew at every request: a window's role changes. */
export function handlersBy(pick: PickHandlers): DeskHandlers {
  const entries = requestNames.map((name) => {
    const handle = async (input: unknown): Promise<unknown> => {
      const own = (await pick(name))[name] as ((input: unknown) => Promise<unknown>) | undefined
      if (!own) throw new NotForThisWindow('otherWindow')
      return own(input)
    }
    return [name, handle]
  })
  // Each name has the handler of that name; TypeScript cannot follow that through the table.
  return Object.fromEntries(entries) as DeskHandlers
}
