// `npm run prove -- docs`: docs/asterisk.md followed to the letter on Debian's own configuration, then the set-up on the screen as a person
// goes through it who has nothing but the page: until the first call is heard, and the agent hears a whisper.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { type StockAsterisk, page as siteDocs, startStockAsterisk } from '../../asterisk/check/stock-asterisk.ts'
import { passwordOf, testExtensions } from '../../asterisk/check/test-extensions.ts'
import { agentHz, callerHz, openPhone, type SipPhone } from '../../asterisk/sip-phone.ts'
import { instrument, SUPERVISOR_HZ, startBrowser } from '../../stage/browser.ts'
import { startChild } from '../../stage/child.ts'
import { choose, listen, screenOf } from '../../stage/console.ts'
import { trustAuthority } from './trust-authority.ts'

const MOST_S = 180
const AGENT = '2001'
const CALLER = '2002'

/** Whether everything came, and within the time. */
export async function proveDocs(): Promise<boolean> {
  const stock = await startStockAsterisk(testExtensions)
  const home = mkdtempSync(join(tmpdir(), 'earshot-docs-'))
  const phones: SipPhone[] = []
  try {
    trustAuthority(siteDocs, home, stock.keys)
    for (const [user, hz] of [[AGENT, agentHz] as const, [CALLER, callerHz] as const])
      phones.push(await phoneOf(stock, user, hz))
    const seconds = await onScreen(stock, home, phones)
    console.log(`From the first step to the agent’s ear: ${seconds.toFixed(0)} s on the console (${MOST_S} allowed).`)
    return seconds <= MOST_S
  } catch (cause) {
    console.error(cause instanceof Error ? cause.message : String(cause))
    return false
  } finally {
    for (const phone of phones) await phone.close()
    await stock.stop()
    rmSync(home, { recursive: true, force: true })
  }
}

const phoneOf = (stock: StockAsterisk, user: string, hz: number): Promise<SipPhone> =>
  openPhone({ sipPort: stock.pbx.ports.sip, user, password: passwordOf(user), hz, registers: true })

/** Answers with the seconds a person would have sat before the console. */
async function onScreen(stock: StockAsterisk, home: string, phones: readonly SipPhone[]): Promise<number> {
  const args = ['--import', 'tsx', 'src-main/app/start.ts', '--shell=browser', '--no-open', '--setup']
  const child = startChild(process.execPath, args, { EARSHOT_CONFIG_DIR: join(home, 'console') })
  const browser = await startBrowser('tone', true, undefined, { HOME: home })
  try {
    const line = await child.line((text) => text.includes('http://127.0.0.1'), 90_000)
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 }, locale: 'en-GB' })
    await instrument(page)
    await page.goto(/http:\/\/127\.0\.0\.1:\d+\S*/.exec(line)?.[0] ?? '')
    const began = performance.now()
    await setUp(page, stock)
    await hearCall(page, phones)
    return (performance.now() - began) / 1000
  } finally {
    await browser.close()
    await child.kill()
  }
}

