// A small window above all others while a call is listened to: what goes on, who hears the supervisor, and the ways to end either.
import { AppWindow, PhoneOff, PictureInPicture2, X } from 'lucide-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import type { Desk, Hello } from '#contract/ipc.ts'
import { HeardByNow } from '#renderer/card/heard-by.tsx'
import { ReasonedButton } from '#renderer/card/reasoned-button.tsx'
import { comboOf, isEscape } from '#renderer/keys/combo.ts'
import { worksInDialogs } from '#renderer/keys/commands.ts'
import { commandOf } from '#renderer/keys/keymap.ts'
import { useKeys } from '#renderer/keys/keymap-store.ts'
import { useMonitor } from '#renderer/monitor/monitor-store.ts'
import { because } from '#renderer/monitor/refusals.ts'
import { bannerSentence } from '#renderer/monitor/sentences.ts'
import { useMaySpeak, useSilence } from '#renderer/monitor/silence.ts'
import { type DesktopWords, useDesktopWords } from '#renderer/words/later-desktop.ts'
import { useWords } from '#renderer/words/words.ts'
import { canOpenCard, dressCard, openCardWindow } from './card-window.ts'
import './small-card.css'

type CardProps = { readonly desk: Desk; readonly hello: Pick<Hello, 'shell' | 'settings'> }

/** The button on the card that opens and closes it. It goes with the monitor. */
export function SmallCard({ desk, hello: { shell, settings } }: CardProps) {
  const say = useDesktopWords()
  const card = useCardWindow(shell)
  const { toggle, open } = card
  // Electron opens it unasked where that is wished; a browser only by a press.
  const isWished = settings.desktop.smallCard && shell === 'electron' && !settings.kiosk
  useEffect(() => {
    if (isWished) open()
  }, [isWished, open])
  if (!say || settings.kiosk) return null
  return (
    <>
      <ReasonedButton
        className="icon-button"
        label={say.card.name}
        refusal={canOpenCard(shell) ? null : because(say.card.notHere)}
        hint={say.card.hint}
        pressed={card.root !== null}
        onPress={toggle}
      >
        <PictureInPicture2 aria-hidden />
      </ReasonedButton>
      {card.root && createPortal(<Face say={say} desk={desk} close={toggle} />, card.root)}
    </>
  )
}

type Shown = { readonly window: Window; readonly root: Element; readonly stop: () => void }

function useCardWindow(shell: Hello['shell']) {
  const [shown, setShown] = useState<Shown | null>(null)
  const isWanted = useRef(false)
  const open = useCallback(() => {
    if (isWanted.current) return
    isWanted.current = true
    void openCardWindow(shell).then((made) => {
      if (!isWanted.current) return made?.close()
      if (!made) {
        isWanted.current = false
        return
      }
      setShown({ window: made, ...dressCard(made, document) })
    })
  }, [shell])
  const close = useCallback(() => {
    isWanted.current = false
    setShown(null)
  }, [])
  useEffect(() => {
    if (!shown) return
    const { window: made, stop } = shown
    const closed = () => {
      isWanted.current = false
      setShown((now) => (now === shown ? null : now))
    }
    made.addEventListener('pagehide', closed)
    return () => {
      made.removeEventListener('pagehide', closed)
      stop()
      made.close()
    }
  }, [shown])
  useHushIn(shown?.window ?? null)
  // What is still on its way when the monitor ends is closed as it comes.
  useEffect(
    () => () => {
      isWanted.current = false
    },
    [],
  )
  return { root: shown?.root ?? null, open, toggle: shown ? close : open }
}

/** The keys that close the microphone work there as well, and no other: nobody may be heard by a key pressed in passing. */
function useHushIn(card: Window | null): void {
  const silence = useSilence()
  const keymap = useKeys((view) => view.keymap)
  useEffect(() => {
    if (!card) return
    const onKey = (event: KeyboardEvent) => {
      const id = commandOf(keymap, comboOf(event) ?? '')
      if (isEscape(event) || (id !== null && worksInDialogs(id))) silence()
    }
    card.addEventListener('keydown', onKey, true)
    return () => card.removeEventListener('keydown', onKey, true)
  }, [card, silence, keymap])
}

type FaceProps = { readonly say: DesktopWords; readonly desk: Desk; readonly close: () => void }

function Face({ say, desk, close }: FaceProps) {
  const words = useWords()
  const sentence = useMonitor(({ monitor, people }) => bannerSentence(words, monitor, people))
  const heardBy = useMonitor((view) => view.heardBy)
  const end = useMonitor((view) => view.end)
  const speaks = useMaySpeak()
  const silence = useSilence()
  const toFront = () => {
    window.focus()
    desk.request('toFront', null).catch(() => {}) // the signal `link` tells of a desk out of reach
  }
  return (
    <section className="small-card" aria-label={words.monitor.region} data-heard-by={heardBy}>
      <header className="small-card-head">
        <p className="strong">{sentence}</p>
        <button
          type="button"
          className="icon-button"
          aria-label={say.card.console}
          title={say.card.console}
          onClick={toFront}
        >
          <AppWindow aria-hidden />
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label={say.card.close}
          title={say.card.close}
          onClick={close}
        >
          <X aria-hidden />
        </button>
      </header>
      <HeardByNow />
      <div className="small-card-acts">
        {speaks && (
          <button type="button" className="button" data-silences onClick={silence}>
            {say.card.silence}
          </button>
        )}
        <button type="button" className="button card-end" onClick={end}>
          <PhoneOff aria-hidden />
          {words.monitor.end}
        </button>
      </div>
    </section>
  )
}
