// A PBX whose clock is set while the console is connected (a machine that starts without its time server, a restored snapshot).
import { describe, expect, it } from 'vitest'
import { block, memberRow, newChannel, replay } from './replay.ts'

const nowS = 1_700_000_100
const halfDayS = 12 * 3600
const newCall = (atS: number, number: number) =>
  newChannel(`PJSIP/trunk-0000000${number}`, `${atS}.${number}`, `${atS}.${number}`)
const ended = (lastCallS: number) =>
  memberRow('PJSIP/1001', 'Ada', {
    Event: 'QueueMemberStatus',
    CallsTaken: '1',
    LastCall: String(lastCallS),
    Wrapuptime: '30',
  })

function floor() {
  const { hear, pass, picture } = replay()
  hear(memberRow('PJSIP/1001', 'Ada', { Wrapuptime: '30' }))
  return {
    picture,
    presence: (text: string) => hear(text).agents['1001']?.presence.kind,
    later: (ms: number) => pass(ms).agents['1001']?.presence.kind,
  }
}

describe('the clock of a PBX', () => {
  it('that is set ahead has nobody wrap up for hours', () => {
    const { presence, later } = floor()
    presence(newCall(nowS + halfDayS, 1) + newCall(nowS + halfDayS, 2))
    expect(presence(ended(nowS + halfDayS))).toBe('wrapUp')
    expect(later(31_000)).toBe('available')
  })

  it('that is set ahead in the middle of a call, which no new channel has told yet, neither', () => {
    const { presence, later } = floor()
    expect(presence(ended(nowS + halfDayS))).toBe('wrapUp')
    expect(later(33_000)).toBe('available')
  })

  it('that is set back has who has just ended a call wrap up', () => {
    const { presence, later } = floor()
    presence(newCall(nowS - halfDayS, 1) + newCall(nowS - halfDayS, 2))
    expect(presence(ended(nowS - halfDayS))).toBe('wrapUp')
    expect(later(31_000)).toBe('available')
  })

  it.each([
    ['one channel whose id a program has chosen', newCall(1_600_000_000, 1)],
    ['channels whose ids say otherwise each', newCall(nowS - halfDayS, 1) + newCall(nowS - 2 * halfDayS, 2)],
    ['events that come a minute late', newCall(nowS - 60, 1) + newCall(nowS - 60, 2)],
    ['ids that tell no time', newChannel('PJSIP/trunk-00000001', 'campaign-7', 'campaign-7')],
  ])('is not what %s seem to say', (_, told) => {
    const { presence, picture } = floor()
    presence(told)
    expect(picture.tables.clockOffsetMs).toBe(0)
  })

  it('that was set back says of who waits that it is less than nothing: they wait since now', () => {
    const { hear } = replay()
    const { queues } = hear(
      block('QueueParams', { Queue: 'support', Completed: 0, Abandoned: 0 }),
      block('QueueEntry', { Queue: 'support', Position: 1, Uniqueid: '1700000000.1', Wait: -halfDayS }),
    )
    expect(queues.support).toMatchObject({ waiting: 1, oldestWaitSince: nowS * 1000 })
  })
})
