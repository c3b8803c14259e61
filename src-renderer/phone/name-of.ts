// Whom a call is with, as it is shown.
import type { Other } from '#renderer/calls/calls-store.ts'
import type { Words } from '#renderer/words/words.ts'

export const nameOf = (words: Words, { name, number }: Other): string => name || number || words.line.incoming.unknown
