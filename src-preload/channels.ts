// The IPC channels of the Electron shell, derived from the contract's names; neither end writes a channel by hand.
import type { RequestName, SignalName } from '#contract/ipc.ts'

export const requestChannel = (name: RequestName): string => `desk:request:${name}`
export const signalChannel = (name: SignalName): string => `desk:signal:${name}`
