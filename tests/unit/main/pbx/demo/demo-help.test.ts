import { describe, expect, it } from 'vitest'
import { noHelp } from '#contract/alerts.ts'
import { deskFailure } from '#contract/errors.ts'
import { err, ok, type Result } from '#contract/result.ts'
import { decodeFrame, isFeedEvent, isHelpEvent } from '#main/pbx/demo/codec.ts'
import { createHelp } from '#main/pbx/demo/help.ts'

const wire = {
  requests: [{ id: 'h1', agent: '1001', call: 'c1', at: 5, claim: { by: 'Sue', at: 6 }, offered: null }],
  supervisors: ['Sue', 'Tom'],
}
const board = {
  requests: [{ id: 'h1', agentId: '1001', callId: 'c1', at: 5, claim: { by: 'Sue', at: 6 }, offeredTo: null }],
  supervisors: ['Sue', 'Tom'],
}

function start(answer: Result<unknown>) {
  const asked: unknown[] = []
  const request = async (method: string, params: object) => {
    asked.push([method, params])
    return answer
  }
  const help = createHelp({ request, supervisor: 'Tom' })
  const boards: unknown[] = []
  help.on((next) => boards.push(next))
  return { help, asked, boards }
}

describe('help at the demo PBX', () => {
  it('is asked for by name on a new connection, and told whole at every event', async () => {
    const { help, asked, boards } = start(ok(wire))
    await help.enter()
    help.applyEvent({ requests: [], supervisors: ['Tom'] })
    expect(asked).toEqual([['help.list', { supervisor: 'Tom' }]])
    expect(boards).toEqual([noHelp, board, { requests: [], supervisors: ['Tom'] }])
  })

  it('is none at a demo PBX too old to know of it, or that says nonsense', async () => {
    for (const answer of [err(deskFailure('pbxRefused')), ok({ requests: 'many' })]) {
      const { help, boards } = start(answer)
      await help.enter()
      expect(boards).toEqual([noHelp])
    }
  })

  it('is claimed, handed over and done by the names of the wire; a refusal is passed on', async () => {
    const { help, asked } = start(ok({}))
    await help.step({ do: 'claim', id: 'h1' })
    await help.step({ do: 'handOver', id: 'h1', to: null })
    expect(await help.step({ do: 'done', id: 'h1' })).toEqual(ok(null))
    expect(asked).toEqual([
      ['help.claim', { help: 'h1' }],
      ['help.hand-over', { help: 'h1', to: null }],
      ['help.done', { help: 'h1' }],
    ])
    const refused = err(deskFailure('pbxRefused', 'not-allowed: Sue sees to it already.'))
    expect(await start(refused).help.step({ do: 'claim', id: 'h1' })).toEqual(refused)
  })

  it('is no event of the feed: it has no place in its sequence', () => {
    const frame = decodeFrame(JSON.stringify({ type: 'event', event: 'help', ...wire }))
    expect(frame.ok && [isHelpEvent(frame.value), isFeedEvent(frame.value)]).toEqual([true, false])
  })
})
