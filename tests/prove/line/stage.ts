// The real Asterisk on one side of a cable, a console and its Chromium on the other, and everything between them in the hand of a row.
import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from '@playwright/test'
import { type CallCentre, type Console, openCallCentre, type TalkingCall, until } from '../../asterisk/call-centre.ts'
import type { SipPhone } from '../../asterisk/sip-phone.ts'
import { chromiumPath, instrument, startBrowser } from '../../stage/browser.ts'
import { type ConsoleProcess, type Screen, screenOf, startConsole } from '../../stage/console.ts'
import { type OwnNetwork, openOwnNetwork } from './network.ts'
import { openSipRelay, type SipRelay } from './sip-relay.ts'
import { openTurn, type Turn } from './turn.ts'

export type LineStage = {
  readonly centre: CallCentre
  readonly network: OwnNetwork
  readonly relay: SipRelay
  readonly turn: Turn
  /** An agent and a caller from outside who talk; each call is a new one. */
  call(): Promise<TalkingCall>
  /** The console with these settings of its line, in a fresh window. */
  open(line: object): Promise<Screen>
  /** The system tells the window that there is a network again. */
  tellOnline(): Promise<void>
  /** Every program of that computer: stopped where it is, going on, or gone as at a power cut. */
  signal(signal: 'SIGSTOP' | 'SIGCONT' | 'SIGKILL'): void
  /** The PBX starts anew, and the agents' phones register again. */
  restartPbx(): Promise<void>
  /** No fault, no call, no window. */
  still(): Promise<void>
  close(): Promise<void>
}

export async function openLineStage(): Promise<LineStage> {
  const network = openOwnNetwork()
  const { near, through } = network
  const centre = await openCallCentre({ webrtc: true, more: reachableAt(near) })
  const { pbx } = centre
  const relay = await openSipRelay(pbx.wsUrl, near)
  const turn = await openTurn(near)
  const watch = await centre.console({ line: null }, 'api', 'stage')
  let agent = await centre.agent('1001')
  const seat = createSeat(through)
  const siteFile = (line: object) => ({
    siteName: 'Line',
    policy: 'open',
    site: siteAt(centre, near, relay.port),
    line: { processing: false, ...line },
  })
  return {
    centre,
    network,
    relay,
    turn,
    call: () => centre.call(watch, agent),
    open: (line) => seat.open(siteFile(line)),
    tellOnline: seat.tellOnline,
    signal: (signal) => {
      for (const pid of pidsOf(through)) process.kill(pid, signal)
      if (signal === 'SIGKILL') seat.crashed()
    },
    async restartPbx() {
      await pbx.restart()
      for (const call of agent.calls()) call.hangUp()
      await until(() => watch.status().phase === 'live', 'the PBX is back', 20_000)
      agent = await centre.agent('1001')
    },
    async still() {
      network.mend()
      relay.mend()
      turn.late(0, 0)
      await seat.still()
      for (const call of agent.calls()) call.hangUp()
      await until(async () => (await pbx.channels()).length === 0, 'nothing is left on the PBX', 25_000)
      await until(() => nobodyTalks(watch), 'the floor is empty', 10_000)
    },
    async close() {
      await seat.close()
      await relay.close()
      await turn.close()
      await centre.close()
      network.close()
    },
  }
}

const nobodyTalks = (watch: Console): boolean => Object.keys(watch.floor().calls).length === 0

/** Asterisk listens on that address too; its sound for the console comes from there alone. */
const reachableAt = (near: string): Readonly<Record<string, string>> => ({
  'http.conf': '[general](+)\nbindaddr=0.0.0.0\n',
  'manager.conf': '[general](+)\nbindaddr=0.0.0.0\n',
  'pjsip.conf': `[5001](+type=endpoint)\nmedia_address=${near}\n`,
})

function siteAt(centre: CallCentre, near: string, relayPort: number) {
  const { pbx } = centre
  const { ami, ari, line } = centre.site()
  return centre.site({
    host: near,
    way: 'ari',
    ami,
    ari: { ...ari, url: `http://${near}:${pbx.ports.http}/ari` },
    line: { ...line, wsUrl: `ws://${near}:${relayPort}/ws` },
  })
}

/** The console's own computer: one console at a time, one Chromium, and a window for each row. */
function createSeat(through: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-line-'))
  const program = join(folder, 'chromium')
  writeFileSync(program, `#!/bin/sh\nexec ${through.join(' ')} ${chromiumPath()} "$@"\n`)
  chmodSync(program, 0o755)
  let desk: { readonly file: string; readonly process: ConsoleProcess } | null = null
  let browser: Browser | null = null
  let context: BrowserContext | null = null // its cookie lets a window in; the address does so once
  let page: Page | null = null
  let home: string | undefined
  const deskOf = async (siteFile: object): Promise<ConsoleProcess> => {
    const file = JSON.stringify(siteFile)
    if (desk?.file !== file) {
      await desk?.process.close()
      await context?.close()
      context = null
      desk = { file, process: await startConsole(siteFile, {}, home, through) }
      home = desk.process.home
    }
    return desk.process
  }
  return {
    async open(siteFile: object): Promise<Screen> {
      const { address } = await deskOf(siteFile)
      browser ??= await startBrowser('tone', true, program)
      context ??= await browser.newContext({ viewport: { width: 1280, height: 900 } })
      page = await context.newPage()
      await instrument(page)
      await page.goto(address)
      // On a tenth of a core a page takes 17 s to start; what a row waits for begins after that.
      await page.locator('[data-line]').first().waitFor({ timeout: 60_000 })
      return screenOf(page)
    },
    tellOnline: async () => {
      await page?.evaluate(() => window.dispatchEvent(new Event('online')))
    },
    crashed: () => {
      desk = null
      browser = null
      context = null
      page = null
    },
    still: async () => {
      await page?.close()
      page = null
    },
    async close() {
      await browser?.close()
      await desk?.process.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function pidsOf(through: readonly string[]): readonly number[] {
  const name = through.at(-1) ?? ''
  return execFileSync('ip', ['netns', 'pids', name], { encoding: 'utf8' }).split('\n').filter(Boolean).map(Number)
}

/** Somebody else's phone on the supervisor's own line. */
export const deskPhoneOn = (centre: CallCentre): Promise<SipPhone> => centre.supervisor('5001', false)
