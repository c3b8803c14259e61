// Where a person may leave the focus while a call is listened to: after a click on a control, a row, empty space, or something closed.
import type { Screen } from '../../stage/console.ts'

type Step = (view: Screen) => Promise<unknown>
export type Place = readonly [name: string, go: Step]

const click =
  (name: string | RegExp): Step =>
  (view) =>
    view.page.getByRole('button', { name }).first().click()
const on =
  (selector: string): Step =>
  (view) =>
    view.page.locator(selector).first().click()
const key =
  (combo: string): Step =>
  (view) =>
    view.page.keyboard.press(combo)
const inTurn =
  (...steps: readonly Step[]): Step =>
  async (view) => {
    for (const step of steps) await step(view)
  }
const closeDialog: Step = (view) =>
  view.page
    .getByRole('dialog')
    .getByRole('button', { name: /^Close/ })
    .first()
    .click()
const beside: Step = (view) => view.page.mouse.click(3, 3)
const row =
  (number: number): Step =>
  (view) =>
    view.agents.getByRole('row').nth(number).locator('.cell-name, .cell-agent').first().click()
/** The dots of the first row in that list. */
const actions =
  (list: 'agents' | 'calls'): Step =>
  (view) =>
    view[list]
      .getByRole('button', { name: /^Actions:/ })
      .first()
      .click()
const item =
  (name: string | RegExp): Step =>
  (view) =>
    view.page.getByRole('menuitem', { name }).click()
/** Whatever opens there is open before the next step. */
const opened =
  (role: 'dialog' | 'menu' | 'alertdialog'): Step =>
  (view) =>
    view.page.getByRole(role).first().waitFor()

const onTheFloor: readonly Place[] = [
  ['the row that is listened to', row(1)],
  ['another row', row(2)],
  ['the row of a call', (view) => view.calls.getByRole('row').nth(1).getByRole('gridcell').first().click()],
  ['empty space', (view) => view.page.locator('.frame-main').click({ position: { x: 2, y: 2 } })],
  ['empty space under the rows', (view) => view.calls.locator('.grid-body').click({ position: { x: 200, y: 180 } })],
  ['the site’s name', on('.brand')],
  ['the banner', (view) => view.page.locator('.frame-banner').click({ position: { x: 400, y: 10 } })],
  ['a column’s head', (view) => view.agents.locator('[role="columnheader"] button').first().click()],
  ['a list’s name', (view) => view.agents.getByRole('heading').first().click()],
  ['a count that filters, and everybody again', inTurn(on('.summary-button'), on('.chip-remove'))],
  ['a pin', click(/^Pin .+ to the top/)],
  ['what separates two lists', on('.splitter')],
  ['the theme', click(/^Theme/)],
  ['the groups, none again', (view) => view.page.locator('.group-by select').focus()],
]

const onTheCard: readonly Place[] = [
  ['the card', (view) => view.card.locator('.card-who').click()],
  ['Listen only', click('Listen only')],
  ['the notes, opened', click(/^Notes and tags/)],
  ['a tag', (view) => view.card.locator('.notes button[aria-pressed]').first().click()],
  ['the notes, folded away', click(/^Notes and tags/)],
  ['the line’s quality', (view) => view.card.locator('.quality summary').click()],
  ['the volume', (view) => view.card.getByRole('slider').first().click()],
  ['staying with the agent', (view) => view.card.locator('.card-follow label').click()],
]

const closed: readonly Place[] = [
  ['the search, left', inTurn((view) => view.page.getByRole('searchbox').click(), key('Escape'), key('Escape'))],
  ['the settings, closed', inTurn(click('Settings'), closeDialog)],
  ['the settings, closed by Esc', inTurn(key('Control+,'), key('Escape'))],
  ['the settings, closed by a click beside', inTurn(click('Settings'), opened('dialog'), beside)],
  ['the history, closed', inTurn(click(/^History/), closeDialog)],
  ['the diagnostics, closed', inTurn(key('Control+i'), opened('dialog'), key('Escape'))],
  ['the help on keys, closed', inTurn(row(1), key('?'), opened('dialog'), key('Escape'))],
  ['the palette, closed', inTurn(key('Control+k'), key('Escape'))],
  ['the phone, closed', inTurn(click('Phone'), closeDialog)],
  [
    'the phone, closed with a number in it',
    inTurn(click('Phone'), opened('dialog'), key('4'), key('8'), key('Escape')),
  ],
  ['the next call, closed', inTurn(click('Listen to the next call'), closeDialog)],
  ['the views, closed', inTurn(click(/^View:/), opened('dialog'), key('Escape'))],
  ['the filters, closed', inTurn(click('Filters'), opened('dialog'), key('Escape'))],
  ['my team, closed', inTurn(click('Choose my team'), opened('dialog'), beside)],
  ['the layout, closed', inTurn(click('Layout'), opened('menu'), key('Escape'))],
  ['a list’s menu, closed', inTurn(click('Arrange Agents'), opened('menu'), key('Escape'))],
  ['the alerts, closed', inTurn(on('.alerts-count'), opened('dialog'), key('Escape'))],
  ['the wallboard, left', inTurn(click(/wallboard/), click(/^Close wallboard/))],
]

/** Acts that were asked for and not done. */
const notDone: readonly Place[] = [
  ['an agent’s actions, closed', inTurn(actions('agents'), opened('menu'), key('Escape'))],
  ['a queue’s actions, closed by a click beside', inTurn(click(/^Actions: Billing/), opened('menu'), beside)],
  ['the actions, open', inTurn(actions('calls'), opened('menu'))],
  ['whom to transfer to, given up', inTurn(actions('calls'), item(/^Transfer/), opened('dialog'), key('Escape'))],
  ['a reason to pause, given up', inTurn(actions('agents'), item('Pause'), opened('dialog'), key('Escape'))],
  [
    'the end of a call, given up',
    inTurn(actions('calls'), item(/^End the call/), opened('alertdialog'), click('Cancel')),
  ],
  ['a selected agent, and nobody', inTurn(row(3), key('s'), click('Clear selection'))],
]

export const places: readonly Place[] = [...onTheFloor, ...onTheCard, ...closed, ...notDone]
