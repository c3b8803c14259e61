// The diagnostics beside a call, and the report they are saved as: whole, and with nothing secret in it.
import { readFileSync } from 'node:fs'
import { expect } from '@playwright/test'
import { strFromU8, unzipSync } from 'fflate'
import { test } from '../fixtures.ts'

test('a report of a call that is heard holds its sound, its messages and the log, and no secret', async ({
  page,
  heard,
}) => {
  await page.keyboard.press('Control+I')
  const dialog = page.getByRole('dialog', { name: 'Diagnostics' })
  await expect(dialog.getByText('PCMU 8000')).toBeVisible()
  await expect(dialog.getByText(/Score 4/)).toBeVisible()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Save report' }).click(),
  ])
  await expect(dialog.getByText(`${download.suggestedFilename()} is in your downloads.`)).toBeVisible()
  const zip = unzipSync(readFileSync(await download.path()))
  const files = Object.fromEntries(Object.entries(zip).map(([name, bytes]) => [name, strFromU8(bytes)]))
  expect(files['sip.txt']).toMatch(/received\r\nINVITE /)
  expect(files['earshot.log']).toContain('window says hello')
  expect(files['sound.csv']?.split('\n').length).toBeGreaterThan(2)
  const all = Object.values(files).join('\n')
  expect(all).not.toContain(heard.agentName)
  expect(all).not.toMatch(/response="|X-Earshot-Token: \w/)
  await page.keyboard.press('Escape')
})
