// The real Asterisk with one console before it in a real window, every connection of the console one that can be cut.
import type { BrowserContext, Page } from '@playwright/test'
import type { SiteOptions } from '../asterisk/asterisk-config.ts'
import { type CallCentre, type Console, openCallCentre, type TalkingCall, until } from '../asterisk/call-centre.ts'
import { type Cuttable, openCuttable } from '../asterisk/cuttable.ts'
import { agentHz, callerHz, type SipPhone } from '../asterisk/sip-phone.ts'
import { instrument } from './browser.ts'
import { type ConsoleProcess, type Screen, screenOf, startConsole } from './console.ts'

export type AsteriskConsole = {
  readonly centre: CallCentre
  readonly cables: { readonly ami: Cuttable; readonly ari: Cuttable; readonly line: Cuttable }
  readonly phones: Phones
  /** An agent by extension talks to a caller from outside; the floor beside the console sees it. */
  call(extension: string, dial?: string): Promise<TalkingCall>
  /** A fresh window on the console that runs now. */
  open(context: BrowserContext): Promise<Screen>
  desk(): ConsoleProcess
  /** Kills the console's process and starts it again, with the same folder: the same console after a crash. */
  killConsole(): Promise<void>
  startConsole(): Promise<void>
  /** The PBX starts anew; the agents' phones register again. */
  restart(): Promise<void>
  /** No call left, every cable whole. */
  still(): Promise<void>
  close(): Promise<void>
}

type Phones = Readonly<Record<'ada' | 'ben' | 'dora', () => SipPhone>>
const extensions = { ada: '1001', ben: '1002', dora: '1004' } as const

/** `voices`: the agents' own tones in Hz, by extension, where they must be told apart. `inSiteFile`: more of the line. */
export async function openAsteriskConsole(
  voices: Readonly<Record<string, number>> = {},
  options: SiteOptions = {},
  inSiteFile: { readonly phone?: object } = {},
): Promise<AsteriskConsole> {
  const centre = await openCallCentre({ webrtc: true, ...options })
  const { pbx } = centre
  const watch = await centre.console({ line: null }, 'api', 'stage')
  const cables = {
    ami: await openCuttable(pbx.ports.ami),
    ari: await openCuttable(pbx.ports.http),
    line: await openCuttable(pbx.ports.http),
  }
  const siteFile = {
    siteName: 'Stage',
    policy: 'open',
    site: siteBehind(centre, cables),
    line: { processing: false, ...inSiteFile },
  }
  const phones = new Map<string, SipPhone>()
  const register = async () => {
    for (const extension of Object.values(extensions))
      phones.set(extension, await centre.agent(extension, true, voices[extension]))
  }
  const phone = (extension: string): SipPhone => {
    const found = phones.get(extension)
    if (!found) throw new Error(`no phone ${extension}`)
    return found
  }
  await register()
  let desk = await startConsole(siteFile, {})
  const silent = async () => {
    for (const cable of Object.values(cables)) cable.mend()
    for (const one of phones.values()) for (const call of one.calls()) call.hangUp()
    await until(async () => (await pbx.channels()).length === 0, 'nothing is left on the PBX', 20_000)
    await until(() => watch.status().phase === 'live' && !anyCall(watch), 'the floor is empty', 10_000)
  }
  return {
    centre,
    cables,
    phones: {
      ada: () => phone(extensions.ada),
      ben: () => phone(extensions.ben),
      dora: () => phone(extensions.dora),
    },
    call: (extension, dial) => centre.call(watch, phone(extension), dial),
    async open(context) {
      const page = await context.newPage()
      await instrument(page)
      await page.goto(desk.address)
      return screenOf(page)
    },
    desk: () => desk,
    killConsole: () => desk.child.kill('SIGKILL'),
    async startConsole() {
      desk = await startConsole(siteFile, {}, desk.home)
    },
    async restart() {
      await pbx.restart()
      for (const one of phones.values()) for (const call of one.calls()) call.hangUp()
      await until(() => watch.status().phase === 'live', 'the PBX is back', 10_000)
      await register()
    },
    still: silent,
    async close() {
      await desk.close()
      for (const cable of Object.values(cables)) await cable.close()
      await centre.close()
    },
  }
}

const anyCall = (watch: Console): boolean => Object.keys(watch.floor().calls).length > 0

function siteBehind(centre: CallCentre, cables: AsteriskConsole['cables']) {
  const { ami, ari, line } = centre.site()
  return centre.site({
    extensions: ['1003', '1006'],
    ami: { ...ami, port: cables.ami.port },
    ari: { ...ari, url: `http://127.0.0.1:${cables.ari.port}/ari` },
    line: { ...line, wsUrl: `ws://127.0.0.1:${cables.line.port}/ws` },
  })
}

/** Which of the three tones the phone's ear has now; a voice is 8000, a tone that leaks in is far below. */
export const tonesIn = (call: TalkingCall, side: 'agent' | 'caller'): string => {
  const other = side === 'agent' ? callerHz : agentHz
  const { ear } = call[side]
  return [
    ...(ear.level(other) > 4000 ? ['the other side'] : []),
    ...(ear.level(1000) > 40 ? ['the supervisor'] : []),
  ].join(' and ')
}

/** The tracks that could leave the window: all of them closed. */
export const microphonesOpen = (page: Page): Promise<number> =>
  page.evaluate(() => window.earshotTest.microphones().filter((track) => track.enabled).length)
