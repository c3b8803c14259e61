// A phone call on the console's own line is known to the desk as long as it lasts: it is not to be ended without a question.
import { describe, expect, it } from 'vitest'
import { ok } from '#contract/result.ts'
import { aCall, anAgent, floorWith } from '../../../fakes/floors.ts'
import { deskUnderTest } from './desk-under-test.ts'

const target = { callId: 'c1', agentId: '1' }
const floor = floorWith([aCall('c1', '1', { answeredAt: 1 })], [anAgent('1', { name: 'Grace', callId: 'c1' })])

function stage() {
  const { desk, pbx } = deskUnderTest({ policy: 'open' })
  pbx.goLive(floor)
  return { desk, pbx, use: desk.onlook.use, says: (talking: boolean) => desk.handlers.onPhone({ talking }) }
}

describe('what would end with the window', () => {
  it('is a phone call from when it begins until it is over', async () => {
    const { use, says } = stage()
    expect(use()).toEqual({ kind: 'nothing' })
    await says(true)
    expect(use()).toEqual({ kind: 'phone' })
    await says(false)
    expect(use()).toEqual({ kind: 'nothing' })
  })

  it('is the call that is listened to while there is one', async () => {
    const { desk, pbx, use, says } = stage()
    await says(true)
    pbx.answers.endMonitor = async () => ok(null)
    await desk.handlers.startMonitor({ target, follow: false, why: 'chosen' })
    expect(use()).toEqual({ kind: 'listening', agent: 'Grace' })
  })

  it('is nothing once the window is gone or has begun anew', async () => {
    const { desk, use, says } = stage()
    await says(true)
    await desk.windowGone()
    expect(use()).toEqual({ kind: 'nothing' })
    await says(true)
    await desk.handlers.hello(null)
    expect(use()).toEqual({ kind: 'nothing' })
  })
})