/** What the page's own site file says, entered where the screen asks for it. */
async function setUp(page: Page, stock: StockAsterisk): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Set up Earshot' })
  const { ami, ari, line, trunks } = stock.site()
  const ca = readFileSync(join(stock.keys, 'ca.crt'), 'utf8')
  await step(dialog, 'Which phone system do you have?', async () => {
    await dialog.getByRole('radio', { name: 'Asterisk or FreePBX' }).check()
    await page.keyboard.press('Enter')
  })
  await entries(page, dialog, 'Where is it?', {
    'Name of this site': 'Support floor',
    'Name or address of the phone system': '127.0.0.1',
    'AMI port': String(ami.port),
    'Your own certificate authority (PEM text)': ca,
  })
  await entries(page, dialog, 'Sign in to the phone system', {
    'AMI user': ami.user,
    'AMI secret': ami.secret,
    'ARI address': ari?.url ?? '',
    'ARI user': ari?.user ?? '',
    'ARI password': ari?.password ?? '',
  })
  await entries(page, dialog, 'Your phone line', {
    'Your name': 'Sam',
    'Your extension': '5001',
    'Address of the line': String(line?.wsUrl),
    'Password of the line': line?.password ?? '',
  })
  await entries(page, dialog, 'Which lines lead outside?', {
    Trunks: trunks.endpoints.join(', '),
    'Contexts of incoming calls': trunks.contexts.join(', '),
    'Phones to show that are in no queue': `1001, ${AGENT}, ${CALLER}`,
  })
  await step(dialog, 'Microphone and headset', async () => {
    await dialog.getByRole('button', { name: 'Play a test tone' }).click()
    await dialog.getByRole('button', { name: 'I heard it' }).click()
    await dialog.getByRole('button', { name: 'Continue' }).click()
  })
  await step(dialog, 'Ready', () => dialog.getByRole('button', { name: 'Save and open the floor' }).press('Enter'))
  await dialog.waitFor({ state: 'hidden', timeout: 15_000 })
}

async function entries(page: Page, dialog: Locator, title: string, by: Readonly<Record<string, string>>) {
  await step(dialog, title, async () => {
    for (const [label, value] of Object.entries(by)) await enter(page.getByLabel(label, { exact: true }), value)
    await dialog.getByRole('button', { name: 'Check and continue' }).click()
  })
}

const BY_HAND_MS = 200 // a letter; PEM texts and long secrets are pasted

async function enter(field: Locator, value: string): Promise<void> {
  if ((await field.inputValue()) === value) return
  const isPasted = value.length > 60 || value.includes('word')
  await field.fill('')
  if (isPasted) await field.fill(value)
  else await field.pressSequentially(value, { delay: BY_HAND_MS })
}

/** Reads the title, does what there is to do, and goes on once the screen does: or tells what the screen says instead. */
async function step(dialog: Locator, title: string, act: () => Promise<void>): Promise<void> {
  const began = performance.now()
  const heading = dialog.getByRole('heading', { name: title })
  await heading.waitFor({ timeout: 5_000 })
  await act()
  await heading.waitFor({ state: 'hidden', timeout: 15_000 }).catch(async () => {
    const said = await dialog.getByRole('alert').allInnerTexts()
    throw new Error(`At “${title}” the screen says: ${said.join(' ')}`)
  })
  console.log(`${title.padEnd(34)} ${((performance.now() - began) / 1000).toFixed(1)} s`)
}

async function hearCall(page: Page, [agent, caller]: readonly SipPhone[]): Promise<void> {
  if (!agent || !caller) throw new Error('there are two phones')
  const began = performance.now()
  const screen = screenOf(page)
  const call = await caller.dial(AGENT)
  await call.answered
  await listen(screen, AGENT)
  const tone = await page.evaluate((hz) => window.earshotTest.firstTone(hz, 5000), agentHz)
  if (tone === null) throw new Error('The call is on the screen, and nothing of it is heard.')
  console.log(`${'The first call is heard'.padEnd(34)} ${((performance.now() - began) / 1000).toFixed(1)} s`)
  await choose(screen, 'whisperAgent')
  await heard(agent, SUPERVISOR_HZ)
  console.log(`${'The agent hears a whisper'.padEnd(34)} ${((performance.now() - began) / 1000).toFixed(1)} s`)
}

const LOUD = 1000
const LIMIT_MS = 5000

/** Resolves with the first frame in which the phone hears it. */
function heard(phone: SipPhone, hz: number): Promise<void> {
  const [call] = phone.calls()
  if (!call) return Promise.reject(new Error('The agent’s call is gone.'))
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('The agent hears nothing of the whisper.')), LIMIT_MS)
    const stop = call.ear.onFrame(() => {
      if (call.ear.level(hz) < LOUD) return
      clearTimeout(late)
      stop()
      resolve()
    })
  })
}
