// No axe violation in any state, theme and size; screenshots of the same for a person to look at.
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { choose, listen, type Screen } from '../stage/console.ts'
import { demoCall } from '../stage/demo-floor.ts'
import { test } from './fixtures.ts'

const sizes = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
]

async function clean(page: Page, name: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  expect(violations.map(({ id, nodes }) => `${name}: ${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([])
}

async function lookAt(screen: Screen, name: string): Promise<void> {
  await screen.page.screenshot({ path: `test-results/screens/${name}.png` })
  await clean(screen.page, name)
}

for (const theme of ['dark', 'light'] as const) {
  for (const size of sizes) {
    test(`${theme} at ${size.width}×${size.height}: floor, monitor, whisper, ended call and ringing line`, async ({
      view,
      page,
      pbx,
    }) => {
      await page.emulateMedia({ colorScheme: theme })
      await page.setViewportSize(size)
      const label = (state: string) => `${theme}-${size.width}-${state}`
      const call = await demoCall(pbx.operator, { agent: '1001', name: 'Ada Caller', queue: '8001' })
      await demoCall(pbx.operator, { agent: '1002', onNet: true })
      await page.locator('[data-line="registered"]').first().waitFor()
      await view.listenTo(call.agentName).waitFor({ state: 'attached' })
      await lookAt(view, label('floor'))
      await listen(view, call.agentName)
      await lookAt(view, label('listen'))
      await choose(view, 'whisperAgent')
      await lookAt(view, label('whisper'))
      await call.end()
      await expect(page.getByText(/call has ended/i).first()).toBeVisible()
      await lookAt(view, label('ended'))
      await view.end.click()
      await expect(view.card).toBeHidden()
      await pbx.operator.request('line.ring', { line: '5001', headers: {} })
      await page.getByRole('button', { name: 'Answer' }).waitFor()
      await lookAt(view, label('ringing'))
      await page.getByRole('button', { name: /decline/i }).click()
      await page.getByRole('button', { name: /settings/i }).click()
      await page.getByRole('dialog').waitFor()
      await lookAt(view, label('settings'))
      await page.keyboard.press('Escape')
    })
  }
}
