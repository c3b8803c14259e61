// Text of people as a phone system sends it, made fit to be shown among other text. Pure.

const longest = 200
/** Marks and embeddings that turn the text around them (Unicode, UAX 9), and characters that are none. */
const turning = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g
const control = /[\p{Cc}\u2028\u2029]+/gu
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/
const [isolate, end] = ['\u2068', '\u2069']

/** On one line, never longer than the contract's texts, never cut inside a character, and never turning what stands beside it. */
export function readable(text: string): string {
  const line = text.replace(turning, '').replace(control, ' ').trim()
  if (!rightToLeft.test(line)) return cut(line, longest)
  return `${isolate}${cut(line, longest - isolate.length - end.length)}${end}`
}

function cut(text: string, length: number): string {
  if (text.length <= length) return text
  let kept = ''
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (kept.length + segment.length > length) return kept
    kept += segment
  }
  return kept
}
