// @vitest-environment jsdom
// The console by keyboard: what each key does, and what it says when it may not.
import { act, cleanup, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { deskFailure } from '#contract/errors.ts'
import { setRowAbout } from '#renderer/grid/row-about.ts'
import { typedInVain } from '#renderer/grid/type-ahead.ts'
import { cameByItself } from '#renderer/grid/use-active-row.ts'
import { en as words } from '#renderer/words/en/en.ts'
import { setUp } from './stage.tsx'

let stage: ReturnType<typeof setUp>
beforeEach(() => {
  stage = setUp()
})
afterEach(() => {
  cleanup()
  stage.stop()
})

const press = (keys: string) => stage.press(keys)
const hold = (key: string) => stage.hold(key)
const row = (name: string) => act(() => screen.getByRole('row', { name }).focus())
const refusal = () => screen.getByRole('status', { name: words.monitor.refusedRegion }).textContent
const modes = () => stage.desk.inputs('setMode').map(({ mode }) => mode)
const listening = async (name = 'Ana') => {
  row(name)
  await press('l')
  await stage.goLive()
}

describe('listening', () => {
  it('L listens to the call of the row with the focus, and once more does not end it', async () => {
    await listening('Ben')
    expect(stage.desk.inputs('startMonitor')).toMatchObject([{ target: { callId: 'c2', agentId: '2' } }])
    await press('l')
    await hold('l')
    expect([stage.desk.inputs('endMonitor'), stage.desk.inputs('hop')]).toEqual([[], []])
  })

  it('L goes to the row last chosen while the focus is elsewhere, and asks for one when there was none', async () => {
    await press('l')
    expect(refusal()).toContain(words.keys.refusals.noRow)
    row('Ana')
    act(() => (document.activeElement as HTMLElement).blur())
    await press('l')
    expect(stage.desk.inputs('startMonitor')).toMatchObject([{ target: { callId: 'c1' } }])
  })

  it('says that there is nothing to hear on a row without a call', async () => {
    row('Cleo')
    await press('l')
    expect(refusal()).toContain(words.keys.refusals.nothingOnRow)
  })

  it('L never takes another agent who was written into the place of the row last chosen', async () => {
    row('Ana')
    const [ana, ben] = [screen.getByRole('row', { name: 'Ana' }), screen.getByRole('row', { name: 'Ben' })]
    act(() => (document.activeElement as HTMLElement).blur())
    ana.dataset.row = 'somebody else'
    await press('l')
    expect(refusal()).toContain(words.keys.refusals.noRow)
    expect(stage.desk.inputs('startMonitor')).toEqual([])
    ben.dataset.row = '1' // Ana is shown again, further down
    setRowAbout(ben, { target: { callId: 'c1', agentId: '1' }, waits: false })
    await press('l')
    expect(stage.desk.inputs('startMonitor')).toMatchObject([{ target: { callId: 'c1', agentId: '1' } }])
  })

  /** The row that had the focus is gone, so long ago. */
  const goesOnto = (name: string, agoMs: number) => {
    cameByItself.set(screen.getByRole('row', { name }), performance.now() - agoMs)
    row(name)
  }
  const JUST_NOW = -60_000 // on a machine that is slow as well

  it.each(['l', '{Enter}'])('%s that was on its way to a row that is gone does nothing on the next', async (key) => {
    row('Ana')
    goesOnto('Ben', JUST_NOW)
    await press(key)
    await press('y')
    expect(stage.desk.inputs('startMonitor')).toEqual([])
    expect(stage.opened()).toBeNull()
    goesOnto('Ben', 501)
    await press('l')
    expect(stage.desk.inputs('startMonitor')).toMatchObject([{ target: { callId: 'c2', agentId: '2' } }])
  })

  it('N and P go from call to call and round', async () => {
    await press('n')
    expect(stage.desk.inputs('startMonitor')).toMatchObject([{ target: { callId: 'c1' } }])
    await stage.goLive()
    await press('np')
    expect(stage.desk.inputs('hop')).toEqual([])
    await hold('n')
    await hold('p')
    expect(stage.desk.inputs('hop').map(({ target }) => target.callId)).toEqual(['c2', 'c1'])
  })

  it('a letter that goes on with a name in vain is no shortcut, only L is: it is what the name was typed for', async () => {
    await listening('Ben')
    row('Ana')
    const inVain = (event: Event) => typedInVain.add(event)
    screen.getByRole('grid').addEventListener('keydown', inVain)
    await press('wcje m')
    expect([modes(), stage.desk.inputs('endMonitor'), refusal()]).toEqual([[], [], ''])
    await hold('l')
    expect(stage.desk.inputs('hop').map(({ target }) => target.callId)).toEqual(['c1'])
  })

  it('E ends, and the keyboard goes on at the row it came from', async () => {
    await listening('Ben')
    act(() => screen.getByRole('region', { name: words.monitor.region }).focus())
    await hold('e')
    expect(stage.desk.inputs('endMonitor')).toHaveLength(1)
    await act(async () => stage.desk.pbx({ kind: 'ended', ticketId: 'ticket-0001', reason: 'asked' }))
    await vi.waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toBe('Ben'))
  })

  it('what the hand is at keeps the focus when a monitor ends', async () => {
    await listening('Ben')
    const field = screen.getByRole('textbox', { name: 'a field' })
    act(() => field.focus())
    await act(async () => stage.desk.pbx({ kind: 'ended', ticketId: 'ticket-0001', reason: 'pbxEnded' }))
    await act(async () => new Promise(requestAnimationFrame))
    expect(document.activeElement).toBe(field)
  })
})

