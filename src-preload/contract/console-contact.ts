// The user part of a console's SIP contact: by it other consoles, and the desk at the PBX, know whose it is.

const MARK = 'earshot-'

/** What every contact of that seat begins with. A seat is the same after a crash: what it left at the registrar is known as its own. */
export const contactMark = (seat: string): string => `${MARK}${seat}-`

/** `unique` must not be guessable. */
export const consoleContact = (seat: string, unique: string): string => `${contactMark(seat)}${unique}`

export const isConsoleContact = (user: string): boolean => user.startsWith(MARK)
