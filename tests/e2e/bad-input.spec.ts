// What people, PBXs and networks do wrong: nothing crashes, each gets a sentence, and the next Listen works.
import { expect, type Page } from '@playwright/test'
import { WebSocket } from 'ws'
import { instrument, startBrowser } from '../stage/browser.ts'
import { choose, listen, live, modeButton, type Screen, screenOf, startConsole } from '../stage/console.ts'
import { demoCall, demoEar, demoEnv, demoSiteFile, startDemoPbx } from '../stage/demo-floor.ts'
import { AGENT_HZ } from '../stage/floor.ts'
import { test } from './fixtures.ts'

const garbage = [
  '',
  '{',
  'null',
  '[]',
  '{"type":"request"}',
  '\u0000\u0001',
  'INVITE',
  'INVITE sip:x SIP/2.0\r\n\r\n',
  'x'.repeat(300_000),
]

/** Sends each frame on a socket of its own, as text and as bytes, and waits until the server has done with it. */
async function pester(
  url: string,
  protocol: string | undefined,
  frames: readonly string[],
  headers = {},
): Promise<void> {
  for (const frame of frames) {
    for (const data of [frame, Buffer.from(frame)]) {
      const socket = new WebSocket(url, protocol ? [protocol] : [], { headers })
      await new Promise<void>((done) => {
        socket.on('error', () => done())
        socket.on('close', () => done())
        socket.on('open', () => {
          socket.send(data)
          socket.ping()
        })
        socket.on('pong', () => socket.terminate())
      })
    }
  }
}

async function nextListenWorks(screen: Screen, agentName: string): Promise<void> {
  await listen(screen, agentName)
  await choose(screen, 'join')
  await choose(screen, 'listen')
  await screen.end.click()
  await expect(screen.card).toBeHidden()
}

test('garbage and oversized frames on every socket of the PBX leave everything running', async ({ view, pbx }) => {
  const call = await demoCall(pbx.operator, { agent: '1001' })
  await listen(view, call.agentName)
  const sip = [
    'OPTIONS sip:x SIP/2.0',
    'FROB sip:x SIP/2.0\r\nVia: x\r\n\r\n',
    'SIP/2.0 200 OK\r\n\r\n',
    `REGISTER sip:${'y'.repeat(70_000)} SIP/2.0\r\n\r\n`,
  ]
  await pester(pbx.ready.control, undefined, garbage)
  await pester(pbx.ready.sip, 'sip', [...garbage, ...sip])
  await live(view, 'listen')
  await view.end.click()
  await nextListenWorks(view, call.agentName)
})

