// Accessibility as axe-core sees it, run inside the page: brought there once, so that a look costs no more than the look.

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'
import type { AxeResults, ElementContext, RunOptions } from 'axe-core'

/** WCAG 2.2 AA, and what axe counts as good practice. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** all: every rule. colours: the only ones a theme can break. structure: what a language can. */
export type Rules = 'all' | 'colours' | 'structure'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const colours = ['color-contrast']

function optionsOf(rules: Rules, off: readonly string[]): RunOptions {
  if (rules === 'colours') return { runOnly: { type: 'rule', values: colours } }
  const without = rules === 'structure' ? [...off, ...colours] : off
  return {
    runOnly: { type: 'tag', values: tags },
    rules: Object.fromEntries(without.map((id) => [id, { enabled: false }])),
  }
}

/**
 * The elements with words of their own whose colours, size and weight have not been judged under `theme` yet: whatever else looks the
 * same has the same contrast. Kept in the page.
 */
async function newColours(page: Page, theme: string): Promise<number> {
  return page.evaluate((name) => {
    const known = window as unknown as { judgedColours?: Record<string, Set<string>>; newColours?: Element[] }
    known.judgedColours ??= {}
    known.judgedColours[name] ??= new Set()
    const judged = known.judgedColours[name]
    const behind = (element: Element | null): string => {
      const layers: string[] = []
      for (let box = element; box; box = box.parentElement) {
        const { backgroundColor, backgroundImage, opacity } = getComputedStyle(box)
        layers.push(`${backgroundColor} ${backgroundImage} ${opacity}`)
        if (/^rgb\(/.test(backgroundColor) && opacity === '1') break
      }
      return layers.join()
    }
    const hasWords = (element: Element): boolean =>
      element instanceof HTMLInputElement ||
      [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim())
    known.newColours = [...document.querySelectorAll('body *')].filter((element) => {
      if (!hasWords(element) || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
        return false
      const { color, fontSize, fontWeight } = getComputedStyle(element)
      const isOff = element.closest(':disabled, [aria-disabled="true"]') !== null // has no contrast to keep
      const look = `${color} ${fontSize} ${fontWeight} ${isOff} ${behind(element)}`
      if (judged.has(look)) return false
      judged.add(look)
      return true
    })
    return known.newColours.length
  }, theme)
}

/** What is wrong with the colours that this look of the page shows first under `theme`. */
export async function colourViolations(page: Page, theme: string): Promise<string[]> {
  if ((await newColours(page, theme)) === 0) return []
  return violations(page, 'colours', { isOfNewColours: true })
}

/**
 * What is wrong, a line a rule: its id and the elements. `off`: rules that cannot hold for this view. `within`: the parts to look at
 * (those that are there), where the rest of the page has been looked at before.
 */
export async function violations(
  page: Page,
  rules: Rules = 'all',
  {
    off = [],
    within = [],
    isOfNewColours = false,
  }: { readonly off?: readonly string[]; readonly within?: readonly string[]; readonly isOfNewColours?: boolean } = {},
): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source)
  const { violations: found } = await page.evaluate(
    ({ options, parts, isNew }): Promise<AxeResults> => {
      const { newColours = [] } = window as unknown as { newColours?: Element[] }
      const include = isNew ? newColours : parts.filter((part) => document.querySelector(part))
      const { axe } = window as unknown as { axe: typeof import('axe-core') }
      return axe.run(include.length > 0 ? ({ include } as ElementContext) : document, options)
    },
    {
      options: { ...optionsOf(rules, off), resultTypes: ['violations' as const] },
      parts: [...within],
      isNew: isOfNewColours,
    },
  )
  return found.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary}`).join(' | ')}`,
  )
}
