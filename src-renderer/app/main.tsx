// The entry of the window: puts the app on the page with the real desk, clock and devices.
import '@fontsource-variable/inter'
import { createRoot } from 'react-dom/client'
import '#renderer/ui/tokens.css'
import '#renderer/ui/theme-contrast.css'
import '#renderer/ui/base.css'
import '#renderer/ui/frame.css'
import '#renderer/ui/head.css'
import '#renderer/ui/forced-colors.css'
import { machineClock } from '#contract/time.ts'
import { answeringDesk } from '#renderer/desk/answering-desk.ts'
import { desk } from '#renderer/desk/bridge.ts'
import { hushBeside } from '#renderer/desk/hush-beside.ts'
import { browserDevices } from '#renderer/settings/use-devices.ts'
import { App } from './app.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import { refuseHtml } from './trusted-html.ts'

refuseHtml(window)
const root = document.getElementById('root')
if (!root) throw new Error('the page has no #root')
/** The one clock of the window; all else is given it. */
const systemClock = machineClock(globalThis)
const reload = () => location.reload()

function start(page: HTMLElement): void {
  const windowDesk = hushBeside(answeringDesk(desk(), systemClock), new BroadcastChannel('earshot.hush'))
  createRoot(page).render(
    <ErrorBoundary clock={systemClock} reload={reload}>
      <App desk={windowDesk} clock={systemClock} devices={browserDevices} />
    </ErrorBoundary>,
  )
}

// Electron's preload has brought the desk; in the browser another script of the page does, and every script has run by that event.
if ('desk' in window) start(root)
else document.addEventListener('DOMContentLoaded', () => start(root), { once: true })
