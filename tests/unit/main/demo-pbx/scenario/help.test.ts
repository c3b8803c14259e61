import { describe, expect, it } from 'vitest'
import { advance } from '#main/demo-pbx/scenario/advance.ts'
import {
  claimHelp,
  doneHelp,
  handHelpOver,
  helpsOf,
  orderHelp,
  settleHelp,
} from '#main/demo-pbx/scenario/help-rules.ts'
import { openFloor } from '#main/demo-pbx/scenario/opening.ts'
import { orderCall, orderEnd } from '#main/demo-pbx/scenario/orders.ts'
import type { World } from '#main/demo-pbx/scenario/world.ts'

type Answered<T> = { ok: true; value: T } | { ok: false; error: { text: string } }
const did = <T>(answer: Answered<T>): T => {
  if (!answer.ok) throw new Error(answer.error.text)
  return answer.value
}
const still = openFloor({ now: 1000, seed: 7, speed: 0 })
const onCall = did(orderCall(still, { agent: '1001' }))
const asked = did(orderHelp(onCall.world, '1001'))
const board = (world: World) => helpsOf(world).map(({ agent, claim, offered }) => [agent, claim?.by ?? null, offered])

describe('an agent who asks for help', () => {
  it('asks once, with the call they are on', () => {
    expect(helpsOf(asked.world)).toEqual([
      { id: asked.help, agent: '1001', call: onCall.call, at: 1000, claim: null, offered: null },
    ])
    expect(orderHelp(asked.world, '1001').ok).toBe(false)
    expect(orderHelp(still, '9999').ok).toBe(false)
  })

  it('is claimed by one supervisor; another must wait until it is handed over', () => {
    const claimed = did(claimHelp(asked.world, asked.help, 'Sue'))
    expect(board(claimed)).toEqual([['1001', 'Sue', null]])
    expect(claimHelp(claimed, asked.help, 'Tom')).toMatchObject({
      ok: false,
      error: { text: 'Sue sees to it already.' },
    })
    expect(handHelpOver(claimed, asked.help, 'Tom', 'Tom').ok).toBe(false)
    const handed = did(handHelpOver(claimed, asked.help, 'Sue', 'Tom'))
    expect(board(handed)).toEqual([['1001', null, 'Tom']])
    expect(board(did(claimHelp(handed, asked.help, 'Tom')))).toEqual([['1001', 'Tom', null]])
    expect(board(did(handHelpOver(claimed, asked.help, 'Sue', null)))).toEqual([['1001', null, null]])
  })

  it('needs it no more when it is done, or when the call is over', () => {
    expect(board(did(doneHelp(asked.world, asked.help)))).toEqual([])
    expect(doneHelp(still, asked.help).ok).toBe(false)
    expect(board(settleHelp(did(orderEnd(asked.world, onCall.call))))).toEqual([])
  })

  it('is there now and then on a living floor, always on the call they talk on', () => {
    let most = 0
    let world = openFloor({ now: 0, seed: 7, speed: 1 })
    for (let now = 0; now < 1_800_000; now += 10_000) {
      world = advance(world, now)
      most = Math.max(most, helpsOf(world).length)
      for (const { agent, call } of helpsOf(world)) expect(world.agents[agent]?.call).toBe(call)
    }
    expect(world.lastHelp).toBeGreaterThan(2)
    expect(most).toBeGreaterThan(0)
    expect(most).toBeLessThan(6)
  })
})
