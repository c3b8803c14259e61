import { describe, expect, it } from 'vitest'
import { type DeskError, deskFailure } from '#contract/errors.ts'
import type { Call } from '#contract/floor.ts'
import { hearersOf } from '#contract/hearers.ts'
import type { Mode } from '#contract/monitor.ts'
import { err, ok } from '#contract/result.ts'
import { settle } from '../../../fakes/fake-clock.ts'
import { aCall, floorWith } from '../../../fakes/floors.ts'
import { deskUnderTest } from './desk-under-test.ts'

const target = { callId: 'c1', agentId: '1001' }
const colleague = { name: 'Colleague', number: '1099', onNet: true, agentId: null }
const outside = { name: null, number: '+15550199', onNet: false, agentId: null }
const among = aCall('c1', '1001', { from: colleague })
const another = { callId: 'c2', agentId: '1002' }
const failure = (code: string, detail?: string) => ({ ok: false, error: detail ? { code, detail } : { code } })

/** Speaking on a call among colleagues, confirmed by the PBX. */
async function speaking(mode: Mode, ...set: Parameters<typeof deskUnderTest>) {
  const console = deskUnderTest(...set)
  const { pbx, clock, startMonitor, setMode } = console
  pbx.answers.setMode = async () => ok({ kind: 'asked' })
  pbx.goLive(floorWith([among, aCall('c2', '1002')]))
  const started = await startMonitor({ target, follow: false, why: 'chosen' })
  if (!started.ok) throw new Error(started.error.code)
  clock.pass(1)
  const ticketId = started.value.id
  pbx.tellMonitor({ kind: 'attached', ticketId, target })
  const choose = (wanted: Mode, changeId: number, call: Call = among, on = target) =>
    setMode({ ticketId, target: on, mode: wanted, hearers: [...hearersOf(call, on.agentId, wanted)], changeId })
  const confirm = (confirmed: Mode, changeId: number | null) =>
    pbx.tellMonitor({ kind: 'mode', ticketId, mode: confirmed, changeId })
  expect(await choose(mode, 1)).toMatchObject({ ok: true })
  confirm(mode, 1)
  const becomes = (call: Call) => pbx.tellFloor({ kind: 'patch', patch: { calls: { set: [call] } } })
  /** What the desk itself asked of the PBX since. */
  const askedByDesk = () => pbx.named('setMode').filter(([, , , changeId]) => Number(changeId) < 0)
  const history = async () => {
    const page = await console.desk.handlers.listHistory({
      filter: { search: '', agentId: null, mode: null, why: null, from: null, to: null },
      before: null,
      limit: 10,
    })
    return page.entries[0]?.record
  }
  return { ...console, ticketId, choose, confirm, becomes, askedByDesk, history }
}

/** The floor loses the call while the PBX answers a listen so. */
async function goneWith(answer: ReturnType<typeof err<DeskError>>) {
  const console = await speaking('join', { policy: 'open' })
  console.pbx.answers.setMode = async () => answer
  const tellGone = async () => {
    console.pbx.tellFloor({ kind: 'patch', patch: { calls: { gone: ['c1'] } } })
    await settle()
  }
  return { ...console, tellGone }
}

