// What the PBX does wrong on purpose, so that a console can be tested against it.
export type Faults = {
  readonly refuse: readonly string[] // methods of the control socket, or of SIP, that are refused
  readonly ignoreDigits: boolean
  readonly silentModes: boolean // a mode changes and nobody is told
  readonly delayMs: number // of answers and events of `monitor.*`
  readonly noInvite: boolean
  readonly holdFeed: boolean // feed events are counted, but come only once this is over
}

export const noFaults: Faults = {
  refuse: [],
  ignoreDigits: false,
  silentModes: false,
  delayMs: 0,
  noInvite: false,
  holdFeed: false,
}
