// @vitest-environment jsdom
// A first word that waits for the microphone to open: whatever lets nobody hear the supervisor takes it back too.
import { act, cleanup, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Microphone } from '#renderer/line/phone.ts'
import { en as words } from '#renderer/words/en/en.ts'
import { aCall, anAgent, floorWith, outside } from '../../../fakes/floors.ts'
import { type LiveApp, startLiveApp } from './live-app.tsx'

let app: LiveApp
let opened: (source: Microphone['source']) => void
beforeEach(async () => {
  app = await startLiveApp()
  app.line.opened = () =>
    new Promise((resolve) => {
      opened = resolve
    })
  await act(async () =>
    app.line.emit({ kind: 'microphone', microphone: { source: 'rests', open: false }, interrupted: false }),
  )
  await app.user.click(screen.getByRole('button', { name: words.monitor.join }))
  expect(app.line.log).toContain('wantMicrophone')
})
afterEach(() => {
  app.stop()
  cleanup()
})

const opensNow = () =>
  act(async () => {
    app.line.emit({ kind: 'microphone', microphone: { source: 'ready', open: false }, interrupted: false })
    opened('ready')
  })

it('is spoken where nothing came between', async () => {
  await opensNow()
  expect(app.modes()).toEqual(['join'])
})

it.each<readonly [string, () => Promise<unknown>]>([
  ['Esc', () => app.press('{Escape}')],
  ['the key that mutes', () => app.press('m')],
  ['another window', async () => act(() => app.fake.say('hush', null))],
])('is not spoken after %s', async (_what, silence) => {
  await silence()
  await opensNow()
  expect(app.modes().filter((mode) => mode !== 'listen')).toEqual([])
})

it('is not spoken to others than those it was meant for', async () => {
  const withAnother = aCall('c1', '1', { from: { ...outside, name: 'Cy Other', number: '+15550199' } })
  await act(async () =>
    app.fake.say('floor', {
      kind: 'whole',
      floor: floorWith([withAnother], [anAgent('1', { name: 'Ana', callId: 'c1' })]),
    }),
  )
  // News waits for a hand that is at work; until it is shown, the desk judges by what it knows itself.
  await screen.findAllByText(/Cy Other/)
  await opensNow()
  expect(app.modes().filter((mode) => mode !== 'listen')).toEqual([])
})
