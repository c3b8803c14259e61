// @vitest-environment jsdom
// What speaks, and what moves or ends a monitor, takes a key that is meant: typing never does it.
import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
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

const row = (name: string) => act(() => screen.getByRole('row', { name }).focus())
const refusal = () => screen.getByRole('status', { name: words.monitor.refusedRegion }).textContent
const asked = () =>
  stage.desk.asked
    .filter(({ name }) => ['setMode', 'setFollow', 'hop', 'endMonitor'].includes(name))
    .map(({ name, input }) => (name === 'setMode' ? input.mode : name))
const listening = async () => {
  row('Ana')
  await stage.press('l')
  await stage.goLive()
}

describe('while a call is listened to', () => {
  beforeEach(listening)

  it.each(['w', 'c', 'j', 'v', 'f', 'e', 'l', 'n', 'p'])(
    'a short press of %s does nothing, and says that it is to be held',
    async (key) => {
      row('Ben')
      await stage.hold(key, 300)
      expect(asked()).toEqual([])
      expect(refusal()).toContain(words.keys.refusals.hold(key.toUpperCase()))
    },
  )

  it.each([
    ['w', 'whisperAgent'],
    ['c', 'whisperCaller'],
    ['j', 'join'],
    ['f', 'setFollow'],
    ['e', 'endMonitor'],
    ['l', 'hop'],
    ['n', 'hop'],
    ['p', 'hop'],
  ])('%s held does it, once', async (key, expected) => {
    row('Ben')
    await stage.hold(key, 5_000)
    expect(asked()).toEqual([expected])
    expect(refusal()).toBe('')
  })

  it('what is refused is refused at once, without holding', async () => {
    act(() => stage.line.emit({ kind: 'microphone', microphone: { source: 'absent', open: false }, interrupted: true }))
    await stage.press('j')
    expect(refusal()).toContain(words.refusals.noMicrophone)
  })

  it.each([
    'just a test',
    'jjj',
    'we will call her next week',
    'Jenny joined late',
    'voll nett, klappt',
    'cuando llame, vuelve',
  ])('typing "%s" does nothing, however slowly each key comes up', async (text) => {
    for (const letter of text) {
      await stage.user.keyboard(`{${letter}>}`)
      await stage.pass(350)
      await stage.user.keyboard(`{/${letter}}`)
      await stage.pass(200)
    }
    expect(asked()).toEqual([])
  })

  it('the last letter of a word that stays down does nothing', async () => {
    await stage.press('he')
    await stage.user.keyboard('{j>}')
    await stage.pass(3_000)
    expect(asked()).toEqual([])
  })

  it('the first letter of a word that stays down too long is taken back by the next', async () => {
    await stage.holdDown('j')
    await stage.confirms('join')
    expect(stage.line.isOpen()).toBe(true)
    await stage.user.keyboard('u')
    expect([stage.line.isOpen(), asked()]).toEqual([false, ['join', 'listen']])
  })

  it('a second key while the first is held calls it off', async () => {
    await stage.user.keyboard('{j>}')
    await stage.pass(200)
    await stage.user.keyboard('u')
    await stage.pass(1_000)
    expect(asked()).toEqual([])
  })

  it('a click, another window or another key calls it off', async () => {
    const others = [
      () => window.dispatchEvent(new Event('blur')),
      () => window.dispatchEvent(new Event('pointerdown')),
      () => void document.dispatchEvent(new Event('visibilitychange')),
    ]
    const hidden = vi.spyOn(document, 'hidden', 'get')
    for (const other of others) {
      await stage.user.keyboard('{j>}')
      await stage.pass(200)
      hidden.mockReturnValue(other === others[2])
      act(() => void other())
      hidden.mockReturnValue(false)
      await stage.pass(1_000)
      await stage.user.keyboard('{/j}')
    }
    expect(asked()).toEqual([])
  })

  it('a window that has lost the keyboard without a word calls it off', async () => {
    await stage.user.keyboard('{j>}')
    await stage.pass(200)
    vi.mocked(document.hasFocus).mockReturnValue(false)
    await stage.pass(1_000)
    expect(asked()).toEqual([])
  })

  it('the space bar neither talks nor does anything else', async () => {
    row('Ana')
    await stage.hold(' ', 3_000)
    expect([asked(), refusal()]).toEqual([[], ''])
  })

  it('the space bar that somebody had chosen to talk is not obeyed: their talk key is the common one', async () => {
    stage.choose({ holdToTalk: 'Space', join: 'Escape' })
    await stage.hold(' ', 3_000)
    await stage.hold('Escape', 3_000)
    expect(asked()).toEqual([])
    await stage.hold('v')
    expect(asked()).toEqual(['whisperAgent', 'listen'])
  })

  it('says so on the buttons', () => {
    const printed = (name: string) => screen.getByRole('button', { name }).querySelector('.key-hint')?.textContent
    expect(printed('Join call')).toBe('hold J')
    expect(printed('Listen only')).toBe('Esc')
  })

  it('follows a button that the space bar pressed at once', async () => {
    await stage.user.click(screen.getByRole('button', { name: new RegExp(`^${words.monitor.notes.label}`) }))
    const tag = screen.getByRole('button', { name: words.monitor.notes.tag.praise })
    act(() => tag.focus())
    await stage.press(' {e>}')
    await stage.pass(500)
    expect(asked()).toEqual(['endMonitor'])
  })

  it('mends a refusal at once', async () => {
    act(() => stage.line.emit({ kind: 'registration', registration: { kind: 'off' } }))
    row('Ben')
    const before = stage.line.log.filter((one) => one === 'connect').length
    await stage.press('l{r>}')
    await stage.pass(500)
    expect(stage.line.log.filter((one) => one === 'connect')).toHaveLength(before + 1)
  })

  it('F5 does not load the window anew, which would end the monitor', async () => {
    const loads = vi.fn((event: KeyboardEvent) => event.defaultPrevented)
    window.addEventListener('keydown', loads)
    await stage.press('{F5}')
    window.removeEventListener('keydown', loads)
    expect(loads).not.toHaveBeenCalled()
    expect(refusal()).toContain(words.keys.refusals.reloadEnds)
  })
})

