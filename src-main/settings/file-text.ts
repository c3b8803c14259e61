// The text of a file as people save it: UTF-8, or UTF-16 with its mark, as some editors of Windows do.
import { err, ok, type Result } from '#contract/result.ts'

const notUtf8 =
  'this file is not saved as UTF-8: letters beyond ASCII, also in passwords, would be lost. Save it as UTF-8.'

/** The failure is a sentence. What is neither is refused rather than read with letters missing. */
export function textOf(bytes: Uint8Array): Result<string, string> {
  try {
    const text = new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes)
    return text.includes('\0')
      ? err('this file holds zero bytes: it is in another encoding, or was damaged. Save it anew as UTF-8.')
      : ok(text)
  } catch {
    return err(notUtf8)
  }
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
}
