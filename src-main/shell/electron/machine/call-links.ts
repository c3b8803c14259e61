// Links that the system hands to this program, to call somebody (`tel:`, `sip:`, `callto:`) or of our own (`earshot:`): brought to the window,
// which asks. Nothing is done here.
import type { App } from 'electron'
import type { Signal } from '#contract/ipc.ts'
import { createListeners } from '#contract/observable.ts'
import type { ServedDesk } from '#main/desk/serve.ts'

/** As the packages register them (electron-builder.yml). */
const SCHEMES = /^(tel|sips?|callto|earshot):/i
const MOST_CHARACTERS = 500
/** A hand clicks no two of them so fast; a page that clicks by itself must not hold the window in front. */
const ONE_IN_MS = 1000

export type CallLinks = {
  /** The desk of the window that is asked. */
  readonly served: (desk: ServedDesk) => ServedDesk
}

/** Before Electron is ready: macOS tells the link of a first start that early. `front` brings the window to the person. */
export function createCallLinks(
  app: Pick<App, 'on'>,
  argv: readonly string[],
  front: () => void,
  ticks: () => number,
): CallLinks {
  const { emit, on } = createListeners<Signal>()
  let waiting = linkIn(argv)
  let isWatched = false
  let lastAt = Number.NEGATIVE_INFINITY

  const tell = (): void => {
    if (waiting === null || !isWatched) return
    const link = waiting
    waiting = null
    emit({ name: 'callLink', payload: { link } })
  }
  const came = (words: readonly string[]): void => {
    const link = linkIn(words)
    if (link === null || ticks() - lastAt < ONE_IN_MS) return
    lastAt = ticks()
    waiting = link
    front()
    tell()
  }
  app.on('second-instance', (_event, words) => came(words))
  app.on('open-url', (event, url) => {
    event.preventDefault()
    came([url])
  })
  return {
    served: ({ handlers, onSignal }) => ({
      handlers: {
        ...handlers,
        watchFloor: async (input) => {
          const watched = await handlers.watchFloor(input)
          isWatched = true
          tell()
          return watched
        },
      },
      onSignal: (listener) => {
        const stops = [onSignal(listener), on(listener)]
        return () => {
          isWatched = false
          for (const stop of stops) stop()
        }
      },
    }),
  }
}

/** The last word that is such a link; a command line holds the program's own words and Chromium's as well. */
const linkIn = (words: readonly string[]): string | null =>
  words.findLast((word) => SCHEMES.test(word) && word.length <= MOST_CHARACTERS) ?? null
