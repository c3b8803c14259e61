// docs/site.schema.json, made from the schema the console itself reads a site file by. `npm run site-schema` writes it.
import { writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'
import { settings } from '#contract/settings.ts'
import { writePolicyTemplates } from './policy-templates.ts'

export const schemaFile = 'docs/site.schema.json'

/** Fields that may name a secret instead of holding it (src-main/settings/named-secrets.ts). */
const secret = new Set(['secret', 'password'])

const namedSecret: z.core.JSONSchema.JSONSchema = {
  anyOf: [
    { type: 'object', properties: { from: { const: 'env' }, name: { type: 'string' } }, required: ['from', 'name'] },
    { type: 'object', properties: { from: { const: 'file' }, path: { type: 'string' } }, required: ['from', 'path'] },
    {
      type: 'object',
      properties: { from: { const: 'keyring' }, name: { type: 'string' } },
      required: ['from', 'name'],
    },
    { type: 'object', properties: { from: { const: 'ask' } }, required: ['from'] },
  ],
}

/** Draft 2020-12. Defaults are left out where the console fills them in: an editor shows what may be written. */
export function siteSchema(): unknown {
  const schema = z.toJSONSchema(settings, {
    io: 'input',
    override: ({ jsonSchema }) => {
      if (jsonSchema.properties === undefined) return
      jsonSchema.additionalProperties = false
      for (const [name, field] of Object.entries(jsonSchema.properties))
        if (secret.has(name) && typeof field === 'object') jsonSchema.properties[name] = { anyOf: [field, namedSecret] }
    },
  })
  const properties = { $schema: { type: 'string' }, ...schema.properties }
  return { ...schema, title: 'Site file of Earshot', properties }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  writeFileSync(schemaFile, `${JSON.stringify(siteSchema(), null, 2)}\n`)
  writePolicyTemplates()
}
