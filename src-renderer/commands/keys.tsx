// The keyboard of the console: listens to it, and shows the palette and the help when they are asked for.
import { useContext, useEffect, useMemo } from 'react'
import type { Settings, SettingsChange } from '#contract/settings.ts'
import type { Clock } from '#contract/time.ts'
import { FloorContext, type FloorStore } from '#renderer/floor/floor-store.ts'
import { shownCalls } from '#renderer/floor/shown-calls.ts'
import { keymapOf } from '#renderer/keys/keymap.ts'
import { keymapStore } from '#renderer/keys/keymap-store.ts'
import { lineStore } from '#renderer/line/line-store.ts'
import { monitorStore } from '#renderer/monitor/monitor-store.ts'
import { forgetRefusal, refusalStore } from '#renderer/monitor/refusal-store.ts'
import { silence } from '#renderer/monitor/silence.ts'
import { KeysHelp } from './keys-help.tsx'
import { type KeyParts, listenToKeys } from './listen-to-keys.ts'
import { type Now, refusalNow } from './now.ts'
import { open, useOpened } from './open.ts'
import { Palette } from './palette.tsx'
import { type Rows, watchRows } from './row.ts'
import { closeMicrophone, runCommand, sayClosed } from './run.ts'

type KeysProps = Pick<Settings, 'keys'> & {
  readonly clock: Clock
  readonly save: (change: SettingsChange) => void
  /** mute: where nothing shows who hears the supervisor, only closing the microphone has a key. */
  readonly only: 'mute' | null
}

export function Keys({ keys, clock, save, only }: KeysProps) {
  const floor = useContext(FloorContext)
  const opened = useOpened()
  const rows = useMemo(() => watchRows(document), [])
  const now = useMemo(() => () => nowOf(floor, rows.row()), [floor, rows])
  useEffect(() => keymapStore.setState({ keymap: keymapOf(keys) }), [keys])
  useEffect(() => rows.stop, [rows])
  useEffect(() => backToRow(rows), [rows])
  useEffect(() => () => open(null), [])
  useEffect(() => listenToKeys(window, keyParts(now, clock, only)), [now, clock, only])
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

function keyParts(now: () => Now, clock: Clock, only: KeysProps['only']): KeyParts {
  let closedSomething = false
  return {
    keymap: () => keymapStore.getState().keymap,
    run: (id) => only === null && runCommand(id, now()),
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
    mayHold: () => only === null && refusalNow('holdToTalk', now()) === null,
    choose: (mode) => monitorStore.getState().choose(mode),
    clock,
  }
}
