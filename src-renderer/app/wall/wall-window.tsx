// A wallboard in a window of its own: fills its screen, and is closed without a trace on the console.
import { ExternalLink, Maximize, X } from 'lucide-react'
import { lazy, Suspense, useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import type { Clock } from '#contract/time.ts'
import { freshness } from '#renderer/desk/desk-state.ts'
import { FloorContext } from '#renderer/floor/floor-store.ts'
import { ClockContext } from '#renderer/ui/ticking.tsx'
import { useWords } from '#renderer/words/words.ts'
import { useHush } from '../use-hush.ts'
import type { WallConsole } from './wall-console.ts'

// With its charts it is loaded where it is looked at.
const Wallboard = lazy(async () => ({ default: (await import('#renderer/wallboard/wallboard.tsx')).Wallboard }))

type WallWindowProps = { readonly wall: WallConsole; readonly time: Clock }

export function WallWindow({ wall, time }: WallWindowProps) {
  const known = useStore(wall.known)
  const { shell, site } = known.hello
  useHush(wall.hush)
  return (
    <FloorContext value={wall.floor}>
      <ClockContext value={wall.floorClock}>
        <Suspense fallback={null}>
          <Wallboard
            desk={wall.desk}
            clock={time}
            now={freshness(known)}
            site={site.name}
            corner={
              <>
                <FullScreen />
                {shell === 'electron' || history.length === 1 ? <Close /> : <OpenConsole />}
              </>
            }
          />
        </Suspense>
      </ClockContext>
    </FloorContext>
  )
}

const onFullScreen = (listener: () => void) => {
  document.addEventListener('fullscreenchange', listener)
  addEventListener('resize', listener)
  return () => {
    document.removeEventListener('fullscreenchange', listener)
    removeEventListener('resize', listener)
  }
}
/** Also when the shell has put the window there. */
const isFullScreen = (): boolean =>
  document.fullscreenElement !== null || Boolean(globalThis.matchMedia?.('(display-mode: fullscreen)').matches)

function FullScreen() {
  const words = useWords()
  const isFull = useSyncExternalStore(onFullScreen, isFullScreen)
  if (isFull || !document.fullscreenEnabled) return null
  const fill = () => void document.documentElement.requestFullscreen().catch(() => {}) // it stays as large as it is
  return (
    <button type="button" className="button" onClick={fill}>
      <Maximize aria-hidden />
      {words.wallboard.fullScreen}
    </button>
  )
}

function Close() {
  const words = useWords()
  return (
    <button type="button" className="button" onClick={() => window.close()}>
      <X aria-hidden />
      {words.wallboard.closeWindow}
    </button>
  )
}

/** A browser closes only windows that a page has opened. */
function OpenConsole() {
  const words = useWords()
  return (
    <a className="button" href="/">
      <ExternalLink aria-hidden />
      {words.wallboard.openConsole}
    </a>
  )
}
