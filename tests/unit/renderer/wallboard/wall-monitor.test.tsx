// While a call is monitored the wall says so, and who hears: that can be ended there, by hand and by the key it names.
// @vitest-environment jsdom
import './wall-page.ts'

import { act, cleanup, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { LeaveWall } from '#renderer/wallboard/leave-wall.tsx'
import { WallMonitor } from '#renderer/wallboard/wall-monitor.tsx'
import { Wallboard } from '#renderer/wallboard/wallboard.tsx'
import { button, setUp } from '../monitor/stage.tsx'

let stage: ReturnType<typeof setUp>

beforeEach(() => {
  stage = setUp()
  stage.isReady()
})
afterEach(() => {
  cleanup()
  stage.stop()
})

async function goLive() {
  await stage.listensToAlice()
}
async function whisper() {
  await goLive()
  await stage.user.click(button('Whisper to Alice Archer'))
  await act(async () => stage.confirms('whisperAgent'))
}
const onTheWall = () => {
  const place = document.createElement('section')
  document.body.append(place)
  return render(stage.inside(<WallMonitor />), { container: place }).container
}

describe('the wall', () => {
  it('says nothing of monitoring while no call is monitored', () => {
    expect(onTheWall().textContent).toBe('')
  })

  it('says that a call is monitored, with nothing to end while nobody hears', async () => {
    await goLive()
    const wall = onTheWall()
    expect(wall.textContent).toContain('Alice Archer')
    expect(wall.querySelector('button')).toBeNull()
  })

  it('ends that somebody hears, at once, by its button that names Esc', async () => {
    await whisper()
    const wall = onTheWall()
    expect(stage.line.isOpen()).toBe(true)
    const end = wall.querySelector('button')
    expect(end?.textContent).toBe('Listen onlyEsc')
    end?.click()
    expect(stage.line.isOpen()).toBe(false)
    expect(stage.desk.inputs('setMode').at(-1)).toMatchObject({ mode: 'listen' })
  })
})

it('its button to leave names Esc only while nobody hears', async () => {
  const leave = vi.fn()
  await whisper()
  const now = { kind: 'live', how: null } as const
  const clock = { every: () => () => {} }
  const { desk } = stage.desk
  render(
    stage.inside(
      <Wallboard desk={desk} clock={clock} now={now} site="Site" corner={<LeaveWall leave={leave} />}>
        <WallMonitor />
      </Wallboard>,
    ),
  )
  const leaving = () => screen.getByRole('button', { name: /^Close wallboard/ }).textContent
  expect(leaving()).toBe('Close wallboard')
  const ends = screen.getAllByRole('button', { name: /^Listen only/ })
  await stage.user.click(ends.at(-1) ?? document.body)
  await act(async () => stage.confirms('listen'))
  expect(leaving()).toBe('Close wallboardEsc')
})
