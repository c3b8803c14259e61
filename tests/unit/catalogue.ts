// Every sentence of a catalogue by its path, and the words that none of them may use.
import { expect } from 'vitest'

/** Functions are asked with marks for their parts: `<0>`, `<1>`. */
export function sentences(part: unknown, path = ''): Map<string, string> {
  return spokenWith((at) => `<${at}>`, part, path)
}

function spokenWith(mark: (at: number) => string, part: unknown, path: string): Map<string, string> {
  if (typeof part === 'string') return new Map([[path, part]])
  if (typeof part === 'function') {
    return spokenWith(mark, part(...Array.from({ length: part.length }, (_, at) => mark(at))), path)
  }
  const below = Object.entries(part as object)
  return new Map(below.flatMap(([key, each]) => [...spokenWith(mark, each, path ? `${path}.${key}` : key)]))
}

/** Terms of the trade behind the screen, which nobody on a floor has to know. */
const machinery = [
  /\bSIP\b/i,
  /\bRFC\b/i,
  /\bDTMF\b/i,
  /\b(AMI|ARI|PBX)\b/,
  /webrtc/i,
  /\bendpoint/i,
  /\bo(n|ff)-?net\b/i,
  /\bscope\b/i,
]

const lost = {
  en: [
    /\bmonitors?\b/i,
    /\bmend(s|ed|ing)?\b/i,
    /\b(draw(s|n|ing)?|lots?)\b/i,
    /\bchain(s|ed)?\b/i,
    /\bpanes?\b/i,
    /\b(spy|snoop|barge|hop)\b/i,
  ],
  es: [
    /\bmonitor(es)?\b/i,
    /\b(arreglar|remendar)\b/i,
    /\bsorte(o|a|ar|ado|ada)\b/i,
    /\bcadenas?\b/i,
    /\bpan(el|eles)\b/i,
    /\b(espiar|salto)\b/i,
  ],
  de: [
    /\bMonitor(e|en|s)?\b/i,
    /\b(flicken|reparieren|repariert)\b/i,
    /\b(aus)?(ge)?(lost|losen)\b/i,
    /Kette\b|verkettet/i,
    /\b(Scheiben?|Panels?)\b/i,
    /\b(Spion|ausspähen|Sprung)\b/i,
  ],
} as const

/** Not words the palette finds a command by, which are never shown, nor those that a site has asked for. */
const isShown = (path: string) => !/^(keys\.also|onNetTerms)\./.test(path)

/** Of what is shown in this language, in the page or by Electron. */
export function expectNoLostWord(language: keyof typeof lost, catalogue: unknown): void {
  const words = [...lost[language], ...machinery]
  // Of one thing another sentence may be said than of many.
  const all = [...sentences(catalogue), ...spokenWith(() => '1', catalogue, '')]
  const wrong = all.filter(([path, sentence]) => isShown(path) && words.some((word) => word.test(sentence)))
  expect(new Map(wrong)).toEqual(new Map())
}