describe('a speaking mode', () => {
  it.each<[string, Mode, Call]>([
    ['the other party hands the call to an outside number', 'join', { ...among, from: outside }],
    [
      'the other party hands it to another colleague',
      'whisperCaller',
      { ...among, from: { ...colleague, number: '1098' } },
    ],
    ['the agent hands it over', 'whisperAgent', { ...among, to: { ...among.to, agentId: '1003', number: '1003' } }],
    ['the phone of a party leaves the network', 'join', { ...among, from: { ...colleague, onNet: false } }],
    ['somebody else comes into the conversation', 'join', { ...among, others: [outside] }],
    [
      'somebody comes who hears what is said to the caller',
      'whisperCaller',
      { ...among, others: [{ ...colleague, number: '1098' }] },
    ],
  ])('goes back to listen by the desk itself when %s', async (_, mode, after) => {
    const { becomes, askedByDesk, named, ticketId, history, confirm, endMonitor } = await speaking(mode, {
      policy: 'open',
    })
    becomes(after)
    expect(askedByDesk()).toEqual([['setMode', ticketId, 'listen', -1]])
    expect(named('withdrawn')).toEqual([{ ticketId, why: 'peopleChanged' }])
    confirm('listen', -1)
    expect(named('monitor').at(-1), 'the number is the desk’s own').toMatchObject({ mode: 'listen', changeId: null })
    await endMonitor({ ticketId })
    expect(await history()).toMatchObject({
      refusals: [{ wanted: mode, error: { code: 'peopleChanged' } }],
      modes: [{ mode: 'listen' }, { mode, asked: true }, { mode: 'listen', asked: false }],
    })
  })

  it('stays when only those change who do not hear it', async () => {
    const { becomes, askedByDesk, named } = await speaking('whisperAgent', { policy: 'open' })
    becomes({ ...among, from: outside })
    becomes({ ...among, from: outside, state: 'held' })
    becomes({ ...among, others: [outside] })
    expect(askedByDesk()).toEqual([])
    expect(named('withdrawn')).toEqual([])
  })

  it('is judged by whom it was chosen for, not by whom one before it was', async () => {
    const { becomes, choose, confirm, askedByDesk } = await speaking('whisperCaller', { policy: 'open' })
    await choose('whisperAgent', 2)
    confirm('whisperAgent', 2)
    becomes({ ...among, from: outside })
    expect(askedByDesk()).toEqual([])
  })

  it('stays when a name comes late', async () => {
    const { becomes, askedByDesk } = await speaking('join')
    becomes({ ...among, from: { ...colleague, name: 'Colin' } })
    expect(askedByDesk()).toEqual([])
  })

  it('goes back when the policy does not let it on the call as it is now', async () => {
    const { becomes, choose, confirm, named, askedByDesk } = await speaking('listen', { policy: 'callharbor' })
    const fromOutside = { ...among, from: outside }
    becomes(fromOutside)
    await choose('whisperAgent', 2, fromOutside)
    confirm('whisperAgent', 2)
    becomes(among)
    expect(askedByDesk()).toHaveLength(1)
    expect(named('withdrawn')).toMatchObject([{ why: 'accessChanged' }])
  })

  it('goes back when the policy itself changes', async () => {
    const { settings, askedByDesk, named } = await speaking('whisperAgent', { policy: 'open' })
    settings.replace({ policy: 'callharbor' })
    expect(askedByDesk()).toHaveLength(1)
    expect(named('withdrawn')).toMatchObject([{ why: 'accessChanged' }])
  })

  it('that is only asked for goes back as well', async () => {
    const { choose, becomes, askedByDesk, confirm } = await speaking('whisperAgent', { policy: 'open' })
    await choose('join', 2)
    becomes({ ...among, from: outside })
    expect(askedByDesk()).toHaveLength(1)
    confirm('join', 2)
    expect(askedByDesk(), 'confirmed late, it is taken back once more').toHaveLength(2)
  })

  it('is not asked for again while nothing is known of the listen', async () => {
    const { choose, becomes, confirm } = await speaking('join')
    const now = { ...among, from: outside }
    becomes(now)
    expect(await choose('join', 2, now)).toEqual(failure('unconfirmed'))
    confirm('listen', -1)
    expect(await choose('join', 3, now)).toMatchObject({ ok: true })
  })

  it('goes back once, however often the floor tells of the call', async () => {
    const { becomes, askedByDesk } = await speaking('join')
    becomes({ ...among, from: outside })
    becomes({ ...among, from: outside, state: 'held' })
    becomes({ ...among, others: [outside] })
    expect(askedByDesk()).toHaveLength(1)
  })

  it('goes back when the floor does not show its call any more, and the end of the call is no reason to end', async () => {
    const { pbx, clock, ticketId, askedByDesk } = await speaking('join')
    pbx.tellFloor({ kind: 'patch', patch: { calls: { gone: ['c1'] } } })
    expect(askedByDesk()).toHaveLength(1)
    pbx.tellMonitor({ kind: 'targetEnded', ticketId })
    clock.pass(10_000)
    expect(pbx.named('endMonitor')).toEqual([])
  })
})

