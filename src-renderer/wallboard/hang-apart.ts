// Hangs the wallboard apart from the console's own window, without leaving the floor.
import type { Desk } from '#contract/ipc.ts'
import { WALLBOARD_QUERY } from '#contract/windows.ts'

/** `noopener`: it shares neither process nor storage with the window that monitors. */
export const openWindow = () => window.open(`/?${WALLBOARD_QUERY}`, '_blank', 'popup,noopener,width=1280,height=720')

/** Where the shell has displays: on one that shows none, another than this window's if there is. */
export async function hangApart(desk: Pick<Desk, 'request'>): Promise<void> {
  const places = await desk.request('wallPlaces', null)
  if (places.kind === 'byPage') return void openWindow()
  const free = places.displays.filter(({ isShown }) => !isShown)
  const chosen = free.find(({ isHere }) => !isHere) ?? free[0]
  if (chosen) await desk.request('showWall', { display: chosen.id, shown: true })
}