describe('speaking', () => {
  it('W, C, J and Escape ask for their modes', async () => {
    await listening()
    await hold('w')
    await hold('c')
    await hold('j')
    await press('{Escape}')
    expect(modes()).toEqual(['whisperAgent', 'whisperCaller', 'join', 'listen'])
  })

  it('a key that is refused says why and does nothing', async () => {
    await press('w')
    expect(refusal()).toContain(words.refusals.notLive)
    expect(modes()).toEqual([])
  })

  it('Escape with nothing to go back from says nothing', async () => {
    await press('{Escape}')
    expect(refusal()).toBe('')
  })

  it('M closes the microphone in the same moment, before the PBX is asked', async () => {
    await listening()
    await hold('j')
    await stage.confirms('join')
    expect(stage.line.isOpen()).toBe(true)
    stage.desk.answers.setMode = () => {
      expect(stage.line.isOpen()).toBe(false)
      return { ok: true, value: { kind: 'asked' } }
    }
    await press('m')
    expect(stage.line.isOpen()).toBe(false)
    expect(modes().at(-1)).toBe('listen')
  })

  it('Ctrl+Shift+M does so while typing, where M is a letter', async () => {
    await listening()
    await hold('j')
    await stage.confirms('join')
    const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'a field' })
    await stage.user.click(field)
    await press('mj')
    expect(field.value).toBe('mj')
    expect(stage.line.isOpen()).toBe(true)
    await press('{Control>}{Shift>}m{/Shift}{/Control}')
    expect(stage.line.isOpen()).toBe(false)
  })

  it('M with nothing to close says that it is closed already, and closes all the same', async () => {
    await listening()
    await press('m')
    expect(refusal()).toContain(words.keys.refusals.alreadyClosed)
    expect(modes()).toEqual([])
    await hold('j')
    await press('m') // asked for, not confirmed: that is something to close
    expect(modes()).toEqual(['join', 'listen'])
    expect(refusal()).toBe('')
  })

  it('what was said of a closed microphone is gone the moment somebody hears', async () => {
    await listening()
    await press('m')
    expect(refusal()).toContain(words.keys.refusals.alreadyClosed)
    await stage.holdDown('v')
    await stage.confirms('whisperAgent')
    expect([stage.line.isOpen(), refusal()]).toEqual([true, ''])
    await press('{/v}')
  })

  it('a function key closes it while typing as well', async () => {
    await listening()
    stage.choose({ muteAnywhere: 'F8' })
    await hold('j')
    await stage.confirms('join')
    await stage.user.click(screen.getByRole('textbox', { name: 'a field' }))
    await press('{F8}')
    expect(stage.line.isOpen()).toBe(false)
  })

  it('V held whispers and let go listens; not while a mode that was chosen is in force', async () => {
    await listening()
    await stage.holdDown('v')
    await stage.confirms('whisperAgent')
    expect(stage.line.isOpen()).toBe(true)
    await press('{/v}')
    expect(stage.line.isOpen()).toBe(false)
    await stage.confirms('listen')
    await hold('j')
    await stage.confirms('join')
    await hold('v')
    expect(stage.line.isOpen()).toBe(true)
    expect(refusal()).toContain(words.keys.refusals.speaking)
  })
})

