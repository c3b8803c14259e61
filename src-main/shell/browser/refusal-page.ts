// What a browser shows in place of the console when it may not have it: a sentence in the person's language, and what to do. Pure.
import { createHash } from 'node:crypto'
import { languageOf, type Settings } from '#contract/settings.ts'
import { de } from './words/de.ts'
import { en, type RefusalWords } from './words/en.ts'
import { es } from './words/es.ts'

export type Refusal = keyof RefusalWords

/** What the person has chosen in the console. */
export type Speech = Pick<Settings, 'language' | 'theme'>

const catalogues = { en, es, de } as const

const style = `
:root { color-scheme: light dark; font: 1.0625rem/1.5 system-ui, sans-serif; background: Canvas; }
:root[data-theme="light"] { color-scheme: light; }
:root[data-theme="dark"] { color-scheme: dark; }
:root { background: light-dark(#eef0f3, #0d0f12); color: light-dark(#14181d, #eef1f4); }
:root[data-theme="contrast"] { background: light-dark(#fff, #000); color: light-dark(#000, #fff); }
body { margin: 0; min-height: 100dvh; display: grid; place-content: center; justify-items: center; gap: 1rem;
  padding: 1.5rem; box-sizing: border-box; text-align: center; }
svg { width: 56px; height: 56px; }
h1 { margin: 0; font-size: 1.375rem; text-wrap: balance; }
p { margin: 0; max-width: 52ch; text-wrap: pretty; }
`

/** Nothing but its own style: this page may be shown to anybody. */
export const refusalPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const mark = `<svg viewBox="0 0 64 64" aria-hidden="true"><rect width="64" height="64" rx="15" fill="#2855cc"/>
<g fill="none" stroke="#fff" stroke-width="5" stroke-linecap="round"><path d="M20 27a13.500 13.500 0 1 1 25.300 6.600c-2.500 4.400-6.300 6-7.300 10.600-1 4.600-3.600 7.300-7.600 7.300-3.400 0-6-2-6.900-5"/>
<path d="M28 27.500a5.600 5.600 0 1 1 8.600 4.700c-2.300 1.500-3.600 2.600-4.100 4.800"/></g>
<path d="M11.500 20.500a25 25 0 0 0 0 14" fill="none" stroke="#a9c4ff" stroke-width="4" stroke-linecap="round"/></svg>`

/** `asked`: the browser's languages as it sends them, the preferred one first; they count where none was chosen. */
export function refusalPage(refusal: Refusal, { language, theme }: Speech, asked: string | undefined): string {
  const { language: spoken, title, text } = said(refusal, language, asked)
  return `<!doctype html>
<html lang="${spoken}" data-theme="${theme}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Earshot</title><style>${style}</style></head>
<body>${mark}<h1>${title}</h1><p>${text}</p></body>
</html>
`
}

/** The same for whatever wants no page. */
export function refusalText(refusal: Refusal, { language }: Speech, asked: string | undefined): string {
  const { title, text } = said(refusal, language, asked)
  return `${title}. ${text}\n`
}

function said(refusal: Refusal, choice: Settings['language'], asked: string | undefined) {
  const tags = (asked ?? '').split(',').map((part) => part.split(';')[0]?.trim() ?? '')
  const language = languageOf(['en', 'es', 'de'] as const, choice, tags)?.language ?? 'en'
  return { language, ...catalogues[language][refusal] }
}
