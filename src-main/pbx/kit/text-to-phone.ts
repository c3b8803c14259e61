// A supervisor's words as a phone may be sent them: one line, no controls, nothing that turns the text around them. Pure.

const turning = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g
const control = /[\p{Cc}\u2028\u2029]+/gu

/** Of the phones' own displays, and below the size at which a MESSAGE over UDP falls apart (RFC 3428, section 8: 1300 bytes). */
const LONGEST_BYTES = 1000

/** null: nothing is left of it. Never cut: what is too long is not sent. */
export function textToPhone(text: string): string | null {
  const line = text.replace(turning, '').replace(control, ' ').trim()
  return line === '' || Buffer.byteLength(line) > LONGEST_BYTES ? null : line
}
