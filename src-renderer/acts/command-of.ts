// By which command an act is asked for, and so what it is called.
import type { AskedKind } from './acts-store.ts'

export const commandOf = <K extends AskedKind>(kind: K): `act${Capitalize<K>}` =>
  `act${kind.charAt(0).toUpperCase()}${kind.slice(1)}` as `act${Capitalize<K>}`
