import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import type { DeskFrame } from '#contract/channel.ts'
import { requestNames } from '#contract/ipc.ts'
import { answerRequest, serveDesk } from '#main/desk/serve.ts'
import { deskUnderTest } from './desk-under-test.ts'

function served() {
  const { desk, pbx, lines } = deskUnderTest()
  const sent: DeskFrame[] = []
  let say: (message: unknown) => void = () => {}
  const log = (level: string, text: string) => void lines.push(`${level} ${text}`)
  const stop = serveDesk(
    desk,
    {
      send: (frame) => sent.push(frame),
      onMessage: (listener) => {
        say = listener
        return () => {
          say = () => {}
        }
      },
    },
    log,
  )
  return { desk, pbx, sent, lines, log, stop, say: (message: unknown) => say(message) }
}

describe('a request over a channel', () => {
  it('is answered under its own number', async () => {
    const { say, sent } = served()
    say({ type: 'request', id: 7, name: 'hello', input: null })
    await vi.waitFor(() => expect(sent).toHaveLength(1))
    expect(sent[0]).toMatchObject({ type: 'answer', id: 7, reply: { kind: 'output', output: { shell: 'browser' } } })
  })

  it('that does not fit the contract is a failure that names the field', async () => {
    const { desk, log } = served()
    const target = { callId: 'c1', agentId: '1001' }
    const wish = { ticketId: 't', target, mode: 'shout', hearers: [], changeId: 1 }
    expect(await answerRequest(desk.handlers, 'setMode', wish, log)).toMatchObject({
      kind: 'output',
      output: { ok: false, error: { code: 'badRequest', detail: expect.stringMatching(/^setMode mode: /) } },
    })
    for (const name of ['constructor', '__proto__', 'nothing']) {
      expect(await answerRequest(desk.handlers, name, null, log)).toMatchObject({
        kind: 'fault',
        error: { code: 'badRequest' },
      })
    }
  })

  it('that meets a bug fails as internal; the stack goes to the log and nowhere else', async () => {
    const { desk, log, lines } = served()
    const broken = async () => {
      throw new Error('secret inside')
    }
    const handlers = { ...desk.handlers, hello: broken, endMonitor: broken }
    const replies = [
      await answerRequest(handlers, 'hello', null, log),
      await answerRequest(handlers, 'endMonitor', { ticketId: 't' }, log),
    ]
    expect(replies).toEqual([
      { kind: 'fault', error: { code: 'internal' } },
      { kind: 'output', output: { ok: false, error: { code: 'internal' } } },
    ])
    expect(lines.filter((line) => line.includes('secret inside'))).toHaveLength(2)
  })

  it('of any shape at all never ends the desk', async () => {
    const { desk, log, say, lines } = served()
    await fc.assert(
      fc.asyncProperty(fc.anything(), fc.constantFrom(...requestNames), async (input, name) => {
        say(input)
        const reply = await answerRequest(desk.handlers, name, input, log)
        expect(JSON.stringify(reply)).not.toContain('"code":"internal"')
      }),
      // Of each request the one shape that chance hardly meets and that many of them take.
      {
        numRuns: 100 + requestNames.length,
        examples: requestNames.map((name): [unknown, typeof name] => [null, name]),
      },
    )
    expect(lines.some((line) => line.startsWith('error'))).toBe(false)
  })
})

describe('a channel', () => {
  it('carries the signals of the desk', () => {
    const { pbx, sent } = served()
    pbx.goStale()
    expect(sent).toMatchObject([{ type: 'signal', name: 'status', payload: { phase: 'stale' } }])
  })

  it('that was stopped carries nothing more, not even answers under way', async () => {
    const { pbx, say, sent, stop, desk } = served()
    say({ type: 'request', id: 1, name: 'hello', input: null })
    stop()
    pbx.goStale()
    await desk.handlers.hello(null)
    expect(sent).toEqual([])
  })
})
