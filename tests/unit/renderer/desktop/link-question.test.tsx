// @vitest-environment jsdom
// A link from another program: asked about with a name, deaf at first, refused as a row would be, and nothing by itself.
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { DEAF_AT_FIRST_MS, LinkQuestion } from '#renderer/desktop/link-question.tsx'
import { en as words } from '#renderer/words/en/en.ts'
import { desktop } from '#renderer/words/en/later/desktop.ts'
import { fakeClock } from '../../../fakes/fake-clock.ts'
import { setUp } from '../monitor/stage.tsx'

const say = desktop.link
let stage: ReturnType<typeof setUp>
let clock: ReturnType<typeof fakeClock>

beforeEach(() => {
  clock = fakeClock()
  stage = setUp()
  act(() => {
    stage.line.register()
    stage.microphoneReady()
  })
  render(stage.inside(<LinkQuestion clock={clock} />))
})
afterEach(() => {
  cleanup()
  stage.stop()
})

const clicked = (link: string) => act(async () => stage.desk.say('callLink', { link }))
const heed = () => act(async () => clock.pass(DEAF_AT_FIRST_MS))
const dialog = () => screen.queryByRole('alertdialog')
const listen = () => screen.findByRole('button', { name: 'Listen to Alice Archer' })
const asked = () => stage.desk.inputs('startMonitor')

describe('a link to listen', () => {
  it('names whom, and does nothing until it is chosen', async () => {
    await clicked('earshot:listen?agent=1001')
    expect(dialog()?.textContent).toContain(say.listen('Alice Archer'))
    expect(asked()).toEqual([])
    await heed()
    await act(async () => fireEvent.click(await listen()))
    expect(asked()).toMatchObject([{ target: { callId: 'call-a', agentId: '1001' } }])
    expect(dialog()).toBeNull()
  })

  it('has the keyboard on the way back, and what listens is deaf at first', async () => {
    await clicked('earshot:listen?agent=1001')
    await vi.waitFor(() => expect(document.activeElement?.textContent).toBe(say.no))
    expect((await listen()).closest('[inert]')).not.toBeNull()
    await heed()
    expect((await listen()).closest('[inert]')).toBeNull()
    await stage.user.keyboard('{Enter}')
    expect([dialog(), asked()]).toEqual([null, []])
  })

  it('is not exchanged for another one under the hand', async () => {
    await clicked('earshot:listen?agent=1001')
    await clicked('earshot:listen?agent=1002')
    await clicked('tel:+4930123456')
    expect(dialog()?.textContent).toContain('Alice Archer')
    expect(dialog()?.textContent).not.toContain('Bob')
  })

  it('is refused as the row refuses it', async () => {
    await act(async () => stage.desk.say('status', { phase: 'stale', since: 1, cause: { code: 'pbxUnreachable' } }))
    await clicked('earshot:listen?agent=1001')
    await heed()
    const refused = await listen()
    expect(refused.getAttribute('aria-disabled')).toBe('true')
    await act(async () => fireEvent.click(refused))
    expect(asked()).toEqual([])
  })

  it.each([
    ['earshot:listen?agent=9999', say.unknown('9999')],
    ['earshot:join?agent=1001', say.unreadable],
    ['earshot:listen?agent=1001&mode=join', say.unreadable],
  ])('%s has nothing to press but the way back', async (link, sentence) => {
    await clicked(link)
    expect(dialog()?.textContent).toContain(sentence)
    expect(dialog()?.querySelectorAll('button')).toHaveLength(1)
  })

  it('is dropped while nobody is signed in who could be asked', async () => {
    await act(async () =>
      stage.desk.say('seat', { kind: 'wanted', error: null, waitUntil: null, suggested: null } as never),
    )
    await clicked('earshot:listen?agent=1001')
    expect([dialog(), stage.console.opened.getState().opened]).toEqual([null, null])
  })

  it('to an agent shows them on the floor, and listens to nobody', async () => {
    await clicked('earshot:agent/1001')
    await heed()
    expect(screen.getByRole('alertdialog').querySelectorAll('.listen')).toHaveLength(0)
    await act(async () => fireEvent.click(screen.getByRole('button', { name: say.show })))
    expect([dialog(), asked(), stage.console.search.getState().search]).toEqual([null, [], 'Alice Archer'])
  })
})

it('the phone keeps the number of the first link as well', async () => {
  await clicked('tel:+4930123456')
  await clicked('tel:+49900111111')
  expect(stage.console.opened.getState().at).toBe('tel:+4930123456')
  expect(words.phone.title).toBeTruthy()
})
