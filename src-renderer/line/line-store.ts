// The line as the screen sees it; monitor/start.ts feeds it and gives it its actions.
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { type Line, noLine } from './line.ts'
import { silentMeters } from './meters.ts'
import type { Microphone, Phone } from './phone.ts'

export type LineView = {
  readonly line: Line
  readonly microphone: Microphone
  readonly hasAccount: boolean // whether this site gives the supervisor a line in the console
  readonly logIn: () => void
  readonly logOut: () => void
  readonly answer: () => void
  readonly decline: () => void
  readonly hangUp: () => void
  readonly mute: (on: boolean) => void // the phone call
  readonly retryMicrophone: () => void
  readonly stats: Phone['stats']
  readonly openMeters: Phone['openMeters']
}

const nothing = () => {}

export const restingLine: LineView = {
  line: noLine,
  microphone: { source: 'idle', open: false },
  hasAccount: false,
  logIn: nothing,
  logOut: nothing,
  answer: nothing,
  decline: nothing,
  hangUp: nothing,
  mute: nothing,
  retryMicrophone: nothing,
  stats: async () => null,
  openMeters: () => silentMeters,
}

export const lineStore = createStore<LineView>(() => restingLine)

export function useLine(): LineView
export function useLine<T>(pick: (view: LineView) => T): T
export function useLine<T>(pick: (view: LineView) => T | LineView = (view) => view): T | LineView {
  return useStore(lineStore, pick)
}
