// Under an open microphone the people on the call become others, whom nobody chose: they hear nothing. By eye and by ear.
import { expect } from '@playwright/test'
import { choose, listen, live, modeButton } from '../../stage/console.ts'
import { demoCall } from '../../stage/demo-floor.ts'
import type { Recording } from '../../stage/operator.ts'
import { loudest, wavSamples } from '../../stage/tone.ts'
import { test } from '../fixtures.ts'

const SUPERVISOR_HZ = 1000
const RATE = 8000
/** So long the phone system's news, the desk and the phone system need together. */
const AT_ONCE_S = 0.5

const PEOPLE_CHANGED = 'The people on this call have changed'

test('M3: the other party of an internal call hands it to an outside number: back to listen, and the newcomer hears nothing', async ({
  view: screen,
  pbx,
}) => {
  const call = await demoCall(pbx.operator, { agent: '1001', onNet: true })
  await listen(screen, call.agentName)
  await choose(screen, 'join')
  const caller = `caller:${call.id}`
  await expect.poll(async () => (await call.caller([SUPERVISOR_HZ], 200))[SUPERVISOR_HZ]).toBeGreaterThan(-30)
  await pbx.operator.request('scenario.handOff', { call: call.id, number: '+15550177' })
  await pbx.operator.request('ear.record', { ear: caller })
  await live(screen, 'listen')
  await expect(screen.card).toContainText(PEOPLE_CHANGED)
  await expect(screen.card).toHaveAttribute('data-microphone', 'closed')
  await expect(screen.card).toHaveAttribute('data-heard-by', 'nobody')
  await expect.poll(async () => (await call.caller([SUPERVISOR_HZ], 1000))[SUPERVISOR_HZ]).toBeLessThan(-75)
  const { wav } = await pbx.operator.request<Recording>('ear.stop', { ear: caller })
  expect(loudest(wavSamples(wav).subarray(AT_ONCE_S * RATE), SUPERVISOR_HZ, RATE)).toBeLessThan(-57)
  // Chosen again, and for the newcomer, it is heard.
  await expect(modeButton(screen, 'join')).not.toHaveAttribute('aria-disabled', 'true')
  await choose(screen, 'join')
  await expect.poll(async () => (await call.caller([SUPERVISOR_HZ], 200))[SUPERVISOR_HZ]).toBeGreaterThan(-30)
})
