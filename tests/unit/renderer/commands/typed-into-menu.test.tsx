// @vitest-environment jsdom
// A sentence that falls into a menu: it presses nothing that its letters have found.
import { act, cleanup } from '@testing-library/react'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { commands } from '#renderer/keys/commands.ts'
import { setUp } from './stage.tsx'

let stage: ReturnType<typeof setUp>
let pressed: string[]
let item: HTMLElement
beforeEach(() => {
  stage = setUp()
  pressed = []
  item = document.createElement('div')
  item.setAttribute('role', 'menuitem')
  item.tabIndex = -1
  item.textContent = 'Take over'
  item.addEventListener('keydown', ({ key }) => {
    if (key === 'Enter' || key === ' ') pressed.push(key)
  })
  item.addEventListener('click', () => void pressed.push('click'))
  document.body.append(item)
})
afterEach(() => {
  cleanup()
  item.remove()
  stage.stop()
})

const inMenu = () => act(() => item.focus())

it.each(['quality check please{Enter}', 'take over{Enter}'])('“%s” presses nothing in a menu', async (text) => {
  inMenu()
  await stage.user.keyboard(text)
  expect(pressed).toEqual([])
})

it.each(['{Enter}', ' '])('%s presses an item when nothing was typed just before', async (key) => {
  inMenu()
  await stage.press('t')
  await stage.press(key)
  expect(pressed).toHaveLength(1)
})

it('an item that lets somebody hear must be held', async () => {
  item.dataset.deliberate = 'speaks'
  inMenu()
  await stage.press('{Enter}')
  expect(pressed).toEqual([])
  await stage.hold('Enter')
  expect(pressed).toEqual(['click'])
})

it('the keys that open the menu of acts and take an act back are held', () => {
  expect([commands.actions.deliberate, commands.undo.deliberate]).toEqual(['always', 'always'])
})
