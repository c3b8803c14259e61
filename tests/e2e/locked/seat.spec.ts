// A locked station as who sits down sees it: badge, reason, numbers that are not there; and a page that makes no HTML of texts.
import { expect } from '@playwright/test'
import { hashOf } from '#main/rights/pin.ts'
import { live } from '../../stage/console.ts'
import { demoCall, demoSiteFile } from '../../stage/demo-floor.ts'
import { test } from '../fixtures.ts'

const salt = '0'.repeat(32)
const site = {
  ...demoSiteFile('info'),
  people: [{ name: 'Sue Park', extension: '5001', role: 'coach', badge: await hashOf('0009871234', salt) }],
  access: {
    rules: [{ name: 'Coaches', roles: ['coach'], may: ['listen', 'whisperAgent'] }],
    hideNumbersFrom: ['coach'],
    reason: { choices: ['Complaint', 'Coaching'] },
  },
}
test.use({ siteFile: site })

test('a badge signs in, a reason is given, no number is shown, and signing out ends it', async ({
  page,
  view,
  pbx,
}) => {
  const refused: string[] = []
  page.on('console', (message) => /Trusted|Content Security/.test(message.text()) && refused.push(message.text()))
  const call = await demoCall(pbx.operator, { agent: '1001' })
  const seat = page.getByRole('dialog', { name: 'Who is here?' })
  await expect(seat).toBeVisible()
  await page.keyboard.type('123')
  await page.keyboard.press('Enter')
  await expect(seat.getByRole('alert')).toContainText('isn’t right')
  await page.keyboard.type('0009871234')
  await page.keyboard.press('Enter')
  await expect(seat).toBeHidden()

  await page.locator('[data-line="registered"]').first().waitFor({ timeout: 15_000 })
  await view.listenTo(call.agentName).click()
  const why = page.getByRole('dialog', { name: 'Why are you listening?' })
  await why.getByRole('button', { name: 'Coaching' }).click()
  await live(view, 'listen')
  await expect(view.card.getByRole('button', { name: /Join/ })).toHaveAttribute('aria-disabled', 'true')
  await expect(page.getByText(/\+?\d[\d\s()-]{7,}\d/)).toHaveCount(0)

  await page.getByRole('button', { name: 'Sign out Sue Park' }).click()
  await page
    .getByRole('button', { name: /Sign out|Go on|Yes/ })
    .last()
    .click()
  await expect(view.card).toBeHidden()
  await expect(seat).toBeVisible()
  expect(refused).toEqual([])
})

test('no text becomes HTML, whoever puts it there', async ({ page }) => {
  const answers = await page.evaluate(() =>
    [
      () => Object.assign(document.createElement('div'), { innerHTML: '<img src=x onerror=alert(1)>' }),
      () => document.body.insertAdjacentHTML('beforeend', '<b>x</b>'),
      () => document.createElement('script').setAttribute('src', 'data:text/javascript,1'),
      () => document.write('x'),
    ].map((act) => {
      try {
        act()
        return 'done'
      } catch (cause) {
        return cause instanceof Error ? cause.name : 'refused'
      }
    }),
  )
  expect(answers).toEqual(Array(4).fill('TypeError'))
})
