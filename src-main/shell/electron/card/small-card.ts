// The small card above all other windows: the one window that the console's page may open. The page itself draws it (it is of the page's
// own origin and process), so that what it says of who hears is never older than the page; here it is placed, kept on top and taken away.
import {
  type BrowserWindow,
  type BrowserWindowConstructorOptions,
  type Display,
  screen,
  type WebContents,
} from 'electron'
import { CARD_NAME, CARD_SIZE } from '#contract/windows.ts'
import { type Place, placeOn, readPlace, savePlace } from '#main/shell/electron/window-place.ts'

type CardParts = {
  readonly placeFile: string // where the person has put it
  readonly log: (text: string) => void
}

/** Replaces the rule that no page may open a window, for this one. */
export function allowSmallCard(console: BrowserWindow, { placeFile, log }: CardParts): void {
  const contents = console.webContents
  let card: BrowserWindow | null = null
  const takeAway = () => {
    if (card && !card.isDestroyed()) card.destroy()
    card = null
  }
  contents.setWindowOpenHandler(({ url, frameName }) => {
    const isCard = url === 'about:blank' && frameName === CARD_NAME && card === null
    if (isCard) return { action: 'allow', overrideBrowserWindowOptions: optionsAt(cardPlace(console, placeFile)) }
    log('refused a new window')
    return { action: 'deny' }
  })
  contents.on('did-create-window', (window) => {
    card = window
    keepBlank(window.webContents, log)
    window.setAlwaysOnTop(true, 'floating')
    // Who types in another program goes on typing there.
    window.showInactive()
    window.on('close', () => savePlace(placeFile, { ...window.getBounds(), maximized: false }))
    window.on('closed', () => {
      if (card === window) card = null
    })
  })
  // A page that is gone draws nothing any more: what is left would claim what nobody knows.
  contents.on('render-process-gone', takeAway)
  contents.on('did-navigate', takeAway)
  console.on('closed', takeAway)
}

/** Nothing is ever loaded in it. */
function keepBlank(contents: WebContents, log: (text: string) => void): void {
  const stay = (event: { preventDefault: () => void }) => {
    log('refused to go elsewhere in the small card')
    event.preventDefault()
  }
  contents.on('will-navigate', stay)
  contents.on('will-redirect', stay)
}

/** Where it was, while that is on a screen; else in the corner of the console's own. */
function cardPlace(console: BrowserWindow, placeFile: string): Place {
  const areas = screen.getAllDisplays().map(({ workArea }) => workArea)
  const { x, y } = placeOn(areas, readPlace(placeFile), CARD_SIZE)
  return { ...cornerOf(screen.getDisplayMatching(console.getBounds())), ...(x === undefined ? {} : { x, y }) }
}

const margin = 16

function cornerOf({ workArea }: Pick<Display, 'workArea'>): Place {
  const { width, height } = CARD_SIZE
  const x = workArea.x + workArea.width - width - margin
  const y = workArea.y + workArea.height - height - margin
  return { x, y, width, height, maximized: false }
}

const optionsAt = ({ x, y, width, height }: Place): BrowserWindowConstructorOptions => ({
  ...(x === undefined || y === undefined ? {} : { x, y }),
  width,
  height,
  minWidth: width,
  minHeight: height,
  frame: false,
  show: false,
  alwaysOnTop: true,
  skipTaskbar: true,
  minimizable: false,
  maximizable: false,
  fullscreenable: false,
  backgroundColor: '#14171c',
})
