// What every language must offer: the shape of the English catalogue, whatever its sentences say.
import type { en } from './en.ts'

/** Strings widened: another language has the same sentences with the same parts put in, and says something else. */
export type Wide<T> = T extends string
  ? string
  : T extends (...parts: infer P) => infer R
    ? (...parts: P) => Wide<R>
    : { readonly [K in keyof T]: Wide<T[K]> }

export type Words = Wide<typeof en>
