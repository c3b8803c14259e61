// The simulated FreeSWITCH put together: its core, mod_callcenter, commands and Event Socket sessions. Time and sound are passed in.
import { type Behind, nothingBehind } from './acts.ts'
import { createCallcenter } from './callcenter.ts'
import type { Headers } from './channel.ts'
import { createCommands, type Lines } from './commands.ts'
import { type Faults, noFaults } from './faults.ts'
import { openSession, type Session } from './session.ts'
import { createSwitch, type Sound } from './switch.ts'

export type PbxParts = {
  readonly password: string
  readonly now: () => number
  readonly after: (ms: number, run: () => void) => () => void
  readonly randomId: () => string
  readonly sound: Sound
  readonly lines: Lines
  readonly behind?: Behind
}

export type FreeswitchPbx = ReturnType<typeof createFreeswitchPbx>

export function createFreeswitchPbx({
  password,
  now,
  after,
  randomId,
  sound,
  lines,
  behind = nothingBehind,
}: PbxParts) {
  const sessions = new Map<Session, () => void>()
  let faults: Faults = noFaults
  const emit = (event: Headers) => {
    for (const session of sessions.keys()) session.tell(event)
  }
  const core = createSwitch({ now, after, emit, sound })
  const callcenter = createCallcenter({ now, tell: (event) => core.tell('CUSTOM', null, event) })
  const commands = createCommands({
    core,
    callcenter,
    lines,
    now,
    after,
    behind,
  })
  const asked: string[] = []
  return {
    core,
    callcenter,
    commands,
    emit,
    /** Every API command so far. */
    asked: () => asked as readonly string[],
    misbehave: (next: Partial<Faults>) => {
      faults = { ...noFaults, ...next }
    },
    /** A new connection: it is greeted at once. */
    connect(write: (bytes: string) => void, close: () => void) {
      const session = openSession({
        password,
        now,
        after,
        randomId,
        write,
        close,
        faults: () => faults,
        run: (command) => {
          asked.push(command)
          return commands.run(command)
        },
      })
      sessions.set(session, close)
      return { read: session.read, closed: () => void sessions.delete(session) }
    },
    /** Cuts every connection, without a farewell. */
    cut: () => {
      for (const close of [...sessions.values()]) close()
    },
  }
}
