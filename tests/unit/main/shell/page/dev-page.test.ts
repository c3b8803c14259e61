import { resolve } from 'node:path'
import { createServer, type ViteDevServer } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { devPageConfig, freePort } from '#main/launch/dev-page.ts'
import { servePage } from '#main/shell/electron/page-files.ts'
import { devPageOrigin } from '#main/shell/page/dev-page.ts'

describe('where the page comes from while it is being written', () => {
  it('is Vite on this computer', () => {
    expect(devPageOrigin('http://127.0.0.1:5173/index.html?x', false)).toBe('http://127.0.0.1:5173')
  })

  it.each([
    ['an installed program loads its own page alone', 'http://127.0.0.1:5173', true],
    ['nothing is named', undefined, false],
    ['another computer', 'http://192.0.2.7:5173', false],
    ['a name that may lead anywhere', 'http://localhost:5173', false],
    ['a file', 'file:///tmp/index.html', false],
    ['no address', 'vite', false],
  ])('is never asked for when %s', (_, named, isPackaged) => {
    expect(devPageOrigin(named, isPackaged)).toBeNull()
  })
})

describe('the page from Vite under the console’s own origin', () => {
  let vite: ViteDevServer
  let port: number
  let serve: ReturnType<typeof servePage>

  beforeAll(async () => {
    port = await freePort()
    const config = devPageConfig({ root: resolve('.'), port, changesFrom: 'thisPort', answerFirst: () => false })
    // The packages are not made ready: nothing here runs them.
    vite = await createServer({ ...config, optimizeDeps: { noDiscovery: true } })
    await vite.listen()
    serve = servePage({ vite: `http://127.0.0.1:${port}` }, () => "default-src 'none'")
  })
  afterAll(() => vite.close())

  it('has what tells it of changes, and no policy that would keep that out', async () => {
    const page = await serve({ url: 'app://console/index.html' })
    expect(page.headers.get('content-type')).toContain('text/html')
    expect(page.headers.get('content-security-policy')).toBeNull()
    expect(await page.text()).toContain('/@vite/client')
  })

  it('is told of changes by Vite’s own port', async () => {
    const client = await (await serve({ url: 'app://console/@vite/client' })).text()
    expect(client).toMatch(new RegExp(`hmrPort = ${port}`))
    expect(client).toContain('"127.0.0.1"')
  })

  it('has its scripts, and what it shares with the desk, with their queries', async () => {
    const style = await serve({ url: 'app://console/src-preload/contract/result.ts?t=1' })
    expect(style.headers.get('content-type')).toContain('javascript')
  })

  it('gives another origin nothing, and says what is not there', async () => {
    expect((await serve({ url: 'app://elsewhere/index.html' })).status).toBe(404)
    expect((await serve({ url: 'app://console/src-preload/contract/nothing.ts' })).status).toBe(404)
  })

  it('answers when Vite has gone', async () => {
    const gone = servePage({ vite: `http://127.0.0.1:${await freePort()}` }, () => '')
    expect((await gone({ url: 'app://console/index.html' })).status).toBe(404)
  })
})
