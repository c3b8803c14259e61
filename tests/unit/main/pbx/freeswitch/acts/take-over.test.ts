// A call taken over on the simulated FreeSWITCH: the line stays with the caller, the agent leaves, and no lease ends it.
import { describe, expect, it } from 'vitest'
import type { Act } from '#contract/acts/acts.ts'
import type { Result } from '#contract/result.ts'
import { seenOf } from '#main/pbx/freeswitch/acts/take-over.ts'
import { freeswitchStage } from '../../../../../fakes/freeswitch/stage.ts'

async function stage() {
  const made = freeswitchStage()
  await made.live()
  const { target } = await made.call('a')
  const { ticketId, leg } = await made.monitor(target)
  const takeOver = async (ms = 400) => {
    const act: Act = { kind: 'takeOver', ticketId, target }
    let answer: Result<null> | null = null
    void made.connector.acts?.run(act, 'an-act-of-this-test').then((told) => {
      answer = told
    })
    await made.clock.advance(ms)
    return answer as Result<null> | null
  }
  const asked = (begin: string) => made.pbx.asked().filter((command) => command.startsWith(begin))
  return { ...made, ticketId, leg, takeOver, asked, channels: made.pbx.core.channels }
}

describe('a take over', () => {
  it('leaves the line with the caller, as a call of the supervisor’s own, and outlives its lease', async () => {
    const { takeOver, channels, leg, said, floor, clock, pbx } = await stage()
    expect(await takeOver()).toEqual({ ok: true, value: null })
    expect(channels.get('a-caller')?.peer).toBe(leg)
    expect(channels.has('a-agent')).toBe(false)
    expect(said('ended')).toMatchObject([{ reason: 'takenOver' }])
    expect(floor().calls['a-caller']).toMatchObject({ state: 'talking', to: { number: '5001' } })
    expect(pbx.commands.tasks()).toEqual([])
    await clock.advance(300_000)
    expect(channels.get('a-caller')?.peer).toBe(leg)
  })

  it('ends with its caller: nothing is left in park', async () => {
    const { takeOver, channels, leg, pbx, clock } = await stage()
    await takeOver()
    pbx.core.hangUp('a-caller')
    await clock.advance(1000)
    expect(channels.has(leg)).toBe(false)
  })

  it('is no leftover: a console that starts again leaves it alone', async () => {
    const { takeOver, channels, leg, pbx, clock } = await stage()
    await takeOver()
    pbx.cut()
    await clock.advance(3000)
    expect(channels.get('a-caller')?.peer).toBe(leg)
  })

  it('that is refused leaves the monitor where it was, leased as before', async () => {
    const { takeOver, channels, pbx, leg, said } = await stage()
    pbx.misbehave({ refuse: [{ command: 'uuid_bridge', text: '-ERR Invalid uuid\n', done: false }] })
    expect(await takeOver(1000)).toMatchObject({ ok: false, error: { code: 'pbxRefused' } })
    expect(channels.get('a-caller')?.peer).toBe('a-agent')
    expect(said('ended')).toEqual([])
    expect(pbx.commands.tasks()).toEqual([leg])
  })

  it('whose answer is lost is found out, and asked once', async () => {
    const { takeOver, channels, pbx, leg, asked, clock } = await stage()
    pbx.misbehave({ mute: ['uuid_bridge'] })
    clock.after(200, () => {
      pbx.misbehave({})
      pbx.cut()
    })
    expect(await takeOver(9000)).toEqual({ ok: true, value: null })
    expect(channels.get('a-caller')?.peer).toBe(leg)
    expect(asked('uuid_bridge')).toHaveLength(1)
  })

  it('of a call whose caller hangs up in the same moment says so', async () => {
    const { takeOver, pbx, clock } = await stage()
    clock.after(1, () => void pbx.core.hangUp('a-caller'))
    expect(await takeOver(9000)).toMatchObject({ ok: false })
  })
})

describe('what the lists show', () => {
  const trio = { line: 'line', caller: 'caller', agent: 'agent' }
  const now = (ids: readonly string[], pair: readonly [string, string] | null) => ({
    legs: new Map(ids.map((id) => [id, {}])),
    peers: new Map(pair ? [pair, [pair[1], pair[0]]] : []),
  })
  it.each([
    [['line', 'agent'], null, 'over'],
    [['line', 'caller'], ['caller', 'line'], 'done'],
    [['caller', 'agent'], ['caller', 'agent'], 'over'],
    [['line', 'caller', 'agent'], ['caller', 'agent'], 'notDone'],
    [['line', 'caller'], null, 'unknown'],
  ] as const)('%j with %j together: %s', (ids, pair, kind) => {
    expect(seenOf(now(ids, pair), trio).kind).toBe(kind)
  })
})
