// A link that was cut for a moment: the desk learns which monitor the window still has.
import { expect, it } from 'vitest'
import { createRunner } from '#renderer/monitor/run/runner.ts'
import { fakeClock, settle } from '../../../fakes/fake-clock.ts'
import { fakeDesk } from '../../../fakes/fake-desk.ts'
import { fakeLine } from '../../../fakes/fake-line.ts'
import { followLinks } from './follow-links.ts'
import { alice, listen, ticketId } from './stories.ts'

function stage() {
  const desk = fakeDesk()
  const line = fakeLine()
  const runner = createRunner({ desk: desk.desk, phone: line.phone, clock: fakeClock(1_000), onChange: () => {} })
  followLinks(desk.desk, runner)
  line.register()
  const link = (up: boolean) => desk.say('link', { up, cause: null })
  return { desk, runner, link, said: () => desk.inputs('haveMonitor') }
}

it('says the ticket it holds when the desk is in reach again, and only then', async () => {
  const { runner, link, said } = stage()
  link(true)
  runner.monitor(listen(alice))
  await settle()
  expect(said()).toEqual([])
  link(false)
  link(true)
  link(true)
  expect(said()).toEqual([{ held: { ticketId, target: null } }])
})

it('says that it has none when the answer to its Listen was lost with the link', async () => {
  const { desk, runner, link, said } = stage()
  desk.answers.startMonitor = () => Promise.reject(new Error('serverGone'))
  runner.monitor(listen(alice))
  link(false)
  await settle()
  link(true)
  expect(said()).toEqual([{ held: null }])
})
