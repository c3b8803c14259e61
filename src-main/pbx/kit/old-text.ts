// Text whose encoding nobody says: UTF-8 where it can be that, else Windows-1252. Pure.

const utf8 = new TextDecoder('utf-8', { fatal: true })
/** Windows-1252 from 0x80 on, where Latin-1 has controls; Node reads the one as the other. */
const western = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/** The beginning of a letter that the PBX has cut off: its names have room for so many bytes. */
const cutLetter = /(?:[\u00c2-\u00df]|[\u00e0-\u00ef][\u0080-\u00bf]?|[\u00f0-\u00f4][\u0080-\u00bf]{0,2})$/

/** `bytes`: a character a byte (latin1). Caller IDs come as somebody's switch sent them: UTF-8, or one byte a letter. Never a mark that a letter was lost. */
export function textOfBytes(bytes: string): string {
  return (
    inUtf8(bytes) ??
    // One byte a letter may end in such a byte as well; with letters of several bytes before it, it was cut.
    (/[\u00c2-\u00f4][\u0080-\u00bf]/.test(bytes) ? inUtf8(bytes.replace(cutLetter, '')) : null) ??
    western1252(bytes)
  )
}

function inUtf8(bytes: string): string | null {
  try {
    return utf8.decode(Buffer.from(bytes, 'latin1'))
  } catch {
    return null
  }
}

const western1252 = (bytes: string): string =>
  bytes.replace(/[\u0080-\u009f]/g, (byte) => western[byte.charCodeAt(0) - 0x80] ?? byte)
