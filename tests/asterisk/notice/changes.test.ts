// Who hears the tone that tells of monitoring while the call is held, after it goes on, and after it has been transferred, on a real Asterisk.
import { expect, it } from 'vitest'
import type { Target } from '#contract/monitor.ts'
import type { Ears } from '#contract/notice/notice.ts'
import { openCallCentre, until } from '../call-centre.ts'
import type { Dialog } from '../sip-dialog.ts'
import { counting, toneHz } from './hearing.ts'

const LEAST_FRAMES = 8 // of the 15 that the tone lasts
const meant = { agent: ['agent'], caller: ['caller'], both: ['agent', 'caller'] }

it('the tone reaches whom it is meant for after a hold and a blind transfer, and is not said to be heard by a call on hold', async () => {
  const centre = await openCallCentre()
  try {
    const [phone, next] = [await centre.agent('1001'), await centre.agent('1002')]
    const supervisor = await centre.supervisor()
    const desk = await centre.console({ way: 'ari' })
    const { notice } = desk.connector
    if (!notice) throw new Error('this connector plays no notice')
    const call = await centre.call(desk, phone)
    await desk.start(call.target)
    const line = await supervisor.nextCall()
    let plays = 0
    /** What came of a tone for `to`, and whom it reached. */
    const played = async (to: Ears, target: Target, ears: Readonly<Record<string, Dialog>>, meant: number) => {
      const counts = Object.entries(ears).map(([ear, dialog]) => ({ ear, count: counting(dialog, toneHz) }))
      const answer = await notice.play({ id: `change-${++plays}`, target, to, sound: { kind: 'tone' } })
      const reached = () => counts.filter(({ count }) => count.frames() >= LEAST_FRAMES).length
      if (answer.ok) await until(() => reached() >= meant, `${meant} hear the tone`)
      const touched = counts.flatMap(({ ear, count }) => (count.frames() > 1 ? [ear] : []))
      for (const { count } of counts) count.stop()
      return { what: answer.ok ? 'heard' : answer.error.detail, by: touched }
    }
    const all = { agent: call.agent, caller: call.caller, supervisor: line }
    const isState = (state: string) => () => desk.floor().calls[call.target.callId]?.state === state
    const silent = { what: 'onHold', by: [] }

    for (const holder of [call.agent, call.caller]) {
      await holder.hold(true)
      await until(isState('held'), 'the console sees it held')
      for (const to of ['agent', 'caller', 'both'] as const)
        expect(await played(to, call.target, all, 0)).toEqual(silent)
      await holder.hold(false)
      await until(isState('talking'), 'the call goes on')
      for (const to of ['agent', 'caller', 'both'] as const)
        expect(await played(to, call.target, all, meant[to].length)).toEqual({ what: 'heard', by: meant[to] })
    }

    await call.agent.blindTransfer('1002')
    const second = await next.nextCall()
    const target = { ...call.target, agentId: '1002' }
    await until(() => desk.floor().agents['1002']?.callId === call.target.callId, 'the console sees who has it')
    await until(() => desk.events.some((one) => one.kind === 'retargeted'), 'the monitor goes along')
    const after = { first: call.agent, agent: second, caller: call.caller, supervisor: line }
    for (const to of ['agent', 'caller', 'both'] as const)
      expect(await played(to, target, after, meant[to].length)).toEqual({ what: 'heard', by: meant[to] })
  } finally {
    await centre.close()
  }
})
