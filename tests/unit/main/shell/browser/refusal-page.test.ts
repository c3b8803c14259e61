// What a browser shows that may not have the console: a sentence with what to do, in the person's language and theme.
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { type Refusal, refusalPage, refusalPolicy, refusalText } from '#main/shell/browser/refusal-page.ts'
import { de } from '#main/shell/browser/words/de.ts'
import { en } from '#main/shell/browser/words/en.ts'
import { es } from '#main/shell/browser/words/es.ts'

const bySystem = { language: 'system', theme: 'system' } as const
const refusals = Object.keys(en) as Refusal[]

describe('the page of a used address', () => {
  it.each([
    ['the browser’s language', bySystem, 'de-CH,de;q=0.9,en;q=0.8', 'de', de],
    ['the second of its languages, where the first is not spoken', bySystem, 'fr-CA, es;q=0.7', 'es', es],
    ['English, where none is', bySystem, 'fr', 'en', en],
    ['English, where nothing is said', bySystem, undefined, 'en', en],
    ['the language chosen in the console', { language: 'es', theme: 'dark' } as const, 'de', 'es', es],
  ])('speaks %s', (_what, speech, asked, language, words) => {
    const page = refusalPage('usedAddress', speech, asked)
    expect(page).toContain(`<html lang="${language}"`)
    expect(page).toContain(words.usedAddress.title)
    expect(page).toContain(words.usedAddress.text)
  })

  it('has the theme chosen in the console', () => {
    expect(refusalPage('usedAddress', { language: 'en', theme: 'dark' }, undefined)).toContain('data-theme="dark"')
  })

  it('is allowed its own style by its policy, and nothing else', () => {
    const [, style = ''] = /<style>(.*?)<\/style>/s.exec(refusalPage('usedAddress', bySystem, undefined)) ?? []
    const hash = createHash('sha256').update(style).digest('base64')
    expect(refusalPolicy).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    )
    expect(refusalPage('usedAddress', bySystem, undefined)).not.toMatch(/<script|style=|href=|src=/)
  })
})

describe('every refusal', () => {
  it.each(refusals)('%s says in every language what is wrong and what to do', (refusal) => {
    const texts = [en, es, de].map((words) => `${words[refusal].title}. ${words[refusal].text}\n`)
    expect(['en', 'es', 'de'].map((asked) => refusalText(refusal, bySystem, asked))).toEqual(texts)
    expect(new Set(texts).size).toBe(3)
  })
})
