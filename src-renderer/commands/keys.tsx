// The keyboard of the console: listens to it, and shows the palette and the help when they are asked for.
import { useCallback, useContext, useEffect, useMemo } from 'react'
import type { SettingsChange } from '#contract/settings.ts'
import { useActsStore } from '#renderer/acts/acts-store.ts'
import { useCallsStore } from '#renderer/calls/calls-store.ts'
import { FloorContext } from '#renderer/floor/floor-store.ts'
import { shownCalls } from '#renderer/floor/shown-calls.ts'
import { heldCommands } from '#renderer/keys/keymap.ts'
import { KeymapContext } from '#renderer/keys/keymap-store.ts'
import { useLineStore } from '#renderer/line/line-store.ts'
import { type MonitorStore, useMonitorStore } from '#renderer/monitor/monitor-store.ts'
import { useRefusalStore } from '#renderer/monitor/refusal-store.ts'
import { useSilence } from '#renderer/monitor/silence.ts'
import { usePartStore } from '#renderer/ui/console-part.ts'
import { loadedLater, useFetchedWhenIdle } from '#renderer/ui/loaded-later.tsx'
import { useOffers } from '#renderer/ui/offers.tsx'
import { useOpened, useOpenedStore } from '#renderer/ui/opened-store.ts'
import { usePlaces } from '#renderer/ui/places.ts'
import { ViewContext } from '#renderer/views/view-store.ts'
import { useWords, wordsNow } from '#renderer/words/words.ts'
import { Asked } from './asked.tsx'
import type { CommandContext } from './context.ts'
import { type KeyParts, listenToKeys } from './listen-to-keys.ts'
import { closeMicrophone, commandOfId, runCommand, sayClosed } from './registry.ts'
import { type Rows, watchRows } from './row.ts'
import { sayKept, sayStuck, sayTooShort } from './say-keys.ts'

const keysHelp = loadedLater(async () => (await import('./keys-help.tsx')).KeysHelp)
const palette = loadedLater(async () => (await import('./palette.tsx')).Palette)

type KeysProps = {
  readonly time: KeyTime
  readonly save: (change: SettingsChange) => void
  /** mute: where nothing shows who hears the supervisor, only closing the microphone has a key. */
  readonly only: 'mute' | null
  readonly openWallboard: CommandContext['openWallboard']
}

type KeyTime = Pick<KeyParts, 'now' | 'every'>

export function Keys({ time, save, only, openWallboard }: KeysProps) {
  const opened = useOpened((view) => view.opened)
  const open = useOpened((view) => view.open)
  const rows = useMemo(() => watchRows(document), [])
  const context = useCommandContext(rows, openWallboard)
  const monitor = useMonitorStore()
  const silence = useSilence()
  const say = useWords().keys
  useFetchedWhenIdle(palette)
  useFetchedWhenIdle(keysHelp)
  useEffect(() => rows.stop, [rows])
  useEffect(() => backToRow(monitor, rows), [monitor, rows])
  useEffect(() => () => open(null), [open])
  useEffect(() => listenToKeys(window, keyParts(context, silence, only, time)), [context, silence, only, time])
  const onClose = useCallback(() => open(null), [open])
  return (
    <>
      {opened === 'palette' && (
        <Asked
          part={palette}
          props={{ context, save, onClose }}
          name={say.palette.title}
          field={say.palette.field}
          onClose={onClose}
        />
      )}
      {opened === 'help' && (
        <Asked part={keysHelp} props={{ onClose }} name={say.help.title} field={null} onClose={onClose} />
      )}
    </>
  )
}

function useCommandContext(rows: Rows, openWallboard: CommandContext['openWallboard']): () => CommandContext {
  const floor = useContext(FloorContext)
  const monitor = useMonitorStore()
  const line = useLineStore()
  const phone = useCallsStore()
  const acts = useActsStore()
  const refusals = useRefusalStore()
  const opened = useOpenedStore()
  const keymap = usePartStore(KeymapContext)
  const views = useContext(ViewContext)
  const places = usePlaces()
  const offers = useOffers()
  return useMemo(
    () => () => {
      const picture = floor.getState().floor
      return {
        monitor: monitor.getState(),
        line: line.getState(),
        phone: phone.getState(),
        keys: keymap.getState(),
        floor: picture,
        row: rows.row(),
        calls: shownCalls(picture),
        acts: acts.getState(),
        refusals: refusals.getState(),
        open: opened.getState().open,
        places,
        offers,
        views: views.getState(),
        openWallboard,
      }
    },
    [floor, monitor, line, phone, acts, refusals, opened, keymap, places, offers, views, rows, openWallboard],
  )
}

/** The card goes with its monitor and takes the focus along: the keyboard goes on where it was before. */
const backToRow = (store: MonitorStore, rows: Rows): (() => void) =>
  store.subscribe(({ monitor }, before) => {
    if (monitor.phase !== 'idle' || before.monitor.phase === 'idle') return
    requestAnimationFrame(() => document.activeElement === document.body && rows.focus())
  })

function keyParts(
  context: () => CommandContext,
  silence: () => boolean,
  only: KeysProps['only'],
  { now, every }: KeyTime,
): KeyParts {
  let closedSomething = false
  const monitors = (): boolean => context().monitor.monitor.phase !== 'idle'
  return {
    keymap: () => context().keys.keymap,
    speakKeys: () => context().keys.speakKeys,
    // What is on the screen may be a moment old: whether a monitor is on is asked of the monitor itself.
    mustBeHeld: (id) => heldCommands(context().keys.keymap, monitors()).includes(id),
    refuses: (id) => commandOfId(id).refusal(context()) !== null,
    run: (id) => only === null && runCommand(id, context()),
    stuck: () => sayStuck(wordsNow(), context()),
    tooShort: (tapped) => only === null && sayTooShort(wordsNow(), tapped, context()),
    close: () => {
      closedSomething = closeMicrophone(context())
      context().refusals.forget()
    },
    meantToClose: () => {
      if (!closedSomething) sayClosed(wordsNow(), context())
      return closedSomething
    },
    silence: () => {
      const closed = silence()
      if (closed) context().refusals.forget()
      return closed
    },
    keepsWindow: () => {
      if (monitors()) sayKept(wordsNow(), context())
      return monitors()
    },
    choose: (mode) => context().monitor.choose(mode, 'held'),
    now,
    every,
  }
}