describe('while nothing is monitored', () => {
  it('L begins at once, but not in the middle of a word', async () => {
    row('Ana')
    await stage.press('hel')
    expect(stage.desk.inputs('startMonitor')).toEqual([])
    await stage.press('{Enter}l')
    expect(stage.desk.inputs('startMonitor')).toHaveLength(1)
  })

  it('L follows a command at once: to the next list and listen', async () => {
    row('Ana')
    await stage.press('gl')
    expect(stage.desk.inputs('startMonitor')).toHaveLength(1)
  })

  it('F5 is the window’s own', async () => {
    const loads = vi.fn()
    window.addEventListener('keydown', loads)
    await stage.press('{F5}')
    window.removeEventListener('keydown', loads)
    expect(loads).toHaveBeenCalled()
  })
})

describe('the phone', () => {
  beforeEach(() => {
    stage.line.register()
  })

  it('is opened by a key that is meant: a d among other words opens no field in which digits and Enter call', async () => {
    await stage.press('d')
    expect(refusal()).toContain(words.keys.refusals.hold('D'))
  })
})

it('a key that stays down after it has led to a field writes nothing there', async () => {
  await listening()
  await stage.press('{t>}')
  const field = screen.getByLabelText('a field')
  act(() => field.focus())
  const writes = (repeat: boolean) => fireEvent.keyDown(field, { key: 't', code: 'KeyT', repeat })
  expect([writes(true), writes(true)]).toEqual([false, false])
  await stage.user.keyboard('{/t}')
  expect([writes(false), writes(true)]).toEqual([true, true])
})

describe('where such keys are pressed with Alt', () => {
  beforeEach(async () => {
    stage.choose({}, 'modifier')
    row('Ana')
    await stage.press('{Alt>}l{/Alt}')
    await stage.goLive()
  })

  it.each([
    ['w', 'whisperAgent'],
    ['j', 'join'],
    ['e', 'endMonitor'],
    ['n', 'hop'],
  ])('Alt and %s does it at once; the key alone never, however long it is held', async (key, expected) => {
    await stage.hold(key, 5_000)
    expect(asked()).toEqual([])
    await stage.press(`{Alt>}${key}{/Alt}`)
    expect(asked()).toEqual([expected])
  })

  it('a special character in the middle of a word, as a Mac writes it, does not', async () => {
    await stage.press('a{Alt>}n{/Alt}')
    expect(asked()).toEqual([])
  })

  it('says so on the buttons', () => {
    const join = screen.getByRole('button', { name: 'Join call' })
    expect([join.querySelector('.key-hint')?.textContent, join.getAttribute('aria-keyshortcuts')]).toEqual([
      'AltJ',
      'Alt+J',
    ])
  })

  it('the talk key is held as ever', async () => {
    await stage.hold('v')
    expect(asked()).toEqual(['whisperAgent', 'listen'])
  })

  it('a key of one’s own that has a modifier acts at once in both ways', async () => {
    stage.choose({ join: 'Mod+J' }, 'hold')
    await stage.press('{Control>}j{/Control}')
    expect(asked()).toEqual(['join'])
  })
})
