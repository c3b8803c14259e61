// @vitest-environment jsdom
// A double click is one click, Enter twice is one Enter: by mouse and by keyboard. What closes the microphone is never deaf.
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

const button = (name: string | RegExp) => screen.getByRole('button', { name })
const listenTo = (name: string) => button(words.monitor.listenTo(name))
const row = (name: string) => act(() => screen.getByRole('row', { name }).focus())
const refusal = () => screen.getByRole('status', { name: words.monitor.refusedRegion }).textContent
const asked = () =>
  stage.desk.asked
    .filter(({ name }) => ['startMonitor', 'setMode', 'setFollow', 'hop', 'endMonitor'].includes(name))
    .map(({ name, input }) => (name === 'setMode' ? input.mode : name))

/** As a hand does it there: `detail` counts the clicks of a double click, as the system does. */
const clickAt = (element: Element, x: number, y: number, detail = 1) => {
  const at = { clientX: x, clientY: y, detail, bubbles: true, cancelable: true }
  const goes = fireEvent(element, new MouseEvent('pointerdown', at))
  if (goes) fireEvent(element, new MouseEvent('mousedown', at))
  for (const name of ['pointerup', 'mouseup']) fireEvent(element, new MouseEvent(name, at))
  fireEvent(element, new MouseEvent('click', at))
}
const doubleClick = (element: Element) => {
  clickAt(element, 40, 40)
  clickAt(element, 41, 40, 2)
}
const listening = async (name = 'Ana') => {
  clickAt(listenTo(name), 40, 40)
  await stage.goLive()
  await stage.pass(600)
}

describe('a double click', () => {
  it('on Listen starts and does not end it; half a second later a click ends it', async () => {
    doubleClick(listenTo('Ana'))
    await stage.goLive()
    expect(asked()).toEqual(['startMonitor'])
    await stage.pass(499)
    clickAt(listenTo('Ana'), 40, 40)
    expect(asked()).toEqual(['startMonitor'])
    await stage.pass(1)
    clickAt(listenTo('Ana'), 40, 40)
    expect(asked()).toEqual(['startMonitor', 'endMonitor'])
  })

  it('a third and a fourth click within the half second are of it as well', () => {
    doubleClick(listenTo('Ana'))
    clickAt(listenTo('Ana'), 40, 41, 3)
    clickAt(listenTo('Ana'), 39, 41, 4)
    expect(asked()).toEqual(['startMonitor'])
  })

  it('on the end does not begin what lies beneath the card that is gone', async () => {
    await listening()
    clickAt(button(words.monitor.end), 300, 300)
    clickAt(listenTo('Ben'), 301, 302, 2)
    expect(asked()).toEqual(['startMonitor', 'endMonitor'])
  })

  it('does not press the row that has slid under the pointer, where the system counts no clicks', () => {
    clickAt(listenTo('Ana'), 40, 40)
    clickAt(listenTo('Ben'), 44, 40)
    expect(stage.desk.inputs('startMonitor')).toMatchObject([{ target: { callId: 'c1' } }])
  })

  it('turns the switch that stays with an agent once', async () => {
    await listening()
    await stage.user.dblClick(screen.getByRole('switch'))
    expect(asked()).toEqual(['startMonitor', 'setFollow'])
    await stage.pass(600)
    await stage.user.click(screen.getByRole('switch'))
    expect(asked()).toEqual(['startMonitor', 'setFollow', 'setFollow'])
  })

  it.each([
    [words.monitor.join, ['join']],
    [words.monitor.end, ['endMonitor']],
  ])('on %s is one', async (name, expected) => {
    await listening()
    doubleClick(button(name))
    expect(asked().slice(1)).toEqual(expected)
  })

  it('elsewhere at once is another click: whoever hops and leaves again is obeyed', async () => {
    await listening()
    clickAt(listenTo('Ben'), 40, 80)
    clickAt(button(words.monitor.end), 300, 300)
    expect(asked()).toEqual(['startMonitor', 'hop', 'endMonitor'])
  })
})