describe('a remedy', () => {
  const logOut = () => act(() => stage.line.emit({ kind: 'registration', registration: { kind: 'off' } }))

  it('is offered with the refusal and one key away', async () => {
    logOut()
    row('Ana')
    await press('l')
    expect(refusal()).toContain(words.refusals.noLine)
    expect(screen.getByRole('button', { name: words.monitor.remedies.logIn })).toBeTruthy()
    const before = stage.line.log.filter((one) => one === 'connect').length
    await hold('r')
    expect(stage.line.log.filter((one) => one === 'connect')).toHaveLength(before + 1)
    expect(refusal()).toBe('')
  })

  it('stands in the button’s own description, for the eye and the screen reader', () => {
    logOut()
    const [button] = screen.getAllByRole('button', { name: /^Listen to/ })
    const said = document.getElementById(button?.getAttribute('aria-describedby') ?? '')?.textContent
    expect(said).toContain(`${words.keys.heldKey('R')}: ${words.monitor.remedies.logIn}`)
  })

  it('is not offered for what mends itself', async () => {
    const cause = deskFailure('pbxUnreachable')
    act(() => stage.line.emit({ kind: 'registration', registration: { kind: 'lost', cause } }))
    row('Ana')
    await press('l')
    expect(screen.queryByRole('button', { name: words.monitor.remedies.logIn })).toBeNull()
    await press('r')
    expect(refusal()).toContain(words.keys.refusals.nothingToFix)
  })

  it('allows the microphone again, or has one chosen', async () => {
    await listening()
    const lose = (source: 'refused' | 'absent') =>
      act(() => stage.line.emit({ kind: 'microphone', microphone: { source, open: false }, interrupted: true }))
    lose('refused')
    await press('w')
    await hold('r')
    expect(stage.line.log).toContain('retryMicrophone')
    lose('absent')
    await press('w')
    expect(screen.getByRole('button', { name: words.monitor.remedies.chooseMicrophone })).toBeTruthy()
  })
})

describe('keys of one’s own', () => {
  it('are obeyed and shown on the buttons; a shared one does nothing', async () => {
    await listening()
    stage.choose({ join: 'B' })
    expect(screen.getByRole('button', { name: 'Join call' }).getAttribute('aria-keyshortcuts')).toBe('B')
    await hold('j')
    expect(modes()).toEqual([])
    await hold('b')
    expect(modes()).toEqual(['join'])
    stage.choose({ join: 'W' })
    await hold('w')
    expect(modes()).toEqual(['join'])
  })

  it('may be none at all', async () => {
    await listening()
    stage.choose({ join: null })
    await hold('j')
    expect(modes()).toEqual([])
    expect(screen.getByRole('button', { name: 'Join call' }).hasAttribute('aria-keyshortcuts')).toBe(false)
  })
})

describe('the lists', () => {
  const aList = (name: string) => {
    const list = document.createElement('div')
    list.tabIndex = -1
    list.title = name
    return list
  }

  it('G goes from one to the next and round, in the order of the page, and the palette goes to any', async () => {
    const [calls, queues] = [aList('Calls'), aList('Queues')]
    document.body.append(queues, calls)
    const stops = [calls, queues].map((list) =>
      stage.places.addList({ id: list.title, name: list.title, element: () => list, enter: () => list.focus() }),
    )
    const entered: string[] = []
    for (let step = 0; step < 3; step++) {
      await press('g')
      entered.push((document.activeElement as HTMLElement).title)
    }
    expect(entered).toEqual(['Queues', 'Calls', 'Queues'])
    await press('{Control>}k{/Control}')
    await screen.findByRole('combobox', {}, { timeout: 5000 })
    await press('go to calls{Enter}')
    await vi.waitFor(() => expect(document.activeElement).toBe(calls))
    for (const stop of stops) stop()
    queues.remove()
    calls.remove()
  })
})

