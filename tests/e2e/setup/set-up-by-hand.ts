// A program that has never been set up, and a person in front of it: what they enter, and what the screen says of it.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { instrument, startBrowser } from '../../stage/browser.ts'
import { startChild } from '../../stage/child.ts'

type Entries = Readonly<Record<string, string>>

export async function openSetUp() {
  const home = mkdtempSync(join(tmpdir(), 'earshot-first-'))
  const args = ['--import', 'tsx', 'src-main/app/start.ts', '--shell=browser', '--no-open', '--setup']
  const child = startChild(process.execPath, args, { EARSHOT_CONFIG_DIR: home })
  const browser = await startBrowser()
  const close = async () => {
    await browser.close()
    await child.kill()
  }
  try {
    const address = await child.line((text) => text.includes('http://127.0.0.1'), 90_000)
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 } })
    await instrument(page)
    await page.goto(/http:\/\/127\.0\.0\.1:\d+\S*/.exec(address)?.[0] ?? '')
    const dialog = page.getByRole('dialog', { name: 'Set up Earshot' })
    await expect(dialog).toBeVisible()
    const enter = async (entries: Entries) => {
      for (const [label, value] of Object.entries(entries)) await page.getByLabel(label, { exact: true }).fill(value)
    }
    const check = () => page.keyboard.press('Enter')
    return {
      page,
      dialog,
      enter,
      check,
      step: (name: string) => expect(dialog.getByRole('heading', { name })).toBeVisible({ timeout: 15_000 }),
      /** Entered and checked, it is told at this step. */
      wrong: async (entries: Entries, sentence: string) => {
        await enter(entries)
        await check()
        await expect(dialog.getByRole('alert')).toContainText(sentence, { timeout: 15_000 })
      },
      /** From the headset to the floor. */
      finish: async () => {
        await dialog.getByRole('button', { name: 'Play a test tone' }).click()
        await dialog.getByRole('button', { name: 'I heard it' }).click()
        await dialog.getByRole('button', { name: 'Continue' }).click()
        await dialog.getByRole('button', { name: 'Save and open the floor' }).press('Enter')
        await expect(dialog).toBeHidden({ timeout: 15_000 })
      },
      heard: async (hz: number) =>
        expect(await page.evaluate((tone) => window.earshotTest.firstTone(tone, 4000), hz)).not.toBeNull(),
      close,
    }
  } catch (cause) {
    await close()
    throw cause
  }
}