describe('a double click on what does nothing to a call', () => {
  /** Parts of any page: a button that opens a menu over itself, its item, what the item opens, and plain things. */
  const onThePage = (html: string) => {
    const part = document.createElement('div')
    part.innerHTML = html
    document.body.append(part)
    const pressed: string[] = []
    part.addEventListener('click', ({ target }) => {
      if (target instanceof HTMLElement) pressed.push(target.id)
    })
    const at = (id: string) => part.querySelector(`#${id}`) ?? part
    return { at, pressed, gone: () => part.remove() }
  }

  it('a menu item is one click, and so is what it has opened beneath the pointer', async () => {
    const { at, pressed, gone } = onThePage(
      '<div role="menuitem" id="item">Transfer…</div><div role="option" id="option">Ben</div><i id="underlay"></i>',
    )
    doubleClick(at('item'))
    await stage.pass(600)
    clickAt(at('item'), 40, 40)
    clickAt(at('option'), 41, 40, 2)
    clickAt(at('underlay'), 41, 40, 3)
    await stage.pass(600)
    clickAt(at('option'), 41, 40)
    gone()
    expect(pressed).toEqual(['item', 'item', 'option'])
  })

  it('what opens as the mouse goes down, before there is a click, stays open', () => {
    const { at, pressed, gone } = onThePage('<button id="opener" aria-haspopup="menu">⋮</button><i id="underlay"></i>')
    const down = { clientX: 40, clientY: 40, detail: 1, bubbles: true, cancelable: true }
    fireEvent(at('opener'), new MouseEvent('pointerdown', down))
    clickAt(at('underlay'), 40, 40, 2)
    gone()
    expect(pressed).toEqual([])
  })

  it('what opens and closes, or is on and off, is turned once', async () => {
    const { at, pressed, gone } = onThePage(
      '<button id="opens" aria-expanded="false">▾</button><button id="turns" aria-pressed="false">A</button>',
    )
    for (const id of ['opens', 'turns']) {
      doubleClick(at(id))
      await stage.pass(600)
    }
    gone()
    expect(pressed).toEqual(['opens', 'turns'])
  })

  it('a box is ticked once, by itself or by its words', () => {
    const { at, gone } = onThePage('<label id="words"><input type="checkbox" id="box" />Sales</label>')
    const box = at('box') as HTMLInputElement
    doubleClick(at('words'))
    const byWords = box.checked
    clickAt(at('box'), 300, 300)
    clickAt(at('box'), 300, 301, 2)
    gone()
    expect([byWords, box.checked]).toEqual([true, false])
  })

  it('a key in between makes it two clicks', async () => {
    const { at, pressed, gone } = onThePage('<button id="one">Dismiss</button><button id="other">Dismiss</button>')
    clickAt(at('one'), 40, 40)
    await stage.user.keyboard('{Shift}')
    clickAt(at('other'), 40, 40)
    await stage.user.keyboard('g')
    clickAt(at('other'), 40, 40)
    gone()
    expect(pressed).toEqual(['one', 'other'])
  })

  it('the digit of a telephone, a step and a word that is selected are as many as they are', async () => {
    const { at, pressed, gone } = onThePage('<button id="five">5</button><p id="text">a word</p>')
    doubleClick(at('five'))
    await stage.pass(600)
    doubleClick(at('text'))
    gone()
    expect(pressed).toEqual(['five', 'five', 'text', 'text'])
  })
})

