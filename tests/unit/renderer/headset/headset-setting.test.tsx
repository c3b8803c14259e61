// @vitest-environment jsdom
// The settings' part on the headset's buttons: each state in a sentence, and a way to connect one.
import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { HeadsetSetting } from '#renderer/headset/headset-setting.tsx'
import { HeadsetContext, type HeadsetView } from '#renderer/headset/headset-store.ts'
import { en as words } from '#renderer/words/en/en.ts'

afterEach(cleanup)
const say = words.settings.headset
const show = (state: HeadsetView['state']) => {
  const choose = vi.fn(async () => {})
  const store = createStore<HeadsetView>(() => ({ state, choose }))
  render(
    <HeadsetContext value={store}>
      <HeadsetSetting />
    </HeadsetContext>,
  )
  return choose
}

describe('the headset’s buttons in the settings', () => {
  it('are not spoken of where the browser cannot have them', () => {
    show({ kind: 'impossible' })
    expect(document.body.textContent).toBe('')
  })

  it.each([
    [{ kind: 'none' }, say.none],
    [{ kind: 'ignored', name: 'Ghost 1' }, say.ignored('Ghost 1')],
    [{ kind: 'failed', name: 'Busy' }, say.failed('Busy')],
  ] as const)('say how it stands, and connect another: %j', async (state, sentence) => {
    const choose = show(state)
    expect(screen.getByRole('status').textContent).toBe(sentence)
    await userEvent.click(screen.getByRole('button', { name: say.choose }))
    expect(choose).toHaveBeenCalledTimes(1)
  })

  it('name the headset that is connected', () => {
    show({ kind: 'connected', name: 'Evolve2 40' })
    expect(screen.getByRole('status').textContent).toBe(say.connected('Evolve2 40'))
    expect(screen.queryByRole('button')).toBeNull()
  })
})
