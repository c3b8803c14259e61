// The page is confined: isolated, sandboxed, on its own files, with a microphone and nothing else of the machine.
import { describe, expect, it, vi } from 'vitest'
import { fakeEvent, Menu, protocol } from '../../../../fakes/fake-electron.ts'
import { siteSignal, startConsole } from './running-console.ts'

vi.mock('electron', () => import('../../../../fakes/fake-electron.ts'))

const policyAt = (origin: string) =>
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
  `media-src 'self' blob: mediastream:; connect-src 'self' ${origin}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; ` +
  "require-trusted-types-for 'script'; trusted-types default"

describe('the window of the console', () => {
  it('is isolated and sandboxed, without Node, never throttled', async () => {
    const { window, app } = await startConsole()
    expect(app.sandboxed).toBe(true)
    expect(window.options.webPreferences).toMatchObject({
      preload: '/built/preload/index.cjs',
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      webviewTag: false,
      backgroundThrottling: false,
      spellcheck: false,
      devTools: false,
    })
  })

  it('shows the packaged page from a scheme of its own, in a session that caches nothing', async () => {
    const { window, within } = await startConsole()
    expect(window.loaded).toEqual(['app://console/index.html'])
    expect(window.options.webPreferences).toHaveProperty('session', within)
    expect(within.options).toEqual({ cache: false })
    expect(protocol.privileged).toEqual([
      expect.objectContaining({ scheme: 'app', privileges: expect.not.objectContaining({ bypassCSP: true }) }),
    ])
  })

  it('sends exactly this Content-Security-Policy as a header', async () => {
    const { within } = await startConsole()
    const answer = await within.served.app!({ url: 'app://console/index.html' })
    expect(answer.headers.get('content-security-policy')).toBe(policyAt('ws://127.0.0.1:5080'))
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(await answer.text()).toContain('<title>Earshot</title>')
  })

  it('loads the page anew under a new policy when the line moves to another host', async () => {
    const { desk, window, within } = await startConsole()
    desk.say(siteSignal('wss://pbx.example:8089/ws'))
    expect(window.loaded).toHaveLength(2)
    const answer = await within.served.app!({ url: 'app://console/index.html' })
    expect(answer.headers.get('content-security-policy')).toBe(policyAt('wss://pbx.example:8089'))
    desk.say(siteSignal('wss://pbx.example:8089/ws'))
    expect(window.loaded).toHaveLength(2)
  })

  it.each([
    'app://console/../secret.html',
    'app://console/%2e%2e/secret.html',
    'app://console/..%2fsecret.html',
    'app://console/..%5csecret.html',
    'app://elsewhere/index.html',
    'app://console/nothing.html',
    'app://console/%ff.html',
    'app://console/',
  ])('gives no file for %s', async (url) => {
    const { within } = await startConsole()
    const answer = await within.served.app!({ url })
    expect(answer.status).toBe(404)
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  it.each(['will-navigate', 'will-redirect'])('refuses to leave its page by %s', async (name) => {
    const { window, log } = await startConsole()
    const away = fakeEvent()
    window.webContents.emit(name, away, 'https://evil.example/?q=5001')
    expect(away.prevented).toBe(true)
    expect(log).toContain('warn refused to go to https://evil.example')
    const reload = fakeEvent()
    window.webContents.emit(name, reload, 'app://console/index.html')
    expect(reload.prevented).toBe(false)
  })

  it('refuses frames that go elsewhere, new windows and webviews', async () => {
    const { window } = await startConsole()
    const frame = { ...fakeEvent(), url: 'data:text/html,hi' }
    let prevented = 0
    frame.preventDefault = () => prevented++
    window.webContents.emit('will-frame-navigate', frame)
    const webview = fakeEvent()
    window.webContents.emit('will-attach-webview', webview)
    expect([prevented, webview.prevented]).toEqual([1, true])
    expect(window.webContents.openHandler({ url: 'app://console/index.html' })).toEqual({ action: 'deny' })
  })

  it('never trusts a certificate that does not hold', async () => {
    const { app } = await startConsole()
    const event = fakeEvent()
    const trust = vi.fn()
    app.emit('certificate-error', event, {}, 'https://pbx.example/', 'net::ERR_CERT_DATE_INVALID', {}, trust)
    expect(event.prevented).toBe(true)
    expect(trust).toHaveBeenCalledExactlyOnceWith(false)
  })

  it('has developer tools in the menu only where they are asked for', async () => {
    await startConsole()
    expect(JSON.stringify(Menu.application)).not.toContain('toggleDevTools')
    await startConsole({ devTools: true })
    expect(JSON.stringify(Menu.application)).toContain('toggleDevTools')
  })
})
