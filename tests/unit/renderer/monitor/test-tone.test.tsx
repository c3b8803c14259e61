// @vitest-environment jsdom
// A test tone in place of the microphone goes to the one call it is meant for: nobody else ever hears it.
import { act, cleanup } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { noLine } from '#renderer/line/line.ts'
import { mayLetToneOut } from '#renderer/monitor/logic/may-open.ts'
import { button, setUp } from './stage.tsx'

afterEach(cleanup)

const sound = {} as MediaStreamTrack

async function whispering(onlyOn: { callId: string; agentId: string }) {
  const stage = setUp()
  stage.isReady()
  const { line } = stage.console
  act(() => {
    line.getState().speakTone({ sound, onlyOn })
    stage.microphoneReady()
  })
  await stage.user.click(button(/^Listen to Alice Archer/))
  act(stage.rings)
  act(stage.attached)
  await stage.user.click(button('Whisper to Alice Archer'))
  await act(async () => stage.confirms('whisperAgent'))
  return stage
}

it('is let out for that call', async () => {
  const { line } = await whispering({ callId: 'call-a', agentId: '1001' })
  await expect.poll(line.isOpen).toBe(true)
})

it('is not let out for another, whatever is confirmed there', async () => {
  const { line, console } = await whispering({ callId: 'call-b', agentId: '1002' })
  expect(console.monitor.getState().monitor).toMatchObject({ modeState: { kind: 'confirmed', mode: 'whisperAgent' } })
  expect(line.isOpen()).toBe(false)
})

it('is bound to its call before the line has it, and until the line has it no more', () => {
  const { line, console } = setUp()
  const { speakTone } = console.line.getState()
  speakTone({ sound, onlyOn: { callId: 'call-a', agentId: '1001' } })
  speakTone(null)
  expect(line.log.filter((entry) => entry === 'tone' || entry === 'own microphone')).toEqual(['tone', 'own microphone'])
})

it('is never let out on a phone call', () => {
  const invite = { id: 'i', from: { name: null, number: '1' }, requestUri: '', headers: {} }
  const talking = { ...noLine, call: { kind: 'talking', invite, up: true, held: false, muted: false } as const }
  const target = { callId: 'call-a', agentId: '1001' }
  expect(mayLetToneOut({ phase: 'idle', notice: null, asks: 0 }, talking, target)).toBe(false)
})
