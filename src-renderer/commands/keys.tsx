// The keyboard of the console: listens to it, and shows the palette and the help when they are asked for.
import { useContext, useEffect, useMemo } from 'react'
import type { Settings, SettingsChange } from '#contract/settings.ts'
import { FloorContext, type FloorStore } from '#renderer/floor/floor-store.ts'
import { shownCalls } from '#renderer/floor/shown-calls.ts'
import { heldCommands, keymapOf } from '#renderer/keys/keymap.ts'
import { keymapStore } from '#renderer/keys/keymap-store.ts'
import { lineStore } from '#renderer/line/line-store.ts'
import { monitorStore, useMonitor } from '#renderer/monitor/monitor-store.ts'
import { forgetRefusal, refusalStore } from '#renderer/monitor/refusal-store.ts'
import { silence } from '#renderer/monitor/silence.ts'
import { KeysHelp } from './keys-help.tsx'
import { type KeyParts, listenToKeys } from './listen-to-keys.ts'
import { type Now, refusalNow } from './now.ts'
import { open, useOpened } from './open.ts'
import { Palette } from './palette.tsx'
import { type Rows, watchRows } from './row.ts'
import { closeMicrophone, runCommand, sayClosed, sayKept, sayTooShort } from './run.ts'

type KeysProps = Pick<Settings, 'keys' | 'speakKeys'> & {
  readonly time: KeyTime
  readonly save: (change: SettingsChange) => void
  /** mute: where nothing shows who hears the supervisor, only closing the microphone has a key. */
  readonly only: 'mute' | null
}

type KeyTime = Pick<KeyParts, 'now' | 'every'>

export function Keys({ keys, speakKeys, time, save, only }: KeysProps) {
  const floor = useContext(FloorContext)
  const opened = useOpened()
  const rows = useMemo(() => watchRows(document), [])
  const now = useMemo(() => () => nowOf(floor, rows.row()), [floor, rows])
  const monitoring = useMonitor((view) => view.monitor.phase !== 'idle')
  useEffect(() => {
    const keymap = keymapOf(keys, speakKeys)
    keymapStore.setState({ keymap, speakKeys, held: heldCommands(keymap, monitoring) })
  }, [keys, speakKeys, monitoring])
  useEffect(() => rows.stop, [rows])
  useEffect(() => backToRow(rows), [rows])
  useEffect(() => () => open(null), [])
  useEffect(() => listenToKeys(window, keyParts(now, only, time)), [now, only, time])
  return (
    <>
      {opened === 'palette' && <Palette now={now} save={save} onClose={() => open(null)} />}
      {opened === 'help' && <KeysHelp onClose={() => open(null)} />}
    </>
  )
}

/** The card goes with its monitor and takes the focus along: the keyboard goes on where it was before. */
const backToRow = (rows: Rows): (() => void) =>
  monitorStore.subscribe(({ monitor }, before) => {
    if (monitor.phase !== 'idle' || before.monitor.phase === 'idle') return
    requestAnimationFrame(() => document.activeElement === document.body && rows.focus())
  })

const nowOf = (floor: FloorStore, row: Now['row']): Now => {
  const picture = floor.getState().floor
  return {
    monitor: monitorStore.getState(),
    line: lineStore.getState(),
    floor: picture,
    row,
    calls: shownCalls(picture),
    refused: refusalStore.getState().refused,
  }
}

function keyParts(now: () => Now, only: KeysProps['only'], { now: epochMs, every }: KeyTime): KeyParts {
  let closedSomething = false
  const monitors = (): boolean => monitorStore.getState().monitor.phase !== 'idle'
  return {
    keymap: () => keymapStore.getState().keymap,
    speakKeys: () => keymapStore.getState().speakKeys,
    // What is on the screen may be a moment old: whether a monitor is on is asked of the monitor itself.
    mustBeHeld: (id) => heldCommands(keymapStore.getState().keymap, monitors()).includes(id),
    refuses: (id) => refusalNow(id, now()) !== null,
    run: (id) => only === null && runCommand(id, now()),
    tooShort: (id) => only === null && sayTooShort(id),
    close: () => {
      closedSomething = closeMicrophone(now())
      forgetRefusal()
    },
    meantToClose: () => closedSomething || sayClosed(),
    silence: () => {
      const closed = silence()
      if (closed) forgetRefusal()
      return closed
    },
    keepsWindow: () => {
      if (monitors()) sayKept()
      return monitors()
    },
    choose: (mode) => monitorStore.getState().choose(mode),
    now: epochMs,
    every,
  }
}
