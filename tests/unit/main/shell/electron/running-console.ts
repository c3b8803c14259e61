// Starts the shell against the stand-in for Electron with a desk a test can speak through.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { vi } from 'vitest'
import { type DeskHandlers, requestNames, type Signal } from '#contract/ipc.ts'
import { err, ok } from '#contract/result.ts'
import { settings } from '#contract/settings.ts'
import type { PlaceUse } from '#contract/windows.ts'
import type { DeskServer } from '#main/desk/desk.ts'
import { type ConsoleParts, type OpenSite, runConsole } from '#main/shell/electron/run-console.ts'
import { app, BrowserWindow, resetElectron, session } from '../../../../fakes/fake-electron.ts'

export const lineUrl = 'ws://127.0.0.1:5080/sip'

export const siteSignal = (wsUrl: string | null = lineUrl): Signal => ({
  name: 'site',
  payload: {
    name: 'Stage',
    kind: 'demo',
    policy: 'open',
    rights: [],
    capabilities: {
      modes: [],
      switching: [],
      confirmsModes: true,
      hop: true,
      follow: true,
      rings: 'consoleLine',
      help: false,
      handOver: false,
      acts: {},
      levels: 'mixed',
    },
    actRights: [],
    supervisor: { name: 'Eve', extension: '5001' },
    line:
      wsUrl === null
        ? null
        : { uri: 'sip:5001@pbx.example', wsUrl, authUser: '5001', password: 'x', displayName: '', iceServers: [] },
  },
})
export const liveSignal: Signal = { name: 'status', payload: { phase: 'live', since: 1, how: null } }
export const monitorSignal = (kind: 'targetEnded' | 'ended'): Signal => ({
  name: 'monitor',
  payload: kind === 'ended' ? { kind, ticketId: 't', reason: 'asked' } : { kind, ticketId: 't' },
})

export function fakeDesk() {
  const listeners = new Set<(signal: Signal) => void>()
  const asked: { name: string; input: unknown }[] = []
  const done: string[] = []
  let closing: Promise<void> = Promise.resolve()
  let use: PlaceUse = { kind: 'nothing' }
  let asks = false
  let leave: () => void = () => {}
  const refuse = (name: string) => async (input: unknown) => {
    asked.push({ name, input })
    return err({ code: 'unknownMonitor' })
  }
  const handlers = Object.fromEntries(requestNames.map((name) => [name, refuse(name)])) as unknown as DeskHandlers
  const desk: DeskServer = {
    handlers,
    asksPassphrase: () => asks,
    onLeaveKiosk: (run) => {
      leave = run
      return () => {}
    },
    onSignal: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    nobodyThere: (why) => void done.push(`nobody there: ${why}`),
    somebodyThere: () => void done.push('somebody there'),
    windowGone: async () => void done.push('monitors ended'),
    onlook: {
      hello: () => refuse('onlook.hello')(null) as never,
      site: () => (siteSignal(null) as Extract<Signal, { name: 'site' }>).payload,
      floor: () => () => {},
      use: () => use,
      answers: () => true,
    },
    close: async () => {
      done.push('closing')
      await closing
      done.push('closed')
    },
  }
  return {
    desk,
    asked,
    done,
    say: (signal: Signal) => {
      for (const listener of listeners) listener(signal)
    },
    asksForPassphrase: () => {
      asks = true
    },
    isLeft: () => leave(),
    uses: (next: PlaceUse) => {
      use = next
    },
    hangWhileClosing: () => {
      closing = new Promise(() => {})
    },
  }
}

/** A built page in a folder of its own. */
export function pageFolder(): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'earshot-page-')), 'renderer')
  mkdirSync(join(folder, 'assets'), { recursive: true })
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Earshot</title>')
  writeFileSync(join(folder, 'assets', 'main.js'), 'export {}')
  writeFileSync(join(folder, '..', 'secret.html'), 'not for the page')
  return folder
}

/** Runs the console until its window is there; timers fire only when the test says so. */
export async function startConsole(
  wishes: Partial<ConsoleParts & Pick<OpenSite, 'kiosk' | 'authority'> & OpenSite['wishes']> & {
    readonly passphrase?: boolean
  } = {},
) {
  resetElectron()
  const desk = fakeDesk()
  if (wishes.passphrase) desk.asksForPassphrase()
  const log: string[] = []
  const ends: ((bug?: unknown) => void)[] = []
  const timers: { ms: number; then: () => void; cancelled: boolean }[] = []
  const clock = { now: 1_000_000 }
  const folder = pageFolder()
  const runs = runConsole({
    openSite: () => {
      const say = (level: string, text: string) => void log.push(`${level} ${text}`)
      return ok({
        desk: desk.desk,
        siteName: 'Stage',
        kiosk: wishes.kiosk ?? false,
        wishes: { ...settings.parse({}), language: 'en', ...wishes },
        authority: wishes.authority ?? (() => null),
        updates: () => ({ mode: 'auto', channel: 'stable', feed: null }),
        log: say,
      })
    },
    onEnd: (way) => {
      ends.push(way)
    },
    page: { folder },
    preload: '/built/preload/index.cjs',
    placeFile: join(folder, '..', 'window.json'),
    wallsFile: join(folder, '..', 'walls.json'),
    cardFile: join(folder, '..', 'card.json'),
    devTools: false,
    updating: null,
    argv: [],
    platform: 'linux',
    clock: {
      now: () => clock.now,
      ticks: () => clock.now,
      after: (ms, then) => {
        const timer = { ms, then, cancelled: false }
        if (ms === 0) queueMicrotask(then)
        else timers.push(timer)
        return () => {
          timer.cancelled = true
        }
      },
      every: () => () => {},
    },
    ...wishes,
  })
  await vi.waitFor(() => {
    if (timers.length === 0) throw new Error('the desk is not open yet')
  })
  desk.say(siteSignal())
  await vi.waitFor(() => {
    if (BrowserWindow.all[0]?.loaded.length !== 1) throw new Error('no page yet')
  })
  const window = BrowserWindow.all[0]!
  return {
    runs,
    end: (bug?: unknown) => ends[0]?.(bug),
    desk,
    log,
    timers,
    clock,
    window,
    within: session.made[0]!,
    app,
    folder,
  }
}