describe('the palette', () => {
  const options = () => within(screen.getByRole('listbox')).getAllByRole('option')
  const open = async () => {
    await press('{Control>}k{/Control}')
    await screen.findByRole('combobox', {}, { timeout: 5000 }) // its code may still be on its way
  }

  it('finds an agent by a part of the name, and Enter listens', async () => {
    await open()
    await press('ben{Enter}')
    expect(stage.desk.inputs('startMonitor')).toMatchObject([{ target: { callId: 'c2', agentId: '2' } }])
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('takes of a page that is pasted by mistake no more than a search has', async () => {
    await open()
    await stage.user.paste('a '.repeat(50_000))
    expect(screen.getByRole<HTMLInputElement>('combobox').value.length).toBe(200)
  })

  it('gives the reason with what cannot be done; chosen all the same, it is said with its remedy', async () => {
    act(() => stage.line.emit({ kind: 'registration', registration: { kind: 'off' } }))
    await open()
    await press('ana')
    expect(options()[0]?.getAttribute('aria-disabled')).toBe('true')
    expect(options()[0]?.textContent).toContain(words.refusals.noLine)
    await press('{Enter}')
    expect(stage.desk.inputs('startMonitor')).toEqual([])
    expect(refusal()).toContain(words.refusals.noLine)
    expect(screen.getByRole('button', { name: words.monitor.remedies.logIn })).toBeTruthy()
  })

  it('begins with what can be done now, before anything is typed', async () => {
    await open()
    const commands = options().slice(0, 12)
    const states = commands.map((option) => option.getAttribute('aria-disabled') === 'true')
    expect(states).toEqual([...states].sort())
    expect(commands[0]?.textContent).toContain(words.keys.commands.mute)
    expect(states.at(-1)).toBe(true)
  })

  it('names the active one to a screen reader, and the arrows go round', async () => {
    await open()
    const field = screen.getByRole('combobox')
    const active = () => document.getElementById(field.getAttribute('aria-activedescendant') ?? '')
    await press('{ArrowDown}')
    expect(active()).toBe(options()[0])
    await press('{ArrowUp}')
    expect(active()).toBe(options().at(-1))
    await press('{ArrowDown}{ArrowDown}')
    expect(active()).toBe(options()[1])
  })

  it('Enter takes the first while none is chosen: at once, after typing, and after a letter was taken back', async () => {
    await open()
    await press('theme dark{Enter}')
    await open()
    await press('theme lightx{Backspace}{Enter}')
    await open()
    await press('theme{ArrowDown}{ArrowDown}{ArrowUp}{Enter}')
    expect(stage.saved).toEqual([{ theme: 'dark' }, { theme: 'light' }, { theme: 'dark' }])
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('Enter takes the marked one, however soon it follows the letters and the arrow', async () => {
    await open()
    await press('theme{ArrowDown}')
    const marked = options().find((option) => option.hasAttribute('data-focused'))
    expect(marked).not.toBe(options()[0])
    expect(marked?.textContent).toContain(words.settings.themes.dark)
    await press('{Enter}')
    expect(stage.saved).toEqual([{ theme: 'dark' }])
  })

  it('finds queues, by name and number, and shows only what is of one', async () => {
    await open()
    await press('8001')
    expect(options()[0]?.textContent).toContain(words.floor.views.filters.only('Sales'))
    await press('{Enter}')
    await vi.waitFor(() => expect(stage.views().now.filters.queueIds).toEqual(['q']))
    await open()
    await press('sales')
    expect(options()[0]?.textContent).toContain(words.floor.views.filters.notOnly('Sales'))
    await press('{Enter}')
    await vi.waitFor(() => expect(stage.views().now.filters.queueIds).toEqual([]))
  })

  it('finds languages by their own names, by those they have here, and by the English word for them', async () => {
    await open()
    await press('deutsch{Enter}')
    await open()
    await press('language esp{Enter}')
    await open()
    await press('german{Enter}')
    expect(stage.saved).toEqual([{ language: 'de' }, { language: 'es' }, { language: 'de' }])
  })

  it('gives the focus back to where it was', async () => {
    row('Ben')
    await open()
    await press('{Escape}')
    await vi.waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toBe('Ben'))
    await open()
    await press('theme dark{Enter}')
    await vi.waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toBe('Ben'))
  })

  const focused = () => document.activeElement?.getAttribute('aria-label')
  const away = async () => {
    const overlay = document.querySelector('.keys-overlay')
    if (!overlay) throw new Error('no palette is open')
    await stage.user.click(overlay)
  }
  it.each([
    ['Escape', () => press('{Escape}')],
    ['Escape when nothing fits', () => press('qqqq{Escape}')],
    ['a click beside it', away],
    ['Enter on what is done', () => press('theme dark{Enter}')],
    ['Enter on what is refused', () => press('hang up{Enter}')],
    [
      'a click on an entry',
      async () => {
        await press('theme dark')
        const [first] = options()
        if (first) await stage.user.click(first)
      },
    ],
  ])('gives the focus back from %s, to a row, a field and a button', async (_way, close) => {
    const places = [
      () => row('Ben'),
      () => screen.getByLabelText<HTMLElement>('a field').focus(),
      () => screen.getAllByRole('button')[0]?.focus(),
    ]
    for (const go of places) {
      act(() => void go())
      const before = document.activeElement
      expect(before).not.toBe(document.body)
      await open()
      expect(document.activeElement).not.toBe(before)
      await close()
      await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
      await vi.waitFor(() =>
        expect([focused(), document.activeElement]).toEqual([before?.getAttribute('aria-label'), before]),
      )
    }
  })

  it('muting from its field is done once, and says nothing of a microphone that was closed already', async () => {
    await listening()
    await hold('j')
    await stage.confirms('join')
    await open()
    await press('{Control>}{Shift>}m{/Shift}{/Control}')
    expect(stage.line.isOpen()).toBe(false)
    await press('{Escape}')
    expect(refusal()).not.toContain(words.keys.refusals.alreadyClosed)
  })

  it('finds a command by what else it is called', async () => {
    await open()
    await press('panic')
    expect(options()[0]?.textContent).toContain(words.keys.commands.mute)
  })

  it('changes the theme, and says when nothing fits', async () => {
    await open()
    await press('theme dark{Enter}')
    expect(stage.saved).toEqual([{ theme: 'dark' }])
    await open()
    await press('zzz')
    expect(screen.getByText(words.keys.palette.none('zzz'))).toBeTruthy()
  })

  it('has what the page offers beside its commands, with the reason when it may not be done', async () => {
    const pressed: string[] = []
    const offer = (name: string, why: string | null = null) => ({
      name,
      part: 'A bar of tools',
      why,
      isDeliberate: false,
      press: () => void pressed.push(name),
    })
    const stops = [offer('Polish the floor'), offer('Wax it', 'No wax is left.'), offer(words.keys.commands.help)].map(
      (one) => stage.offers.add(() => one),
    )
    await open()
    await press('polish')
    expect(options().map(({ textContent }) => textContent)).toEqual([expect.stringContaining('Polish the floor')])
    await press('{Enter}')
    await vi.waitFor(() => expect(pressed).toEqual(['Polish the floor']))
    await open()
    await press('wax')
    expect(options()[0]?.textContent).toContain('No wax is left.')
    await press('{Enter}')
    expect(refusal()).toContain('No wax is left.')
    await open()
    await press('tools')
    const found = options().map(({ textContent }) => textContent)
    expect(found, 'what is a command stands there once').toEqual([
      expect.stringContaining('Polish the floor'),
      expect.stringContaining('Wax it'),
    ])
    expect(pressed).toHaveLength(1)
    for (const stop of stops) stop()
  })

  it('keeps the other keys at rest while it is open', async () => {
    row('Ana')
    await open()
    await press('l')
    expect(stage.desk.inputs('startMonitor')).toEqual([])
  })
})

it('? shows every command with its key', async () => {
  await press('?')
  const help = await screen.findByRole('dialog', { name: words.keys.help.title })
  for (const name of Object.values(words.keys.commands)) expect(within(help).getByText(name)).toBeTruthy()
})
