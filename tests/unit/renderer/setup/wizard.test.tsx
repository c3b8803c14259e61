// @vitest-environment jsdom
// The set-up by keyboard: from the first step to the last, and what is wrong told at its step.
import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { SetupState } from '#contract/ipc.ts'
import { err, ok } from '#contract/result.ts'
import { settings } from '#contract/settings.ts'
import { DoneStep } from '#renderer/setup/done-step.tsx'
import type { Entries } from '#renderer/setup/entries.ts'
import type { Kind } from '#renderer/setup/fields.ts'
import { Wizard } from '#renderer/setup/wizard.tsx'
import { setup as say } from '#renderer/words/en/later/setup.ts'
import { type FakeDesk, fakeDesk } from '../../../fakes/fake-desk.ts'

afterEach(cleanup)

const state: SetupState = {
  door: 'first',
  decidedBy: null,
  draft: { siteName: 'Demo floor', policy: 'crexendo', supervisor: null, site: { kind: 'demo' } },
}

function show(desk: FakeDesk) {
  const finished = vi.fn()
  const played: (string | null)[] = []
  render(
    <Wizard
      say={say}
      state={state}
      desk={desk.desk}
      line={settings.parse({}).line}
      save={() => {}}
      devices={{ list: async () => [], onChange: () => () => {} }}
      sound={{ playTone: async (id) => void played.push(id), measure: () => () => {} }}
      finished={finished}
    />,
  )
  return { finished, played, user: userEvent.setup({ delay: null }) }
}

const field = (id: keyof typeof say.fields) => screen.getByLabelText(say.fields[id].label)

describe('the set-up', () => {
  it('has the demo floor one press away', async () => {
    const desk = fakeDesk()
    desk.answers.finishSetup = () => ok(null)
    const { user, finished } = show(desk)
    await user.click(screen.getByRole('button', { name: say.system.demo }))
    expect(desk.inputs('finishSetup')).toMatchObject([{ site: { kind: 'demo' } }])
    expect(finished).toHaveBeenCalledOnce()
  })

  it('tells what is wrong at its step, in a sentence, with the administrator’s words beneath', async () => {
    const desk = fakeDesk()
    desk.answers.checkSetup = () =>
      ok([{ kind: 'missing', about: 'certificate', what: 'it is self-signed', remedy: 'put its PEM text in' }])
    const { user } = show(desk)
    await user.keyboard('{Enter}')
    await user.type(field('host'), 'pbx.example')
    await user.click(screen.getByRole('button', { name: say.check }))
    const alert = await screen.findByRole('alert')
    expect(alert.textContent).toContain(say.topics.certificate)
    expect(alert.textContent).toContain('it is self-signed')
    expect(screen.getByRole('heading', { name: say.address.title })).toBeTruthy()
    expect(screen.getByRole('button', { name: say.anyway })).toBeTruthy()
  })

  it('asks for what must be filled in before anything is asked of the phone system', async () => {
    const desk = fakeDesk()
    const { user } = show(desk)
    await user.keyboard('{Enter}')
    await user.click(screen.getByRole('button', { name: say.check }))
    expect(screen.getByText(say.fill(say.fields.siteName.label))).toBeTruthy()
    expect(desk.inputs('checkSetup')).toEqual([])
  })

  it('is gone through without the mouse, and saves once, at the end', async () => {
    const desk = fakeDesk()
    desk.answers.checkSetup = () => ok([{ kind: 'ok', about: 'other', what: 'fine', remedy: '' }])
    desk.answers.finishSetup = () => ok(null)
    const { user, finished, played } = show(desk)
    await user.keyboard('{Enter}')
    await user.tab()
    await user.keyboard('pbx.example{Enter}')
    await screen.findByRole('heading', { name: say.signIn.title })
    await user.tab()
    await user.keyboard('secret')
    for (let tabs = 0; tabs < 3; tabs++) await user.tab()
    await user.keyboard('word{Enter}')
    await screen.findByRole('heading', { name: say.line.title })
    await user.keyboard('Sam')
    await user.tab()
    await user.keyboard('5001')
    for (let tabs = 0; tabs < 3; tabs++) await user.tab()
    await user.keyboard('pass{Enter}')
    await screen.findByRole('heading', { name: say.trunks.title })
    await user.keyboard('{Enter}')
    await screen.findByRole('heading', { name: say.sound.title })
    await user.click(screen.getByRole('button', { name: say.sound.play }))
    await user.click(await screen.findByRole('button', { name: say.sound.heard }))
    expect(played).toEqual([null])
    expect(desk.inputs('finishSetup')).toEqual([])
    await user.click(screen.getByRole('button', { name: say.next }))
    await user.keyboard('{Enter}')
    expect(desk.inputs('checkSetup').map(({ step }) => step)).toEqual(['address', 'signIn', 'line', 'trunks'])
    expect(desk.inputs('finishSetup')).toMatchObject([
      { siteName: 'pbx.example', site: { host: 'pbx.example', ami: { secret: 'secret' }, line: { password: 'pass' } } },
    ])
    expect(finished).toHaveBeenCalledOnce()
  })

  it('says why nothing was saved, with the detail for the administrator', async () => {
    const desk = fakeDesk()
    desk.answers.finishSetup = () => err({ code: 'settingsNotSaved', detail: 'this system has no key store' })
    const { user, finished } = show(desk)
    await user.click(screen.getByRole('button', { name: say.system.demo }))
    expect((await screen.findByRole('alert')).textContent).toContain('this system has no key store')
    expect(finished).not.toHaveBeenCalled()
  })

  it.each<[Kind, Entries['own'], string[]]>([
    ['asterisk', { siteName: 'North', host: 'pbx.example', extension: '5001' }, ['North', 'pbx.example', '5001']],
    ['freeswitch', { siteName: 'North', host: 'pbx.example', extension: '5001' }, ['North', 'pbx.example', '5001']],
    ['netsapiens', { siteName: 'North', server: 'https://pbx.example' }, ['North', 'https://pbx.example', '–']],
  ])('of %s tells at the end what will be saved', (kind, own, told) => {
    const entries = { kind, own, before: {} }
    render(<DoneStep say={say} entries={entries} finishing={{ phase: 'none' }} finish={vi.fn()} back={vi.fn()} />)
    expect(screen.getAllByRole('definition').map(({ textContent }) => textContent)).toEqual(told)
  })
})