describe('listen that the desk asks for', () => {
  it.each([
    ['refused', async () => err({ code: 'pbxRefused' } as const)],
    ['never confirmed', async () => ok({ kind: 'asked' } as const)],
    [
      'met by a bug of the connector',
      async () => {
        throw new Error('a bug')
      },
    ],
  ])('and that is %s ends the monitor, and says so', async (_, answer) => {
    const { pbx, becomes, clock, ticketId, named, history } = await speaking('join')
    pbx.answers.setMode = answer
    pbx.answers.endMonitor = async () => err({ code: 'pbxUnreachable' })
    becomes({ ...among, from: outside })
    await clock.advance(2_000)
    expect(pbx.named('endMonitor')).toEqual([['endMonitor', ticketId]])
    expect(named('monitor').at(-1), 'not called ended before it is').not.toMatchObject({ kind: 'ended' })
    pbx.tellMonitor({ kind: 'ended', ticketId, reason: 'asked' })
    expect(named('monitor').at(-1)).toEqual({ kind: 'ended', ticketId, reason: 'unconfirmed' })
    expect(await history()).toMatchObject({ end: 'unconfirmed' })
  })

  it('is not ended where the call is gone with the whole PBX: the connector goes to listen, or tells the loss', async () => {
    const { pbx, tellGone, named } = await goneWith(err({ code: 'pbxUnreachable' as const }))
    await tellGone()
    expect(pbx.named('endMonitor')).toEqual([])
    expect(named('withdrawn')).toHaveLength(1)
  })

  describe.each([
    ['the call is gone', deskFailure('callGone')],
    ['the call is over', deskFailure('refusedByAccess', 'callEnded')],
  ])('and that is refused because %s', (_, error) => {
    it('waits for the connector to tell the end of the call, which leaves the monitor', async () => {
      const { pbx, tellGone, clock, ticketId } = await goneWith(err(error))
      await tellGone()
      await clock.advance(1_900)
      pbx.tellMonitor({ kind: 'mode', ticketId, mode: 'listen', changeId: null })
      pbx.tellMonitor({ kind: 'targetEnded', ticketId })
      await clock.advance(10_000)
      expect(pbx.named('endMonitor')).toEqual([])
    })

    it('ends the monitor where nothing is told in time', async () => {
      const { pbx, tellGone, clock, ticketId } = await goneWith(err(error))
      await tellGone()
      await clock.advance(1_900)
      expect(pbx.named('endMonitor')).toEqual([])
      await clock.advance(200)
      expect(pbx.named('endMonitor')).toEqual([['endMonitor', ticketId]])
    })

    it('has its time also where the PBX could not be reached before', async () => {
      const { pbx, tellGone, clock, confirm, ticketId } = await goneWith(err(deskFailure('pbxUnreachable')))
      await tellGone()
      await clock.advance(10_000)
      expect(pbx.named('endMonitor')).toEqual([])
      pbx.answers.setMode = async () => err(error)
      confirm('join', 1) // told late: it is taken back once more
      await clock.advance(2_100)
      expect(pbx.named('endMonitor')).toEqual([['endMonitor', ticketId]])
    })

    it('is given no more time where the people had changed before', async () => {
      const { pbx, becomes, clock, tellGone, ticketId } = await goneWith(err(error))
      pbx.answers.setMode = async () => ok({ kind: 'asked' })
      becomes({ ...among, from: outside })
      await clock.advance(1_500)
      pbx.answers.setMode = async () => err(error)
      await tellGone()
      await clock.advance(600)
      expect(pbx.named('endMonitor')).toEqual([['endMonitor', ticketId]])
    })
  })

  it('is ended where the call is gone and the PBX refuses the listen for another reason', async () => {
    const { pbx, tellGone } = await goneWith(err({ code: 'pbxRefused' as const }))
    await tellGone()
    expect(pbx.named('endMonitor')).toHaveLength(1)
  })

  it('is not confirmed by an older listen of the window, which was chosen before', async () => {
    const { pbx, becomes, clock, choose, confirm, ticketId } = await speaking('join')
    await choose('listen', 2)
    await choose('join', 3)
    const now = { ...among, from: outside }
    becomes(now)
    confirm('listen', 2)
    expect(await choose('join', 4, now)).toEqual(failure('unconfirmed'))
    await clock.advance(2_000)
    expect(pbx.named('endMonitor')).toEqual([['endMonitor', ticketId]])
  })

  it('is not confirmed by the end of what was taken back', async () => {
    const { pbx, becomes, clock, confirm, ticketId } = await speaking('join')
    becomes({ ...among, from: outside })
    confirm('listen', 1)
    await clock.advance(2_000)
    expect(pbx.named('endMonitor')).toEqual([['endMonitor', ticketId]])
  })

  it('counts as well when the window was quicker', async () => {
    const { pbx, becomes, clock, choose, confirm } = await speaking('join')
    becomes({ ...among, from: outside })
    await choose('listen', 2)
    confirm('listen', 2)
    await clock.advance(5_000)
    expect(pbx.named('endMonitor')).toEqual([])
  })
})

