// @vitest-environment jsdom
// The templates of policies are those of the settings as they are now: `npm run site-schema` makes them.
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { settingLeaves } from '#main/settings/leaves.ts'
import { meanings as german } from '#renderer/words/de/later/meanings.ts'
import { meanings as english } from '#renderer/words/en/later/meanings.ts'
import { meanings as spanish } from '#renderer/words/es/later/meanings.ts'
import { policyTemplates } from '../../house/policy-templates.ts'

const paths = settingLeaves().map(({ path }) => path)

it.each([...policyTemplates()])('%s is current', (path, text) => {
  expect(readFileSync(path, 'utf8')).toBe(text)
})

it.each([...policyTemplates()])('%s is XML, and names every setting once', (_path, text) => {
  const document = new DOMParser().parseFromString(text, 'application/xml')
  expect(document.querySelector('parsererror')).toBeNull()
  for (const path of paths) expect(text).toContain(path)
})

it('a template refers to nothing that its words do not have', () => {
  const [admx = '', ...adml] = [...policyTemplates()]
    .filter(([path]) => path.includes('windows'))
    .map(([, text]) => text)
  const strings = [...admx.matchAll(/\$\(string\.(\w+)\)/g)].map(([, id]) => `<string id="${id}">`)
  const boxes = [...admx.matchAll(/\$\(presentation\.(\w+)\)/g)].map(([, id]) => `<presentation id="${id}">`)
  const values = [...admx.matchAll(/ id="(\w+_value)"/g)].map(([, id]) => `refId="${id}"`)
  for (const text of adml) for (const wanted of [...strings, ...boxes, ...values]) expect(text).toContain(wanted)
})

it.each([english, german, spanish])('every setting has a name and a meaning, and nothing else has', (words) => {
  expect(Object.keys(words).sort()).toEqual([...paths].sort())
})
