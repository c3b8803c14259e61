// Both shells confine the page in the same way: one policy, one set of headers.
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type ShellServer, startServer } from '#main/shell/browser/server.ts'
import { contentSecurityPolicy } from '#main/shell/page/content-security-policy.ts'
import { siteSignal, startConsole } from './electron/running-console.ts'

vi.mock('electron', () => import('../../../fakes/fake-electron.ts'))

const LINE = 'wss://pbx.example:8089/ws?x=1'
const kept = ['content-security-policy', 'x-content-type-options', 'referrer-policy', 'cache-control']

let server: ShellServer | null = null
afterEach(async () => {
  await server?.close()
  server = null
})

async function sentByBrowserShell(demoFloor: boolean): Promise<Record<string, string | null>> {
  const randomId = (bytes: number) => 'k'.repeat(bytes * 2)
  const speech = () => ({ language: 'system', theme: 'system' }) as const
  const parts = { root: '/nowhere', port: 0, randomId, speech, onWindow: () => {} }
  server = await startServer({ ...parts, lineWsUrl: () => LINE, demoFloor: () => demoFloor })
  return headersOf(await fetch(server.address(), { redirect: 'manual' }))
}

async function sentByElectronShell(): Promise<Record<string, string | null>> {
  const { desk, within } = await startConsole()
  desk.say(siteSignal(LINE))
  return headersOf(await within.served.app!({ url: 'app://console/index.html' }))
}

const headersOf = ({ headers }: Response) => Object.fromEntries(kept.map((name) => [name, headers.get(name)]))

describe('the headers of the page', () => {
  it('are the same in both shells', async () => {
    const sent = await sentByBrowserShell(false)
    expect(sent).toEqual(await sentByElectronShell())
    expect(sent).toMatchObject({ 'content-security-policy': contentSecurityPolicy(LINE) })
  })

  it('differ on the demo floor in one thing: a page that is never loaded anew may reach the demo PBX at any port', async () => {
    const { 'content-security-policy': browser } = await sentByBrowserShell(true)
    const { 'content-security-policy': electron } = await sentByElectronShell()
    expect(browser).not.toBe(electron)
    expect(browser?.replace(' ws://127.0.0.1:*', '')).toBe(electron)
  })
})

describe('the policy of the page', () => {
  it('lets nothing in but itself and the line', () => {
    const policy = contentSecurityPolicy(LINE)
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("connect-src 'self' wss://pbx.example:8089;")
    expect(policy).not.toContain('unsafe')
  })

  it('reaches each server of the line once, and what is none of them not', () => {
    const policy = contentSecurityPolicy(
      'wss://a.example:8089/ws wss://b.example/ws wss://b.example/other https://c.example',
    )
    expect(policy).toContain("connect-src 'self' wss://a.example:8089 wss://b.example;")
  })

  it.each([null, 'nonsense', 'https://pbx.example/ws'])('opens nothing for a line at %s', (line) => {
    expect(contentSecurityPolicy(line)).toContain("connect-src 'self';")
  })
})
