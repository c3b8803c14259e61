// A dialplan that became another after the console connected: what it would enter is read before, and refused where it is wrong.
import { expect, it } from 'vitest'
import { deskFailure } from '#contract/errors.ts'
import { modes } from '#contract/monitor.ts'
import { err, ok, type Result } from '#contract/result.ts'
import { guarded } from '#main/pbx/asterisk/spy/dialplan-guard.ts'
import type { AmiReply } from '#main/pbx/asterisk/wire/ami-client.ts'
import { monitorContext } from '#main/pbx/asterisk/wire/monitor-context.ts'
import type { SpyMethod } from '#main/pbx/kit/spy-method.ts'
import { spyMethod } from '../../../../../fakes/spy-method.ts'
import { monitorRows } from './monitor-rows.ts'

const spot = { callId: 'call', agentId: '1001', channelId: 'c1', channelName: 'PJSIP/1001-1' }
const order = { ticketId: 'ticket', token: 'x', spot }
const rowsOf = (text: string): Result<AmiReply> => ok({ head: {}, rows: monitorRows(text) })
const right = monitorContext('earshot-monitor')

function stage(shown: Result<AmiReply>) {
  const done: string[] = []
  const method: SpyMethod = {
    ...spyMethod('dialplan'),
    open: async () => {
      done.push('open')
      return ok(null)
    },
    spy: async (_ticket: string, _spot: object, mode: string) => {
      done.push(mode)
      return { kind: 'inForce' } as const
    },
    digits: async (_ticket: string, _spot: object, mode: string) => {
      done.push(`digits ${mode}`)
      return null
    },
  }
  const action = async () => shown
  const guard = guarded(method, { action, context: 'earshot-monitor', doubted: () => done.push('doubted') })
  return { guard, done }
}

it('enters what is as it should be', async () => {
  const { guard, done } = stage(rowsOf(right))
  expect(await guard.open(order)).toEqual(ok(null))
  for (const mode of modes) expect(await guard.spy('ticket', spot, mode)).toEqual({ kind: 'inForce' })
  await guard.digits('ticket', spot, 'join')
  expect(done).toEqual(['open', ...modes, 'digits join'])
})

it('does not whisper where a reload has made the whisper a barge, and goes back to listening all the same', async () => {
  const { guard, done } = stage(rowsOf(right.replace('qbXwE', 'qbXwBE')))
  const refused = await guard.spy('ticket', spot, 'whisperAgent')
  expect(refused).toMatchObject({ kind: 'unknown', cause: { code: 'noWayToMonitor' } })
  expect(refused).toMatchObject({ cause: { detail: expect.stringMatching(/extension 5 has the option B/) } })
  expect(await guard.digits('ticket', spot, 'whisperAgent')).toBeNull()
  expect(await guard.spy('ticket', spot, 'listen')).toEqual({ kind: 'inForce' })
  expect(done).toEqual(['doubted', 'doubted', 'listen'])
})

it('does not enter a listening that would be heard', async () => {
  const { guard, done } = stage(rowsOf(right.replace('qbX)', 'qbXw)')))
  expect(await guard.spy('ticket', spot, 'listen')).toMatchObject({ kind: 'unknown' })
  expect(done).toEqual(['doubted'])
})

it.each([
  ['has lost an extension', rowsOf(right.replace(/exten => 7[\s\S]*?(?=; 0)/, ''))],
  ['is gone', err(deskFailure('pbxRefused', 'Did not find context earshot-monitor'))],
] as const)('begins no monitor where the context %s', async (_what, shown) => {
  const { guard, done } = stage(shown)
  expect(await guard.open(order)).toMatchObject({ ok: false, error: { code: 'noWayToMonitor' } })
  expect(done).toEqual(['doubted'])
})

it('where it cannot be read nobody begins to speak, and whoever speaks may stop', async () => {
  const { guard, done } = stage(err(deskFailure('timedOut')))
  expect(await guard.open(order)).toEqual(err(deskFailure('timedOut')))
  expect(await guard.spy('ticket', spot, 'join')).toEqual({ kind: 'unknown', cause: deskFailure('timedOut') })
  expect(await guard.spy('ticket', spot, 'listen')).toEqual({ kind: 'inForce' })
  expect(done).toEqual(['listen'])
})
