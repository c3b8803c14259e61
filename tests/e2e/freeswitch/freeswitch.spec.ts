// The rules of a monitor on FreeSWITCH, as far as its own way of doing it could break them: one console on the simulator, through the screen.
import { expect } from '@playwright/test'
import { choose, listen, live } from '../../stage/console.ts'
import { demoCall } from '../../stage/demo-floor.ts'
import { freeswitchOrder } from '../../stage/freeswitch-floor.ts'
import { endMonitor, onlyOneMonitored, test } from './stage.ts'

test('begins in listen whatever was used last, hops in listen, and leaves nothing behind', async ({ stage }) => {
  const { screen, pbx } = stage
  const [first, second] = [
    await demoCall(pbx.operator, { agent: '1001' }),
    await demoCall(pbx.operator, { agent: '1002' }),
  ]
  await listen(screen, first.agentName)
  await choose(screen, 'join')
  await expect(screen.card).toHaveAttribute('data-heard-by', 'both')
  await screen.listenTo(second.agentName).click()
  await expect(screen.card).toContainText(second.agentName)
  await live(screen, 'listen')
  await expect(screen.card).toHaveAttribute('data-microphone', 'closed')
  await onlyOneMonitored(stage)
  await choose(screen, 'whisperAgent')
  await endMonitor(stage)
  await listen(screen, first.agentName)
  await expect(screen.card).toHaveAttribute('data-heard-by', 'nobody')
  await endMonitor(stage)
  for (const call of [first, second]) await call.end()
})

test('falls back to listen when the call ends under a whisper, and stays until it is ended', async ({ stage }) => {
  const { screen, pbx } = stage
  const call = await demoCall(pbx.operator, { agent: '1003' })
  await listen(screen, call.agentName)
  await choose(screen, 'whisperAgent')
  await call.end()
  await expect(screen.card).toHaveAttribute('data-microphone', 'closed')
  await expect(screen.card).toHaveAttribute('data-heard-by', 'nobody')
  await expect(screen.card).toBeVisible()
  await endMonitor(stage)
})

test('closes the microphone while the Event Socket is cut, and is in listen when it is back', async ({ stage }) => {
  const { screen, pbx } = stage
  const call = await demoCall(pbx.operator, { agent: '1004' })
  await listen(screen, call.agentName)
  await choose(screen, 'join')
  await freeswitchOrder(pbx, { cut: true })
  await expect(screen.card).toHaveAttribute('data-microphone', 'closed')
  await live(screen, 'listen')
  await choose(screen, 'whisperAgent')
  await expect(screen.card).toHaveAttribute('data-heard-by', 'agent')
  await endMonitor(stage)
  await call.end()
})
