// What Spanish asks for around words that are put into a sentence.

const list = new Intl.ListFormat('es', { type: 'conjunction' })

/** Two names: "Ana y Luis", but "Ana e Inés". */
export const both = (one: string, other: string): string => list.format([one, other])

/** The hour with its article: "las 13:05", but "la 1:05". `at` is a time of day as the locale writes it. */
export const theHour = (at: string): string => (/^0?1:/.test(at) ? `la ${at}` : `las ${at}`)
