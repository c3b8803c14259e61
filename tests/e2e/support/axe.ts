// Accessibility as axe-core sees it, run inside the page: brought there once, so that a look costs no more than the look.

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'
import type { AxeResults, RunOptions } from 'axe-core'

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
 * What is wrong, a line a rule: its id and the elements. `off`: rules that cannot hold for this view. `within`: the parts to look at
 * (those that are there), where the rest of the page has been looked at before.
 */
export async function violations(
  page: Page,
  rules: Rules = 'all',
  { off = [], within = [] }: { readonly off?: readonly string[]; readonly within?: readonly string[] } = {},
): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source)
  const { violations: found } = await page.evaluate(
    ({ options, parts }): Promise<AxeResults> => {
      const include = parts.filter((part) => document.querySelector(part))
      const { axe } = window as unknown as { axe: typeof import('axe-core') }
      return axe.run(include.length > 0 ? { include } : document, options)
    },
    { options: { ...optionsOf(rules, off), resultTypes: ['violations' as const] }, parts: [...within] },
  )
  return found.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary}`).join(' | ')}`,
  )
}
