// Who hears the sounds that tell of monitoring on a real Asterisk, by frequency; that the call itself loses nothing by them; and that nothing is left.
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Mode } from '#contract/monitor.ts'
import type { Ears } from '#contract/notice/notice.ts'
import { openCallCentre, until } from '../call-centre.ts'
import { agentHz, callerHz } from '../sip-phone.ts'
import { announcementHz, counting, toneHz } from './hearing.ts'
import { writeTone } from './sound-files.ts'

/** EARSHOT_NOTICE=all: every cell of the table. */
const modes: readonly Mode[] =
  process.env.EARSHOT_NOTICE === 'all' ? ['listen', 'whisperAgent', 'whisperCaller', 'join'] : ['listen', 'join']
const ears = { agent: ['agent'], caller: ['caller'], both: ['agent', 'caller'] } as const satisfies Record<
  Ears,
  readonly string[]
>
const LEAST_FRAMES = 8 // of the 15 that the tone lasts

it('a tone and an announcement reach whom they are meant for, in every mode and after a hop, and nobody else', async () => {
  const centre = await openCallCentre()
  try {
    const [phone, other] = [await centre.agent('1001'), await centre.agent('1002')]
    const supervisor = await centre.supervisor()
    const desk = await centre.console({ way: 'ari' })
    const call = await centre.call(desk, phone)
    const second = await centre.call(desk, other)
    const { notice } = desk.connector
    if (!notice) throw new Error('this connector plays no notice')
    const sound = join(centre.pbx.folder, 'told')
    writeTone(`${sound}.wav`, announcementHz, 400)
    call.caller.ear.mark(agentHz)
    call.agent.ear.mark(callerHz)
    let plays = 0
    const play = (to: Ears, target = call.target, name: string | null = null) =>
      notice.play({
        id: `play-${++plays}`,
        target,
        to,
        sound: name === null ? { kind: 'tone' } : { kind: 'announcement', name },
      })

    // Before there is a monitor, as the desk does it.
    const parties = { agent: call.agent, caller: call.caller }
    const first = Object.entries(parties).map(([ear, dialog]) => ({ ear, count: counting(dialog, toneHz) }))
    expect(await play('both')).toEqual({ ok: true, value: null })
    for (const { count } of first) await until(() => count.frames() >= LEAST_FRAMES, 'the first tone is heard')
    for (const { count } of first) count.stop()

    const ticket = await desk.start(call.target)
    const line = await supervisor.nextCall()
    const everyone = { ...parties, supervisor: line, otherAgent: second.agent, otherCaller: second.caller }
    const tones = Object.entries(everyone).map(([ear, dialog]) => ({ ear, count: counting(dialog, toneHz) }))
    const said = Object.entries(everyone).map(([ear, dialog]) => ({ ear, count: counting(dialog, announcementHz) }))
    const heardBy = async (counts: typeof tones, meant: readonly string[]) => {
      const isHeard = () => counts.every(({ ear, count }) => !meant.includes(ear) || count.frames() >= LEAST_FRAMES)
      await until(isHeard, `${meant.join(' and ')} hear it`)
      expect(counts.flatMap(({ ear, count }) => (count.frames() > 1 ? [ear] : []))).toEqual([...meant])
      for (const { count } of counts) count.again()
    }
    for (const mode of modes) {
      await centre.mode(desk, ticket, line, mode)
      for (const to of ['agent', 'caller', 'both'] as const) {
        expect(await play(to)).toEqual({ ok: true, value: null })
        await heardBy(tones, ears[to])
      }
    }
    expect(await play('both', call.target, sound)).toEqual({ ok: true, value: null })
    await heardBy(said, ears.both)
    expect(await play('both', call.target, 'custom/none')).toMatchObject({ error: { code: 'noticeNotGiven' } })
    for (const { ear } of [call.caller, call.agent]) expect(ear.sinceMark().longestGap).toBe(0)

    await desk.connector.hop(ticket.id, second.target)
    expect(await play('both', second.target)).toEqual({ ok: true, value: null })
    await heardBy(tones, ['otherAgent', 'otherCaller'])
    await desk.connector.endMonitor(ticket.id)
    await until(async () => !(await centre.pbx.channels()).some((name) => name.startsWith('Snoop/')), 'nothing is left')
  } finally {
    await centre.close()
  }
})
