// What may be done by key now, beyond the buttons: neighbours in the shown order, and where letters and Space belong.
// @vitest-environment jsdom
import { afterEach, describe, expect, it } from 'vitest'
import { noViews } from '#contract/views.ts'
import { createActsStore } from '#renderer/acts/acts-store.ts'
import type { CommandContext } from '#renderer/commands/context.ts'
import { neighbour } from '#renderer/commands/refusals.ts'
import { commandOfId } from '#renderer/commands/registry.ts'
import { dialogOpen, takesLetters, takesSpace } from '#renderer/commands/where.ts'
import { createOffers } from '#renderer/ui/offers.tsx'
import { createPlaces } from '#renderer/ui/places.ts'
import { en as words } from '#renderer/words/en/en.ts'
import { aCall, anAgent, floorWith } from '../../../fakes/floors.ts'
import { aCallsView, aLineView, aMonitorView, keysAtFirst, noRefusals } from '../../../fakes/views.ts'
import { aHello } from '../floor/hello.ts'

const floor = floorWith(
  [
    aCall('c1', '1', { answeredAt: 1 }),
    aCall('ringing', '2', { state: 'ringing' }),
    aCall('waiting', null as never, { state: 'waiting', agentId: null }),
    aCall('c4', '4', { answeredAt: 1 }),
  ],
  [anAgent('1', {}), anAgent('2', {}), anAgent('4', {})],
)
const registered = { ...aLineView.line, registration: { kind: 'registered' } } as const
const now = (over: Partial<CommandContext> = {}): CommandContext => ({
  monitor: { ...aMonitorView, site: aHello().site, feedLive: true },
  line: { ...aLineView, line: registered },
  phone: aCallsView,
  keys: keysAtFirst,
  floor,
  row: null,
  calls: ['c4', 'waiting', 'ringing', 'c1'],
  acts: createActsStore().getState(),
  refusals: noRefusals,
  open: () => {},
  views: { views: noViews, tell: () => {}, failure: null },
  openWallboard: () => {},
  places: createPlaces(),
  offers: createOffers(),
  ...over,
})

describe('the next call', () => {
  it('is the next one in the shown order that may be heard', () => {
    expect(neighbour(words, 'nextCall', now())?.callId).toBe('c4')
    expect(neighbour(words, 'previousCall', now())?.callId).toBe('c1')
  })

  it('leaves out calls that a search hides', () => {
    expect(neighbour(words, 'nextCall', now({ calls: ['c1'] }))?.callId).toBe('c1')
  })

  it('is refused when none can be heard, with the reason that has a remedy first', () => {
    expect(commandOfId('nextCall').refusal(now({ calls: ['ringing'] }))?.sentence).toBe(words.keys.refusals.noOtherCall)
    const out = { ...aLineView, hasAccount: true }
    expect(commandOfId('nextCall').refusal(now({ line: out }))).toEqual({
      sentence: words.refusals.noLine,
      remedy: 'logIn',
    })
  })
})

it('what needs a monitor says that there is none', () => {
  for (const id of ['follow', 'note', 'end', 'listenOnly'] as const)
    expect(commandOfId(id).refusal(now())?.sentence, id).toBe(words.keys.refusals.notMonitoring)
})

describe('a key press', () => {
  afterEach(() => document.body.replaceChildren())
  const element = (html: string): Element => {
    document.body.innerHTML = html
    return document.body.querySelector('[data-it]') ?? document.body
  }

  it.each([
    ['a text field', '<input data-it>', true, true],
    ['a search field', '<input type="search" data-it>', true, true],
    ['a text area', '<textarea data-it></textarea>', true, true],
    ['a choice with type-ahead', '<select data-it></select>', true, true],
    ['a menu', '<div role="menuitem" data-it></div>', true, true],
    ['a check box', '<input type="checkbox" data-it>', false, true],
    ['a button', '<button data-it></button>', false, true],
    ['the inside of a button', '<button><span data-it></span></button>', false, true],
    ['a switch', '<div role="switch" data-it></div>', false, true],
    ['a fold', '<details><summary data-it></summary></details>', false, true],
    ['a row', '<div role="row" tabindex="0" data-it></div>', false, false],
    ['the page', '<p></p>', false, false],
  ])('in %s', (_what, html, letters, space) => {
    const target = element(html)
    expect([takesLetters(target), takesSpace(target)]).toEqual([letters, space])
  })

  it('knows that a dialog is open, whoever opened it', () => {
    expect(dialogOpen()).toBe(false)
    element('<section role="dialog"></section>')
    expect(dialogOpen()).toBe(true)
  })
})
