import { expect, it } from 'vitest'
import { createRestarting, QUIET_MS } from '#main/launch/restarting.ts'
import { fakeClock } from '../../../fakes/fake-clock.ts'

function stage(prepare?: () => Promise<boolean>) {
  const clock = fakeClock()
  const acts: string[] = []
  let n = 0
  const program = createRestarting({
    clock,
    ...(prepare ? { prepare } : {}),
    start: () => {
      const name = ++n
      acts.push(`start ${name}`)
      return async () => void acts.push(`end ${name}`)
    },
  })
  return { clock, acts, program }
}

it('ends the old program before it starts the new one, once for many files saved at once', async () => {
  const { clock, acts, program } = stage()
  await program.start()
  program.changed()
  await clock.advance(QUIET_MS - 1)
  program.changed()
  await clock.advance(QUIET_MS - 1)
  expect(acts).toEqual(['start 1'])
  await clock.advance(1)
  expect(acts).toEqual(['start 1', 'end 1', 'start 2'])
})

it('keeps the old program running when the new one cannot be built', async () => {
  let builds = true
  const { clock, acts, program } = stage(async () => builds)
  await program.start()
  builds = false
  program.changed()
  await clock.advance(QUIET_MS)
  expect(acts).toEqual(['start 1'])
})

it('starts nothing after it has been closed', async () => {
  const { clock, acts, program } = stage()
  await program.start()
  program.changed()
  await program.close()
  await clock.advance(QUIET_MS)
  expect(acts).toEqual(['start 1', 'end 1'])
})
