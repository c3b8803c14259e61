// The built program in a real Electron: confined, alive on a demo floor, heard, and alone.
import { spawn } from 'node:child_process'
import { readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Desk } from '#contract/ipc.ts'
import { choose, listen, screenOf } from '../stage/console.ts'
import { type DemoPbx, demoCall, demoEar, startDemoPbx } from '../stage/demo-floor.ts'
import { AGENT_HZ, CALLER_HZ } from '../stage/floor.ts'
import { type DrivenConsole, driveConsole, orderConsole, SUPERVISOR_HZ } from './driven-console.ts'
import { earOf } from './page-ear.ts'
import { builtFor } from './program.ts'
import { findElectron, type Runtime } from './runtime.ts'
import { openScreen, type Screen } from './screen.ts'
import { startUndriven } from './undriven-console.ts'

const found = findElectron()
const runtime = 'runtime' in found ? found.runtime : null
if ('missing' in found) console.warn(`!!! SKIPPED: real Electron: ${found.missing}`)
else console.log(`real Electron ${found.runtime.version}${found.runtime.compat ? ' (compat build)' : ''}`)

declare global {
  interface Window {
    readonly desk?: Desk
  }
}

describe.skipIf(runtime === null)('the console in a real Electron', () => {
  let screen: Screen
  let pbx: DemoPbx
  let folder: string
  let earshot: DrivenConsole
  const wishes = (extension: string) => ({
    runtime: runtime as Runtime,
    folder,
    display: screen.display,
    pbx,
    extension,
  })

  beforeAll(async () => {
    ;[screen, pbx, folder] = await Promise.all([
      openScreen(),
      startDemoPbx({ lines: ['5001', '5002', '5003'] }),
      builtFor(runtime as Runtime),
    ])
    earshot = await driveConsole(wishes('5001'))
  }, 120_000)

  afterAll(async () => {
    await earshot?.close()
    await pbx?.close()
    await screen?.close()
  })

  it('shows the packaged page under its own Content-Security-Policy', async () => {
    expect(earshot.page.url()).toBe('app://console/index.html')
    const policy = await earshot.page.evaluate(async () => {
      const answer = await fetch(location.href)
      return answer.headers.get('content-security-policy')
    })
    const { host } = new URL(pbx.ready.sip)
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'")
    expect(policy).toContain(`connect-src 'self' ws://${host};`)
  })

  it('runs no inline script, no eval and no connection elsewhere', async () => {
    const outcome = await earshot.page.evaluate(async () => {
      const violated: string[] = []
      document.addEventListener('securitypolicyviolation', (event) => violated.push(event.violatedDirective))
      const script = document.createElement('script')
      try {
        script.textContent = 'window.ranInline = true'
        document.head.append(script)
      } catch {
        // Its trusted types refuse the text already.
      }
      // DevTools lets its own evaluation use eval, so this waits until that is over.
      const evaluated = await new Promise((done) => {
        setTimeout(() => {
          try {
            done(new Function('return 1')())
          } catch (error) {
            done((error as Error).name)
          }
        })
      })
      const fetched = await fetch('http://127.0.0.1:9/').catch((error: Error) => error.name)
      const told = () =>
        ['require-trusted-types-for', 'connect-src'].every((name) => violated.some((one) => one.startsWith(name)))
      for (let tries = 0; tries < 100 && !told(); tries++) await new Promise((done) => setTimeout(done, 20))
      return { violated, evaluated, fetched, ran: 'ranInline' in window }
    })
    expect(outcome).toMatchObject({ evaluated: 'EvalError', fetched: 'TypeError', ran: false })
    expect(outcome.violated.some((directive) => directive.startsWith('require-trusted-types-for'))).toBe(true)
    expect(outcome.violated.some((directive) => directive.startsWith('connect-src'))).toBe(true)
  })

  it('gives the page window.desk and nothing of Node or Electron', async () => {
    const there = await earshot.page.evaluate(() => ({
      desk: Object.keys(window.desk ?? {}).sort(),
      node: ['require', 'process', 'module', 'Buffer', 'global', 'ipcRenderer', 'electron'].filter(
        (name) => name in window,
      ),
      opener: window.opener,
    }))
    expect(there).toEqual({ desk: ['on', 'request'], node: [], opener: null })
  })

  it('lets a page script reach no IPC outside the contract', async () => {
    const outcome = await earshot.page.evaluate(async () => {
      const desk = window.desk as unknown as {
        request: (name: string, input: unknown) => Promise<unknown>
        on: (name: string, listener: () => void) => () => void
      }
      const why = (error: Error) => `refused: ${error.message}`
      const names = ['ELECTRON_BROWSER_REQUIRE', 'desk:request:hello', 'constructor', '__proto__', 'readFile']
      const asked = await Promise.all(names.map((name) => desk.request(name, null).catch(why)))
      let heard = 'nothing'
      try {
        desk.on('ELECTRON_RENDERER_WINDOW_VISIBILITY_CHANGE', () => {})
        heard = 'subscribed'
      } catch {
        heard = 'refused'
      }
      const misfit = await desk.request('endMonitor', { ticketId: { length: 9 } })
      const frame = document.createElement('iframe')
      document.body.append(frame)
      const inFrame = 'desk' in (frame.contentWindow as Window)
      frame.remove()
      return { asked, heard, misfit, inFrame }
    })
    expect(outcome.asked).toHaveLength(5)
    for (const answer of outcome.asked) expect(answer).toMatch(/^refused: .*The contract has no such request$/)
    expect(outcome).toMatchObject({
      heard: 'refused',
      inFrame: false,
      misfit: { ok: false, error: { code: 'badRequest' } },
    })
  })

  it('keeps what the person sets in its own folder', async () => {
    const answer = await earshot.page.evaluate(() => window.desk?.request('changeSettings', { endAfterCallS: 130 }))
    expect(answer).toMatchObject({ ok: true, value: { endAfterCallS: 130 } })
    const file = join(earshot.order.home, 'settings.json')
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ endAfterCallS: 130 })
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  it('stays on its page', async () => {
    const { page } = earshot
    for (const away of [
      'https://example.invalid/',
      'file:///etc/hosts',
      'data:text/html,elsewhere',
      'app://elsewhere/',
    ]) {
      await page.evaluate((to) => {
        location.href = to
      }, away)
      expect(await page.evaluate(() => [location.href, typeof window.desk])).toEqual([
        'app://console/index.html',
        'object',
      ])
    }
  })

  it('opens no other window', async () => {
    const { program, args, env, home } = orderConsole(wishes('5002'))
    const undriven = await startUndriven(program, args, env)
    onTestFinished(async () => {
      await undriven.close()
      rmSync(home, { recursive: true, force: true })
    })
    await vi.waitFor(async () => expect(await undriven.pages()).toEqual(['app://console/index.html']), 15_000)
    for (const where of ['https://example.invalid/', 'app://console/index.html', 'about:blank']) {
      const opened = await undriven.evaluate(
        `(() => { const it = window.open('${where}'); return it !== null && !it.closed })()`,
      )
      // Electron 9 gives back a window that is closed a moment later; newer ones give back none.
      if (opened) await vi.waitFor(async () => expect(await undriven.pages()).toHaveLength(1), 3000)
    }
    await undriven.evaluate(`(() => {
      const link = document.createElement('a')
      Object.assign(link, { href: 'https://example.invalid/', target: '_blank' })
      document.body.append(link)
      link.click()
    })()`)
    expect(await undriven.evaluate('1 + 1')).toBe(2)
    expect(await undriven.pages()).toEqual(['app://console/index.html'])
  })

  it('lets the page have the microphone and notifications, and neither camera nor place', async () => {
    const outcome = await earshot.page.evaluate(async () => {
      const may = (wish: MediaStreamConstraints) =>
        navigator.mediaDevices.getUserMedia(wish).then(
          (stream) => {
            for (const track of stream.getTracks()) track.stop()
            return 'given'
          },
          (error: Error) => error.name,
        )
      return {
        microphone: await may({ audio: true }),
        camera: await may({ video: true }),
        both: await may({ audio: true, video: true }),
        place: await new Promise((done) =>
          navigator.geolocation.getCurrentPosition(
            () => done('given'),
            ({ code }) => done(code),
          ),
        ),
        notifications: await Notification.requestPermission(),
      }
    })
    expect(outcome).toEqual({
      microphone: 'given',
      camera: 'NotAllowedError',
      both: 'NotAllowedError',
      place: 1,
      notifications: 'granted', // for alerts; the page asks only after the supervisor has switched them on
    })
  })

  it('shows the floor of the PBX that runs beside it', async () => {
    const { agents } = screenOf(earshot.page)
    const picture = await pbx.operator.request<{ agents: { name: string }[] }>('feed.subscribe')
    expect(picture.agents.length).toBeGreaterThan(9)
    await agents
      .getByText(picture.agents[0]?.name ?? '', { exact: true })
      .first()
      .waitFor({ timeout: 10_000 })
  })

  it('brings its window to the front when it is started again, and the second one ends', async () => {
    const { app, order } = earshot
    const inFront = () =>
      app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((it) => it.isVisible() && it.isFocused()))
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide())
    expect(await inFront()).toEqual([false])
    const second = spawn(order.program, order.args, { env: order.env, stdio: 'ignore' })
    const code = await new Promise((done) => second.once('exit', done))
    expect(code).toBe(0)
    await vi.waitFor(async () => expect(await inFront()).toEqual([true]), 5000)
  })

  describe('a monitor', () => {
    const wanted = -40
    const silent = -70
    /** What of the three tones is in that ear, over the last 400 ms. */
    async function heardIn(ear: string): Promise<string[]> {
      const tones = await demoEar(pbx.operator, ear)([AGENT_HZ, CALLER_HZ, SUPERVISOR_HZ], 400)
      const names: Record<number, string> = {
        [AGENT_HZ]: 'agent',
        [CALLER_HZ]: 'caller',
        [SUPERVISOR_HZ]: 'supervisor',
      }
      return Object.entries(tones).flatMap(([hz, db]) => {
        if (db > silent && db < wanted) return [`half ${names[Number(hz)]} (${db} dB)`]
        return db >= wanted ? [names[Number(hz)] ?? hz] : []
      })
    }
    const hear = (ear: string, who: string[]) =>
      vi.waitFor(async () => expect(await heardIn(ear)).toEqual(who), { timeout: 6000, interval: 100 })

    it('is heard, and switched through every mode, and ends with the console', async () => {
      const own = await driveConsole(wishes('5003'))
      onTestFinished(() => own.close())
      const call = await demoCall(pbx.operator, { agent: '1001' })
      const ui = screenOf(own.page)
      const ear = await earOf(own.page)
      await listen(ui, call.agentName)
      await hear('line:5003', ['agent', 'caller'])
      await hear('agent:1001', ['caller'])
      await vi.waitFor(
        async () => expect(await ear.heard()).toEqual({ plays: true, tones: [AGENT_HZ, CALLER_HZ] }),
        6000,
      )

      const ears = {
        whisperAgent: [true, false],
        whisperCaller: [false, true],
        join: [true, true],
        listen: [false, false],
      } as const
      for (const [mode, [agent, caller]] of Object.entries(ears)) {
        await choose(ui, mode as keyof typeof ears)
        await hear('agent:1001', agent ? ['caller', 'supervisor'] : ['caller'])
        await hear(`caller:${call.id}`, caller ? ['agent', 'supervisor'] : ['agent'])
      }
      expect(await monitorsOnPbx()).toBe(1)
      await own.close()
      expect(await monitorsOnPbx()).toBe(0)
      expect(own.errors).toEqual([])
    }, 60_000)

    const monitorsOnPbx = async () => (await pbx.operator.request<{ monitors: number }>('stats')).monitors
  })
})