test('garbage on the desk’s own socket, with and without its cookie, costs nobody anything', async ({
  view,
  page,
  pbx,
  stage,
}) => {
  const call = await demoCall(pbx.operator, { agent: '1001' })
  await listen(view, call.agentName)
  await choose(view, 'join')
  const { origin, host } = new URL(stage.desk.address)
  const desk = `ws://${host}/desk`
  const requests = [
    '{"type":"request","id":1,"name":"__proto__","input":null}',
    '{"type":"request","id":-1,"name":"hello","input":null}',
    '{"type":"request","id":2,"name":"startMonitor","input":{"target":{"callId":{},"agentId":[]},"follow":"yes"}}',
    '{"type":"request","id":3,"name":"changeSettings","input":{"policy":"none"}}',
  ]
  await pester(desk, undefined, garbage, { origin, cookie: '' })
  await live(view, 'join') // nobody got in
  const cookie = (await stage.context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  await pester(desk, undefined, garbage, { origin: 'http://127.0.0.1:1', cookie })
  await live(view, 'join')
  await pester(desk, undefined, [...garbage, ...requests], { origin, cookie })
  await live(view, 'join') // another window takes nothing by whatever it asks for
  await page.reload()
  await nextListenWorks(view, call.agentName)
})

test('a wrong line password is said in a sentence, the floor stays', async ({ pbx, stage }) => {
  const ready = { ...pbx.ready, lines: pbx.ready.lines.map((line) => ({ ...line, password: 'wrong' })) }
  const call = await demoCall(pbx.operator, { agent: '1001' })
  await withConsole(
    stage.context,
    demoSiteFile('info'),
    { EARSHOT_DEMO_CONTROL: JSON.stringify(ready) },
    async (page) => {
      const screen = screenOf(page)
      await expect(page.locator('[data-line="refused"]').first()).toBeVisible()
      await expect(page.getByText(/rejected your line’s password/).first()).toBeVisible()
      await expect(screen.agents.getByText(call.agentName).first()).toBeVisible()
      await expect(screen.listenTo(call.agentName)).toHaveAttribute('aria-disabled', 'true')
    },
  )
})

test('a wrong secret of the PBX is said in a sentence', async ({ pbx, stage }) => {
  const ready = { ...pbx.ready, consoleSecret: 'not this one' }
  await withConsole(
    stage.context,
    demoSiteFile('info'),
    { EARSHOT_DEMO_CONTROL: JSON.stringify(ready) },
    async (page) => {
      await expect(page.getByText(/rejected the console’s user or password/).first()).toBeVisible()
    },
  )
})

test('a second console with the same line says so, and each still monitors by itself', async ({
  view,
  page,
  pbx,
  stage,
}) => {
  const call = await demoCall(pbx.operator, { agent: '1001' })
  await page.locator('[data-line="registered"]').first().waitFor()
  await withConsole(stage.context, demoSiteFile('info'), demoEnv(pbx), async (second) => {
    await expect(second.locator('[data-line="taken"]')).toBeVisible()
    await expect(second.getByText(/another console/i).first()).toBeAttached()
    await nextListenWorks(view, call.agentName)
    await second.getByRole('button', { name: /log in to your line/i }).click()
    await nextListenWorks(screenOf(second), call.agentName)
  })
  await page.reload()
  await nextListenWorks(view, call.agentName)
})

for (const microphone of ['refused', 'absent'] as const) {
  test(`with the microphone ${microphone}, listening works and the card says why speaking does not`, async ({
    pbx,
  }) => {
    const call = await demoCall(pbx.operator, { agent: '1001' })
    const desk = await startConsole(demoSiteFile('info'), demoEnv(pbx))
    const browser = await startBrowser(microphone)
    const page = await browser.newPage()
    await instrument(page)
    await page.goto(desk.address)
    const screen = screenOf(page)
    await listen(screen, call.agentName)
    await expect
      .poll(async () => (await demoEar(pbx.operator, 'line:5001')([AGENT_HZ], 200))[AGENT_HZ])
      .toBeGreaterThan(-30)
    expect(await page.evaluate(() => window.earshotTest.firstTone(440, 4000))).not.toBeNull()
    await expect(screen.card).toContainText(/microphone/i)
    await expect(modeButton(screen, 'whisperAgent')).toHaveAttribute('aria-disabled', 'true')
    await screen.end.click()
    await expect(screen.card).toBeHidden()
    await browser.close()
    await desk.close()
  })
}

test('the PBX killed in a whisper and back: the microphone closes, the card says so, the next Listen works', async ({
  stage,
}) => {
  let pbx = await startDemoPbx()
  await withConsole(stage.context, demoSiteFile('info'), demoEnv(pbx), async (page) => {
    const screen = screenOf(page)
    const call = await demoCall(pbx.operator, { agent: '1001' })
    await listen(screen, call.agentName)
    await choose(screen, 'whisperAgent')
    await pbx.kill()
    await expect(page.getByText(/Can’t reach the phone system/).first()).toBeVisible()
    const tracks = await page.evaluate(() => window.earshotTest.microphones())
    expect(tracks.every((track) => !track.enabled)).toBe(true)
    pbx = await pbx.restart()
    const again = await demoCall(pbx.operator, { agent: '1002' })
    await expect(screen.card).toBeHidden({ timeout: 20_000 })
    await nextListenWorks(screen, again.agentName)
  })
  await pbx.close()
})

async function withConsole(
  context: { newPage(): Promise<Page> },
  siteFile: object,
  env: NodeJS.ProcessEnv,
  then: (page: Page) => Promise<void>,
): Promise<void> {
  const desk = await startConsole(siteFile, env)
  const page = await context.newPage()
  await instrument(page)
  await page.goto(desk.address)
  await then(page)
  await page.close()
  await desk.close()
}
