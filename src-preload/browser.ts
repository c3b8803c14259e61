// Gives the page of the browser shell its `window.desk`; loaded before the renderer.
import type { Desk } from '#contract/ipc.ts'
import { machineClock } from '#contract/time.ts'
import { createSocketDesk, type Socket } from './socket-desk.ts'

const address = new URL('/desk', location.href.replace(/^http/, 'ws')).href

const desk: Desk = createSocketDesk({
  connect: () => new WebSocket(address) as Socket,
  clock: machineClock(globalThis),
  random: Math.random,
})
Object.defineProperty(window, 'desk', { value: desk, enumerable: true })
