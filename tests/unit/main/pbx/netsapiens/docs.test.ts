// The administrator's page and the program agree.
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { settings } from '#contract/settings.ts'
import { netsapiensSite } from '#contract/site-netsapiens.ts'

const page = readFileSync('docs/netsapiens.md', 'utf8')
const example = JSON.parse(/```json\n([\s\S]*?)```/.exec(page)?.[1] ?? 'null')

it('shows a site file that the console takes as it is printed', () => {
  const read = settings.parse(example)
  expect(read).toMatchObject({ siteName: 'Example Sales', policy: 'crexendo' })
  // Nothing of it is a field the console does not know, and would drop in silence.
  expect(read.site).toMatchObject(example.site)
})

it('names every field of the site, with the default it has', () => {
  const [table = ''] = page.slice(page.indexOf('| field |')).split('Secrets are')
  const named = [...table.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name)
  expect(named).toEqual(Object.keys(netsapiensSite.shape).filter((name) => name !== 'kind'))
  const { invite, extensionDigits, ringSeconds, resyncSeconds } = netsapiensSite.parse(example.site)
  expect(page).toContain(`| \`extensionDigits\` | ${extensionDigits} |`)
  expect(page).toContain(`| \`ringSeconds\` | ${ringSeconds} |`)
  expect(page).toContain(`| \`resyncSeconds\` | ${resyncSeconds} |`)
  expect(page).toContain(`both, ${invite.withinSeconds} s`)
})
