// The entry of the window: puts the app on the page with the real desk, clock and devices.
import '@fontsource-variable/inter'
import { createRoot } from 'react-dom/client'
import './ui/tokens.css'
import './ui/theme-contrast.css'
import './ui/base.css'
import './ui/frame.css'
import './ui/head.css'
import './ui/forced-colors.css'
import { answeringDesk } from './answering-desk.ts'
import { App } from './app.tsx'
import { desk } from './bridge.ts'
import { browserDevices } from './settings/use-devices.ts'
import { systemClockParts } from './ui/clock.ts'

const root = document.getElementById('root')
if (!root) throw new Error('the page has no #root')
createRoot(root).render(
  <App desk={answeringDesk(desk(), systemClockParts)} clock={systemClockParts} devices={browserDevices} />,
)
