// @vitest-environment jsdom
// Which words the window begins with: those the person chose, as soon as the desk has said which.

import { act, cleanup, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Hello } from '#contract/ipc.ts'
import type { App as WindowApp } from '#renderer/app/app.tsx'
import { de } from '#renderer/words/de/de.ts'
import { en } from '#renderer/words/en/en.ts'
import { es } from '#renderer/words/es/es.ts'
import { attentiveClock } from '../../../fakes/attentive-clock.ts'
import { fakeClock } from '../../../fakes/fake-clock.ts'
import { fakeDesk } from '../../../fakes/fake-desk.ts'
import { fakeLine } from '../../../fakes/fake-line.ts'
import { aHello } from '../floor/hello.ts'

// A window that has spoken nothing yet.
let App: typeof WindowApp
beforeEach(async () => {
  vi.resetModules()
  ;({ App } = await import('#renderer/app/app.tsx'))
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

/** The hello is answered when the test says so. */
function open(system: string) {
  vi.spyOn(navigator, 'languages', 'get').mockReturnValue([system])
  const fake = fakeDesk()
  const clock = fakeClock()
  let answer: (hello: Hello) => void = () => {}
  let refuse: (cause: Error) => void = () => {}
  fake.answers.hello = () =>
    new Promise((resolve, reject) => {
      answer = resolve
      refuse = reject
    })
  fake.answers.watchFloor = () => null
  const devices = { list: async () => [], onChange: () => () => {} }
  render(<App desk={fake.desk} phone={fakeLine().phone} devices={devices} clock={{ ...attentiveClock, ...clock }} />)
  const sayHello = (language: 'de' | 'es' | 'system') => {
    const said = aHello()
    answer({ ...said, settings: { ...said.settings, language } })
  }
  return { fake, clock, sayHello, refuse: () => refuse(new Error('gone')) }
}

const text = () => document.body.textContent

it('no others are shown on the way to them', async () => {
  const { sayHello } = open('en-GB')
  const seen = new Set<string>()
  const watch = new MutationObserver(() => seen.add(document.querySelector('[role="status"]')?.textContent ?? ''))
  watch.observe(document.body, { subtree: true, childList: true, characterData: true })
  expect(text()).toBe('')
  sayHello('de')
  await screen.findByText(de.floor.idle)
  watch.disconnect()
  expect([...seen].filter((shown) => shown === en.app.starting || shown === en.floor.idle)).toEqual([])
  expect(document.documentElement.lang).toBe('de')
})

it('a desk that takes its time is waited for in the language of the system, and the chosen one follows', async () => {
  const { clock, sayHello } = open('es-MX')
  act(() => clock.pass(399))
  expect(text()).toBe('')
  act(() => clock.pass(1))
  await screen.findByText(es.app.starting)
  sayHello('de')
  await screen.findByText(de.floor.idle)
})

it('a desk that cannot be reached is said in the language of the system', async () => {
  const { refuse } = open('de-AT')
  refuse()
  await screen.findByText(de.app.startFailed.title)
})

it('alerts that come before the first words are told as soon as there are any', async () => {
  const { withWords } = await import('#renderer/words/words.ts')
  const told: string[] = []
  withWords((words) => told.push(words.alerts.none))
  expect(told).toEqual([])
  open('es').sayHello('system')
  await screen.findByText(es.floor.idle)
  withWords((words) => told.push(words.alerts.none))
  expect(told).toEqual([es.alerts.none, es.alerts.none])
})