describe('a key twice', () => {
  it('Enter on Listen starts and neither ends it nor says that it is to be held', async () => {
    act(() => listenTo('Ana').focus())
    await stage.user.keyboard('{Enter}{Enter}')
    await stage.goLive()
    expect([asked(), refusal()]).toEqual([['startMonitor'], ''])
  })

  it.each(['{Enter>3/}', ' '])('%s that stays down on Listen starts once', async (key) => {
    act(() => listenTo('Ana').focus())
    await stage.user.keyboard(key === ' ' ? '{ >3/}' : key)
    expect([asked(), refusal()]).toEqual([['startMonitor'], ''])
  })

  it('Enter on a row is one, and later it may be held to end it', async () => {
    row('Ana')
    fireEvent.keyDown(listenTo('Ana'), { key: 'Enter', code: 'Enter' })
    act(() => listenTo('Ana').click())
    fireEvent.keyUp(listenTo('Ana'), { key: 'Enter', code: 'Enter' })
    await stage.goLive()
    await stage.pass(600)
    act(() => listenTo('Ana').focus())
    await stage.hold('Enter')
    expect(asked()).toEqual(['startMonitor', 'endMonitor'])
  })

  it('L twice listens once and says nothing', async () => {
    row('Ana')
    await stage.user.keyboard('ll')
    expect([asked(), refusal()]).toEqual([['startMonitor'], ''])
  })

  it('Alt and N twice moves one call on; half a second later one more', async () => {
    stage.choose({}, 'modifier')
    await listening()
    await stage.user.keyboard('{Alt>}n{/Alt}{Alt>}n{/Alt}')
    expect(asked()).toEqual(['startMonitor', 'hop'])
    await stage.press('{Alt>}n{/Alt}')
    expect(asked()).toEqual(['startMonitor', 'hop', 'hop'])
  })

  it('Enter whose first half closed something does not press what has the focus now', async () => {
    act(() => screen.getByLabelText('a field').focus())
    await stage.user.keyboard('{Enter}')
    act(() => listenTo('Ana').focus())
    await stage.user.keyboard('{Enter}')
    expect(asked()).toEqual([])
    await stage.press('{Enter}')
    expect(asked()).toEqual(['startMonitor'])
  })

  it('Enter that has opened a field does not send what stands there', async () => {
    const sent = vi.fn()
    const form = document.createElement('form')
    form.innerHTML = '<button type="button">Open</button><input />'
    form.addEventListener('keydown', (event) => event.key === 'Enter' && sent())
    document.body.append(form)
    act(() => form.querySelector('button')?.focus())
    await stage.user.keyboard('{Enter}')
    act(() => form.querySelector('input')?.focus())
    await stage.user.keyboard('{Enter}')
    expect(sent).toHaveBeenCalledTimes(1)
    await stage.press('{Enter}')
    form.remove()
    expect(sent).toHaveBeenCalledTimes(2)
  })

  it('Enter sends what was written since the Enter before, however fast', async () => {
    const sent = vi.fn()
    const form = document.createElement('form')
    form.innerHTML = '<button type="button">Open</button><input />'
    form.addEventListener('keydown', (event) => event.key === 'Enter' && sent())
    document.body.append(form)
    act(() => form.querySelector('button')?.focus())
    await stage.user.keyboard('{Enter}')
    const field = form.querySelector('input')
    act(() => field?.focus())
    field?.dispatchEvent(new Event('input', { bubbles: true })) // as a password manager does
    await stage.user.keyboard('{Enter}')
    form.remove()
    expect(sent).toHaveBeenCalledTimes(2)
  })

  it('a key that was held until it acted is meant again as soon as it is held again', async () => {
    await listening()
    await stage.user.keyboard('{n>}')
    await stage.pass(700)
    await stage.user.keyboard('{/n}{n>}')
    await stage.pass(450)
    expect(asked()).toEqual(['startMonitor', 'hop', 'hop'])
  })

  it('a key that came up too soon may be held at once', async () => {
    await listening()
    await stage.press('j')
    await stage.user.keyboard('{j>}')
    await stage.pass(450)
    expect(asked()).toEqual(['startMonitor', 'join'])
  })
})

describe('what closes the microphone is never deaf', () => {
  it('Listen only at once after Join', async () => {
    await listening()
    clickAt(button(words.monitor.join), 200, 200)
    clickAt(button(words.monitor.listenOnly), 201, 200, 2)
    expect(asked()).toEqual(['startMonitor', 'join', 'listen'])
  })

  it.each(['{Escape}', 'm', '{Control>}{Shift>}m{/Shift}{/Control}'])('%s at once after Join', async (key) => {
    await listening()
    clickAt(button(words.monitor.join), 200, 200)
    await stage.confirms('join')
    expect(stage.line.isOpen()).toBe(true)
    await stage.user.keyboard(key)
    expect(stage.line.isOpen()).toBe(false)
  })

  it('Esc at once after Esc', async () => {
    await listening()
    clickAt(button(words.monitor.join), 200, 200)
    await stage.confirms('join')
    await stage.user.keyboard('{Escape}')
    await stage.confirms('listen')
    clickAt(button(words.monitor.join), 200, 230)
    await stage.confirms('join')
    await stage.user.keyboard('{Escape}')
    expect(stage.line.isOpen()).toBe(false)
  })
})
