// Who waits in a ConfBridge is asked of the PBX: when somebody comes or goes, a while after, and again where the answer is lost.
import { describe, expect, it } from 'vitest'
import type { AmiMessage } from '#main/pbx/asterisk/wire/ami-codec.ts'
import { conferenceOf, watchConferences } from '#main/pbx/asterisk/wire/conference-watch.ts'
import { fakeClock } from '../../../../fakes/fake-clock.ts'

const joins = (Conference: string): AmiMessage => ({ Event: 'ConfbridgeJoin', Conference })
const waiter: AmiMessage = { Event: 'ConfbridgeList', Uniqueid: '1', WaitMarked: 'Yes', Waiting: 'Yes' }
const plain: AmiMessage = { Event: 'ConfbridgeList', Uniqueid: '1', WaitMarked: 'No', Waiting: 'No' }
const settled = () => new Promise((resolve) => setImmediate(resolve))

function stage(answer: () => readonly AmiMessage[] | null | Promise<readonly AmiMessage[] | null>) {
  const clock = fakeClock()
  const asked: string[] = []
  const listed: (readonly AmiMessage[])[] = []
  const watch = watchConferences({
    clock,
    list: async (conference) => {
      asked.push(conference)
      return answer()
    },
    listed: (rows) => listed.push(rows),
  })
  const pass = async (ms: number) => {
    clock.pass(ms)
    await settled()
  }
  return { watch, asked, listed, pass }
}

describe('who waits in a conference', () => {
  it('is asked once for all that one read tells, and again where somebody there waits for others', async () => {
    const { watch, asked, listed, pass } = stage(() => [waiter])
    watch.heard([joins('room'), { Event: 'BridgeEnter', BridgeCreator: 'ConfBridge', BridgeName: 'room' }])
    await settled()
    expect([asked, listed]).toEqual([['room'], [[waiter]]])
    for (const [ms, times] of [
      [1000, 2],
      [3000, 3],
      [45_000, 4],
      [45_000, 5],
    ] as const) {
      await pass(ms - 1)
      expect(asked).toHaveLength(times - 1)
      await pass(1)
      expect(asked).toHaveLength(times)
    }
  })

  it('is asked no more where nobody waits for anybody, nor of a room that is gone', async () => {
    for (const rows of [[plain], []]) {
      const { watch, asked, pass } = stage(() => rows)
      watch.look('room')
      await settled()
      await pass(100_000)
      expect(asked).toEqual(['room'])
    }
  })

  it('is asked again after a lost answer', async () => {
    let answers = 0
    const { watch, asked, listed, pass } = stage(() => (++answers < 3 ? null : [plain]))
    watch.heard([joins('room')])
    await settled()
    await pass(1000)
    await pass(1000)
    expect([asked.length, listed]).toEqual([3, [[plain]]])
  })

  it('is asked once more for whatever was told while the answer was under way', async () => {
    const pending: ((rows: readonly AmiMessage[]) => void)[] = []
    const { watch, asked } = stage(() => new Promise((resolve) => void pending.push(resolve)))
    watch.heard([joins('room')])
    watch.heard([joins('room')])
    watch.heard([joins('room')])
    expect(asked).toHaveLength(1)
    pending[0]?.([plain])
    await settled()
    expect(asked).toHaveLength(2)
    pending[1]?.([plain])
    await settled()
    expect(asked).toHaveLength(2)
  })

  it('is not applied once the connection is gone', async () => {
    const { watch, listed, asked, pass } = stage(() => [waiter])
    watch.heard([joins('room')])
    watch.stop()
    await settled()
    await pass(10_000)
    expect([asked.length, listed]).toEqual([1, []])
  })
})

it('a bridge of another kind is no conference', () => {
  expect(conferenceOf({ Event: 'BridgeEnter', BridgeCreator: 'Stasis', BridgeName: 'room' })).toBeNull()
  expect(conferenceOf({ Event: 'BridgeListItem', BridgeCreator: 'ConfBridge', BridgeName: 'room' })).toBe('room')
  expect(conferenceOf({ Event: 'Hangup', Conference: 'room' })).toBeNull()
})
