// A monitor whose end is not known: the next window learns who may still hear the supervisor by it.
import { expect, it } from 'vitest'
import { deskFailure } from '#contract/errors.ts'
import type { Mode } from '#contract/monitor.ts'
import { err } from '#contract/result.ts'
import { aCall, floorWith } from '../../../fakes/floors.ts'
import { deskUnderTest } from './desk-under-test.ts'

const target = { callId: 'c1', agentId: '1001' }

/** Live on a phone, in this mode; its end will not be confirmed. */
async function liveIn(mode: Mode, rings: 'allPhones' | 'consoleLine' = 'allPhones') {
  const console = await ringing(rings)
  const { pbx, ticketId } = console
  pbx.tellMonitor({ kind: 'attached', ticketId, target })
  pbx.tellMonitor({ kind: 'mode', ticketId, mode, changeId: null })
  return console
}

/** Asked for, and picked up by nobody yet as far as is known; its end will not be confirmed. */
async function ringing(rings: 'allPhones' | 'consoleLine' = 'allPhones') {
  const console = deskUnderTest({}, { rings })
  const { pbx } = console
  pbx.goLive(floorWith([aCall('c1', '1001')]))
  const started = await console.startMonitor({ target, follow: false, why: 'chosen' })
  pbx.answers.endMonitor = async () => err(deskFailure('unconfirmed'))
  const unended = async () => (await console.hello(null)).unended
  return { ...console, ticketId: started.ok ? started.value.id : '', unended }
}

it('a window that is loaded anew learns who may hear, until the end is known', async () => {
  const { unended, pbx, ticketId } = await liveIn('whisperAgent')
  expect(await unended()).toEqual({ ticketId, target, modes: ['listen', 'whisperAgent'], until: null })
  pbx.tellMonitor({ kind: 'unsure', ticketId, modes: ['listen', 'join'], until: 7_000 })
  expect(await unended()).toMatchObject({ modes: ['listen', 'whisperAgent', 'join'], until: 7_000 })
  pbx.tellMonitor({ kind: 'ended', ticketId, reason: 'asked' })
  expect(await unended()).toBeNull()
})

it('nothing is left of one that has ended, that was only listening, or whose call is over', async () => {
  const ends = await liveIn('join')
  ends.pbx.answers.endMonitor = async () => ({ ok: true, value: null })
  expect(await ends.unended()).toBeNull()
  expect(await (await liveIn('listen')).unended()).toBeNull()
  const over = await liveIn('join')
  await over.unended()
  over.pbx.tellMonitor({ kind: 'targetEnded', ticketId: over.ticketId })
  expect(await over.unended()).toBeNull()
})

it('a mode pressed on the phone meanwhile counts, and one on another call only there', async () => {
  const { unended, pbx, ticketId } = await liveIn('listen')
  await unended()
  pbx.tellMonitor({ kind: 'mode', ticketId, mode: 'whisperCaller', changeId: null })
  expect(await unended()).toMatchObject({ modes: ['listen', 'whisperCaller'] })
  const elsewhere = { callId: 'c2', agentId: '1002' }
  pbx.tellMonitor({ kind: 'retargeted', ticketId, target: elsewhere, by: 'transfer' })
  expect(await unended()).toBeNull()
  pbx.tellMonitor({ kind: 'mode', ticketId, mode: 'join', changeId: null })
  expect(await unended()).toMatchObject({ target: elsewhere, modes: ['listen', 'join'] })
})

it('the line in the console went with its page: by it nobody hears', async () => {
  expect(await (await liveIn('join', 'consoleLine')).unended()).toBeNull()
})

it('what the phone system was unsure of before the reload is not forgotten with the window', async () => {
  const { unended, pbx, ticketId } = await liveIn('listen')
  pbx.tellMonitor({ kind: 'unsure', ticketId, modes: ['listen', 'whisperAgent', 'join'], until: 9_000 })
  expect(await unended()).toMatchObject({ modes: ['listen', 'whisperAgent', 'join'], until: 9_000 })
})

it('so is what was told unsure of a phone that only rang', async () => {
  const { unended, pbx, ticketId } = await ringing()
  pbx.tellMonitor({ kind: 'unsure', ticketId, modes: ['listen', 'join'], until: 9_000 })
  expect(await unended()).toMatchObject({ modes: ['listen', 'join'], until: 9_000 })
})

it('a mode the desk has taken back may be in force until listen is confirmed', async () => {
  const { unended, desk, pbx } = await liveIn('join')
  desk.nobodyThere('screenLocked')
  pbx.answers.endMonitor = async () => err(deskFailure('unconfirmed'))
  expect(await unended()).toMatchObject({ modes: ['listen', 'join'] })
})
