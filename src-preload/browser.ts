// Gives the page of the browser shell its `window.desk`; loaded before the renderer.
import type { Desk } from '#contract/ipc.ts'
import { machineClock } from '#contract/time.ts'
import { isWallboardQuery, WALLBOARD_QUERY } from '#contract/windows.ts'
import { createSocketDesk, type Socket } from './socket-desk.ts'

const way = isWallboardQuery(location.search) ? `/desk?${WALLBOARD_QUERY}` : '/desk'
const address = new URL(way, location.href.replace(/^http/, 'ws')).href

const desk: Desk = createSocketDesk({
  connect: () => new WebSocket(address) as Socket,
  clock: machineClock(globalThis),
  random: Math.random,
})
Object.defineProperty(window, 'desk', { value: desk, enumerable: true })
