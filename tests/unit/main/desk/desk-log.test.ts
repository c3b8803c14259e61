// What the desk writes into its log: why something was refused, failed or ended, for whoever looks for it later.
import { describe, expect, it } from 'vitest'
import { hearersOf } from '#contract/hearers.ts'
import { err, ok } from '#contract/result.ts'
import { settle } from '../../../fakes/fake-clock.ts'
import { aCall, floorWith } from '../../../fakes/floors.ts'
import { deskUnderTest } from './desk-under-test.ts'

const target = { callId: 'c1', agentId: '1001' }
const call = aCall('c1', '1001')
const floor = floorWith([call])

async function live() {
  const desk = deskUnderTest({ policy: 'open' })
  desk.pbx.answers.setMode = async () => ok({ kind: 'asked' })
  desk.pbx.goLive(floor)
  const started = await desk.startMonitor({ target, follow: false, why: 'chosen' })
  if (!started.ok) throw new Error(started.error.code)
  desk.clock.pass(1)
  const ticketId = started.value.id
  desk.pbx.tellMonitor({ kind: 'attached', ticketId, target })
  return { ...desk, ticketId, short: ticketId.slice(0, 8) }
}

describe('the phone system', () => {
  it('has a line for each change, a warning with the cause where there is one', () => {
    const { pbx, lines } = deskUnderTest()
    pbx.goLive(floor)
    expect(lines).toContain('info pbx live')
    pbx.tellStatus({ phase: 'stale', since: 3, cause: { code: 'pbxUnreachable', detail: 'ECONNREFUSED' } })
    expect(lines.at(-1)).toBe('warn pbx stale pbxUnreachable (ECONNREFUSED)')
    pbx.tellStatus({ phase: 'refused', since: 4, cause: { code: 'pbxWrongPassword' } })
    expect(lines.at(-1)).toBe('warn pbx refused pbxWrongPassword')
  })

  it('that is behind has one line, not one for each second', () => {
    const { pbx, lines } = deskUnderTest()
    const before = lines.length
    for (const lateMs of [5000, 6000, 7000]) pbx.tellStatus({ phase: 'behind', since: 3, lateMs, how: null })
    expect(lines.slice(before)).toEqual(['info pbx behind'])
    pbx.goLive(floor)
    expect(lines.at(-1)).toBe('info pbx live')
  })
})

it('a window that says hello has a line', async () => {
  const { hello, lines } = deskUnderTest()
  await hello(null)
  expect(lines.at(-1)).toBe('info window says hello')
})

describe('a monitor', () => {
  it('has a line for each thing that happens to it, with the first letters of its id', async () => {
    const { pbx, lines, ticketId, short } = await live()
    const from = lines.length
    pbx.tellMonitor({ kind: 'mode', ticketId, mode: 'listen', changeId: null })
    pbx.tellMonitor({ kind: 'mode', ticketId, mode: 'listen', changeId: 3 })
    pbx.tellMonitor({ kind: 'unsure', ticketId, modes: ['listen', 'join'], until: null })
    pbx.tellMonitor({ kind: 'targetEnded', ticketId })
    pbx.tellMonitor({ kind: 'retargeted', ticketId, target, by: 'follow' })
    pbx.tellMonitor({ kind: 'ended', ticketId, reason: 'lineHungUp' })
    expect(lines.slice(from)).toEqual(
      [
        'mode listen by the PBX',
        'mode listen change 3',
        'mode not known, may be listen or join',
        'call ended',
        'retargeted call c1 agent 1001',
        'ended lineHungUp',
      ].map((what) => `info monitor ${short} ${what}`),
    )
  })

  it('that is refused has a line that says why', async () => {
    const { startMonitor, hop, setFollow, setMode, lines, ticketId } = await live()
    const wish = { ticketId: 'nobody’s', target, mode: 'join' as const, hearers: [], changeId: 1 }
    await setMode(wish)
    expect(lines.at(-1)).toBe('info join refused: unknownMonitor')
    await hop({ ticketId, target: { callId: 'c9', agentId: '1001' }, why: 'chosen' })
    expect(lines.at(-1)).toBe('info hop refused: callGone')
    await setFollow({ ticketId: 'nobody’s', follow: true })
    expect(lines.at(-1)).toBe('info setFollow refused: unknownMonitor')
    await startMonitor({ target, follow: false, why: 'chosen' })
    expect(lines.at(-1)).toBe('info startMonitor refused: monitorBusy')
  })

  it('that the phone system refuses has one too', async () => {
    const { startMonitor, pbx, lines } = deskUnderTest()
    pbx.goLive(floor)
    pbx.answers.startMonitor = async () => err({ code: 'lineBusy', detail: '486' })
    await startMonitor({ target, follow: false, why: 'chosen' })
    expect(lines.at(-1)).toBe('info startMonitor refused: lineBusy (486)')
  })

  it.each([
    [
      'an error, with where it came from',
      new Error('the key ring is locked'),
      /^error startMonitor failed: Error: the key ring is locked\n\s+at /,
    ],
    ['anything else that was thrown', 'a text', /^error startMonitor failed: a text$/],
  ])('that fails by a bug has %s', async (_what, thrown, line) => {
    const { startMonitor, pbx, lines } = deskUnderTest()
    pbx.goLive(floor)
    pbx.answers.startMonitor = () => Promise.reject(thrown)
    await startMonitor({ target, follow: false, why: 'chosen' })
    expect(lines.filter((one) => one.startsWith('error'))).toEqual([expect.stringMatching(line)])
  })

  it('whose mode is taken back has a warning, and another where it must be ended', async () => {
    const { setMode, pbx, lines, ticketId } = await live()
    await setMode({ ticketId, target, mode: 'join', hearers: [...hearersOf(call, '1001', 'join')], changeId: 1 })
    pbx.tellMonitor({ kind: 'mode', ticketId, mode: 'join', changeId: 1 })
    pbx.answers.setMode = async () => err({ code: 'pbxRefused' })
    const other = { ...call.from, number: '+15550199' }
    pbx.tellFloor({ kind: 'patch', patch: { calls: { set: [{ ...call, from: other }] } } })
    await settle()
    expect(lines.filter((one) => one.startsWith('warn'))).toEqual([
      'warn join withdrawn: peopleChanged',
      'warn the monitor is ended: nobody knows whether it is in listen (pbxRefused)',
    ])
  })
})