describe('a change of mode names the call and the people it is for', () => {
  it('and is refused when the monitor is on another call by now', async () => {
    const { pbx, choose, ticketId } = await speaking('whisperAgent', { policy: 'open' })
    pbx.tellMonitor({ kind: 'retargeted', ticketId, target: another, by: 'transfer' })
    expect(await choose('join', 2)).toEqual(failure('monitorMoved'))
    expect(await choose('listen', 3), 'listen never').toMatchObject({ ok: true })
  })

  it('and is refused while the monitor is on its way to another', async () => {
    const { pbx, hop, choose, ticketId } = await speaking('whisperAgent', { policy: 'open' })
    let arrive = () => {}
    pbx.answers.hop = (to) =>
      new Promise((resolve) => {
        arrive = () => resolve(ok(to))
      })
    const hopping = hop({ ticketId, target: another, why: 'chosen' })
    expect(await choose('join', 2)).toEqual(failure('monitorMoved'))
    arrive()
    await hopping
    const there = aCall('c2', '1002')
    pbx.tellMonitor({ kind: 'retargeted', ticketId, target: another, by: 'hop' })
    expect(await choose('join', 3, there, another)).toMatchObject({ ok: true })
  })

  it('and is refused when others are on it than the supervisor saw', async () => {
    const { becomes, choose } = await speaking('listen', { policy: 'open' })
    becomes({ ...among, from: outside })
    expect(await choose('join', 2)).toEqual(failure('peopleChanged'))
    expect(await choose('join', 3, { ...among, from: outside })).toMatchObject({ ok: true })
  })

  it('and is taken back when the monitor comes to another call meanwhile, where the PBX may still make it', async () => {
    const { pbx, choose, confirm, askedByDesk, ticketId } = await speaking('whisperAgent', { policy: 'open' })
    await choose('join', 2)
    pbx.tellMonitor({ kind: 'retargeted', ticketId, target: another, by: 'transfer' })
    expect(askedByDesk()).toHaveLength(1)
    confirm('join', 2)
    expect(askedByDesk()).toHaveLength(2)
  })

  it('but a change that was confirmed before is over with the call it was for', async () => {
    const { pbx, askedByDesk, ticketId } = await speaking('whisperAgent', { policy: 'open' })
    pbx.tellMonitor({ kind: 'retargeted', ticketId, target: another, by: 'transfer' })
    expect(askedByDesk()).toEqual([])
  })
})
