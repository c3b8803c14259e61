// Every phase the card can be in, each entered from the one before and looked at while it lasts.
import type { Page } from '@playwright/test'
import type { Watched } from '../e2e/support/every-view.ts'
import type { DemoCall, DemoPbx } from '../stage/demo-floor.ts'

export type Scene = { readonly watched: Watched; readonly pbx: DemoPbx; readonly call: DemoCall }

/** `go` leads to it from the phase before. */
export type Phase = { readonly name: string; readonly go: (scene: Scene) => Promise<unknown> }

const agent = '1001'

const mode = (at: number) => async (scene: Scene) => {
  await unhurried(scene)
  await scene.watched.page.locator('.mode').nth(at).click()
  await settled(scene, ['listen', 'whisperAgent', 'whisperCaller', 'join'][at] ?? '')
}

const settled = ({ watched: { page } }: Scene, wanted: string) =>
  page.locator(`.card[data-mode="${wanted}"]:not([data-changing="true"])`).waitFor()

/** What is pressed next is no double click with what was pressed before. */
const unhurried = ({ watched: { page } }: Scene) =>
  page.waitForFunction((since) => Date.now() - since > 520, Date.now())

const fault = ({ pbx }: Scene, what: object) => pbx.operator.request('fault', what)

const fill = (page: Page, notes: readonly string[]) =>
  notes.reduce(async (before, note) => {
    await before
    await page.keyboard.type(note)
    await page.keyboard.press('Enter')
  }, Promise.resolve())

async function listen(scene: Scene): Promise<void> {
  const { page } = scene.watched
  await page.locator(`.agents-grid [role="row"]`, { hasText: scene.call.agentName }).first().hover()
  await page
    .locator('.agents-grid [role="row"]', { hasText: scene.call.agentName })
    .first()
    .locator('.cell-monitor button')
    .click()
}

const others = [{ id: 'other', name: 'Robin Second' }]
const nothing = { others: [], offers: [], asked: null, ended: null }

const listening: readonly Phase[] = [
  { name: 'nothing', go: async () => {} },
  {
    name: 'connecting',
    go: async (scene) => {
      await fault(scene, { noInvite: true })
      await listen(scene)
      await scene.watched.page.locator('.card[data-phase="connecting"]').waitFor()
    },
  },
  {
    name: 'not started',
    go: async (scene) => {
      await scene.watched.page.locator('.dock > .card-notice').waitFor({ timeout: 60_000 })
    },
  },
  {
    name: 'listening',
    go: async (scene) => {
      await fault(scene, {})
      await unhurried(scene)
      await listen(scene)
      await settled(scene, 'listen')
    },
  },
  {
    name: 'on hold',
    go: async (scene) => {
      await scene.pbx.operator.request('scenario.hold', { call: scene.call.id, on: true })
      await scene.watched.page.locator('.card .heard-by-note').waitFor()
    },
  },
  {
    name: 'refused',
    go: async (scene) => {
      await scene.pbx.operator.request('scenario.hold', { call: scene.call.id, on: false })
      await scene.watched.page.locator('.card .heard-by-note').waitFor({ state: 'detached' })
      await scene.watched.page.keyboard.press('w')
      await scene.watched.page.locator('.refusal').waitFor()
    },
  },
]

const speaking: readonly Phase[] = [
  { name: 'whispering', go: mode(1) },
  { name: 'speaking to the caller', go: mode(2) },
  { name: 'joined', go: mode(3) },
  {
    name: 'muted',
    go: async (scene) => {
      await unhurried(scene)
      await scene.watched.page.locator('.voice-mute').click()
      await scene.watched.page.locator('.voice-mute[aria-pressed="true"]').waitFor()
    },
  },
  {
    name: 'changing',
    go: async (scene) => {
      await mode(0)(scene)
      await unhurried(scene)
      await fault(scene, { silentModes: true })
      await scene.watched.page.locator('.mode').nth(3).click()
      await scene.watched.page.locator('.card[data-changing="true"]').waitFor()
    },
  },
  {
    name: 'unconfirmed',
    go: async (scene) => {
      await scene.watched.page.locator('.card[data-mode="unconfirmed"]').waitFor()
    },
  },
]

const beside: readonly Phase[] = [
  {
    name: 'notes',
    go: async (scene) => {
      const { page } = scene.watched
      await fault(scene, {})
      await settled(scene, 'listen')
      await page.locator('.notes-button').click()
      await fill(page, ['Greets by name', 'Asks for the order number twice', 'Thanks'])
      await page.locator('.tag').first().click()
    },
  },
  {
    name: 'passing on, asked',
    go: async ({ watched: { page, signal } }) => {
      signal('handOver', { ...nothing, others, asked: { id: 'a', to: 'Robin Second' } })
      await page.locator('.hand-over-outcome [role="status"]').waitFor()
      await page.locator('.notes-button').click()
    },
  },
  {
    name: 'passed on, offered',
    go: async ({ watched: { page, signal }, call }) => {
      const target = { callId: call.id, agentId: agent }
      const offers = [{ id: 'o', from: 'Robin Second', target, notes: '1:05 Greets by name' }]
      signal('handOver', { ...nothing, others, offers })
      await page.locator('.hand-over-offer').waitFor()
    },
  },
  {
    name: 'passing on, declined',
    go: async ({ watched: { page, signal } }) => {
      signal('handOver', { ...nothing, others, ended: { id: 'a', to: 'Robin Second', outcome: 'declined' } })
      await page.locator('.hand-over-outcome').waitFor()
    },
  },
]

const afterwards: readonly Phase[] = [
  {
    name: 'the call has ended',
    go: async (scene) => {
      scene.watched.signal('handOver', nothing)
      await mode(3)(scene)
      await scene.call.end()
      await scene.watched.page.locator('.card [data-guard]').waitFor()
    },
  },
  {
    name: 'kept',
    go: async (scene) => {
      await scene.watched.page.locator('.card [data-guard] button').click()
      await scene.watched.page.locator('.card [data-guard]').waitFor({ state: 'detached' })
    },
  },
  {
    name: 'staying',
    go: async (scene) => {
      await scene.watched.page.locator('.card-follow .switch').click()
    },
  },
  {
    name: 'a call rings',
    go: async (scene) => {
      const { page } = scene.watched
      await page.locator('.card-end').click()
      await page.locator('section.card').waitFor({ state: 'detached' })
      await scene.pbx.operator.request('line.ring', { line: '5001', headers: {} })
      await page.locator('[data-call="ringing"]').waitFor()
    },
  },
  {
    name: 'on the phone',
    go: async ({ watched: { page } }) => {
      await page.locator('[data-call="ringing"] button').first().click()
      await page.locator('[data-call="talking"][data-microphone="open"]').waitFor()
    },
  },
  {
    name: 'leaving is asked',
    go: async ({ watched: { page } }) => {
      await page.locator('.line-badge button').click()
      await page.locator('.leave-question').waitFor()
    },
  },
]

export const phases: readonly Phase[] = [...listening, ...speaking, ...beside, ...afterwards]

/** As before the first phase. */
export async function leaveLast({ watched: { page } }: Scene): Promise<void> {
  await page.keyboard.press('Escape') // nobody hears; the second closes the question
  await page.keyboard.press('Escape')
  await page.locator('.leave-question').waitFor({ state: 'detached' })
  await page.locator('[data-call="talking"] button').last().click()
  await page.locator('[data-call="talking"]').waitFor({ state: 'detached' })
}
