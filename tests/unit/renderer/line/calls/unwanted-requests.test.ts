// What a PBX may ask of a call and the console does not do: it is refused at once, never left without an answer, and changes nothing.
import { expect, it, vi } from 'vitest'
import { onCall } from '../jssip-stage.ts'

it.each(['replaces', 'refer'])(
  'a call that stands refuses %s, which JsSIP leaves to whoever listens',
  async (asked) => {
    const { session, of } = await onCall()
    const answers = { accept: vi.fn(), reject: vi.fn() }
    session.emit(asked, answers)
    expect([answers.accept.mock.calls.length, answers.reject.mock.calls.length]).toEqual([0, 1])
    expect([session.isEstablished(), of('ended'), of('invite').length]).toEqual([true, [], 1])
  },
)
