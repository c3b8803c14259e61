// What somebody typed, pasted or clicked, as a number the line can dial. Pure.
import { asTyped } from '#renderer/words/marks.ts'

/** The longest number there is has 15 digits (E.164); dial strings of a PBX may have more, with pauses left out. */
const MOST_CHARACTERS = 64

/** Digits, `+`, `*` and `#`; or the user of a SIP address, with its host where one was given. Null: it is no number. */
export function dialledNumber(text: string): string | null {
  const plain = asTyped(text).trim()
  const scheme = /^(tel|sips?|callto):(?:\/\/)?(.*)$/is.exec(plain)
  // Parameters and headers of an address (RFC 3261 19.1.1) are no part of who is called, and must not become one.
  const [body = ''] = (scheme?.[2] ?? plain).split(/[;?]/)
  const asked = unescaped(body)
  if (asked === null || asked.length > MOST_CHARACTERS) return null
  if (/^sip/i.test(scheme?.[1] ?? '') && asked.includes('@')) return isAddress(asked) ? `sip:${asked}` : null
  const [user = ''] = scheme ? asked.split('@') : [asked]
  return numberIn(user) ?? (isUser(user) && (scheme !== null || !/\s/.test(user)) ? user : null)
}

/** As people write numbers: with spaces, brackets, points, strokes, and the zero that is left out abroad. */
function numberIn(text: string): string | null {
  if (!/^[+\d*#()\s./\u2010-\u2015\u00a0-]+$/.test(text)) return null
  const isAbroad = text.trim().startsWith('+')
  const digits = (isAbroad ? text.replace(/\(0\)/, '') : text).replace(/[^+\d*#]/g, '')
  return /^\+?[\d*#]+$/.test(digits) ? digits : null
}

const isUser = (text: string): boolean => /^[a-z0-9][\w.!~'-]*$/i.test(text)

const isAddress = (text: string): boolean => /^[+*#\w.!~'-]+@[a-z0-9][a-z0-9.-]*(:\d{1,5})?$/i.test(text)

function unescaped(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}
