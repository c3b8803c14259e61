// The schema that editors check a site file by is the one the console reads it by.
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { schemaFile, siteSchema } from '../../house/site-schema.ts'

const schema = z.fromJSONSchema(JSON.parse(readFileSync(schemaFile, 'utf8')))
const example = JSON.parse(/```json\n([\s\S]*?)```/.exec(readFileSync('docs/asterisk.md', 'utf8'))?.[1] ?? '{}')

it('is made from the console’s own (npm run site-schema, then npm run format)', () => {
  expect(JSON.parse(readFileSync(schemaFile, 'utf8'))).toEqual(siteSchema())
})

it('takes the site file of the page, also with secrets that are only named', () => {
  expect(schema.safeParse(example).success).toBe(true)
  const ami = { ...example.site.ami, secret: { from: 'env', name: 'AMI_SECRET' } }
  expect(schema.safeParse({ ...example, $schema: 'x', site: { ...example.site, ami } }).success).toBe(true)
})

it('takes no misspelt setting, at no depth', () => {
  expect(schema.safeParse({ ...example, polcy: 'open' }).success).toBe(false)
  expect(schema.safeParse({ ...example, site: { ...example.site, trunk: [] } }).success).toBe(false)
})
