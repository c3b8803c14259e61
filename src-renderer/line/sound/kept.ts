// What is kept of the sound of each call there is: the way it goes, and the offer it came by.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import type { Path } from './mend-path.ts'

/** The ways of all calls. */
export function keepPaths() {
  const paths = new Map<string, Path>()
  return {
    begin: (id: string, path: Path): void => void paths.set(id, path),
    over: (id: string): void => {
      paths.get(id)?.stop()
      paths.delete(id)
    },
    renew: (): void => {
      for (const path of paths.values()) path.renew()
    },
    isBack: (): void => {
      for (const path of paths.values()) path.isBack()
    },
  }
}

/** What no browser understands of the offers of the calls there are. */
export function keepOffers() {
  const foreign = new Map<string, readonly string[]>()
  const refused = new Map<string, DeskError>()
  return {
    came: (id: string, codecs: readonly string[] | null): void => void (codecs && foreign.set(id, codecs)),
    /** What it offers, where it is refused for that; null: it can be answered. */
    refused: (id: string): readonly string[] | null => {
      const codecs = foreign.get(id) ?? null
      if (codecs) refused.set(id, deskFailure('lineNoCodec', `the phone system offers ${codecs.join(', ')}`))
      return codecs
    },
    /** null: it did not end for its offer. */
    over: (id: string): { readonly cause: DeskError } | null => {
      const cause = refused.get(id)
      foreign.delete(id)
      refused.delete(id)
      return cause ? { cause } : null
    },
  }
}
