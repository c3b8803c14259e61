// The administrator's page and the program agree.
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { freeswitchSite, settings } from '#contract/settings.ts'
import { allowedApi, allowedEvents } from '#main/pbx/freeswitch/wire/event-names.ts'

const page = readFileSync('docs/freeswitch.md', 'utf8')
const example = JSON.parse(/```json\n([\s\S]*?)```/.exec(page)?.[1] ?? 'null')

it('shows a site file that the console takes as it is printed', () => {
  const read = settings.parse(example)
  expect(read).toMatchObject({ siteName: 'Example Sales' })
  // Nothing of it is a field the console does not know, and would drop in silence.
  expect(read.site).toMatchObject(example.site)
})

it('names every field of the site, and no other', () => {
  const named = [...page.matchAll(/^\| (`[\w.]+`(?:, `[\w.]+`)*) \|/gm)].flatMap(([, names = '']) =>
    names.split(', ').map((name) => name.slice(1, -1).split('.')[0]),
  )
  const fields = Object.keys(freeswitchSite.shape).filter((name) => name !== 'kind')
  expect([...new Set(named)].toSorted()).toEqual(fields.toSorted())
})

it('gives the rights as the console needs them, letter for letter', () => {
  expect(page).toContain(`<param name="esl-allowed-events" value="${allowedEvents}"/>`)
  expect(page).toContain(`<param name="esl-allowed-api" value="${allowedApi}"/>`)
})

it('says that it has not been used at a site, and what rights do not fence in', () => {
  expect(page).toMatch(/not been used\s+at a site yet/)
  expect(page).toMatch(/`sendmsg` and `sendevent` are never checked/)
})
