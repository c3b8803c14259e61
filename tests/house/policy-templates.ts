// build/policies: the templates by which Windows' Group Policy and managed Macs offer the settings, made from the schema and the words
// of the screen. `npm run site-schema` writes them.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { type Leaf, settingLeaves } from '#main/settings/leaves.ts'
import { POLICY_KEY, PREFERENCES } from '#main/settings/system-policies.ts'
import { meanings as german } from '#renderer/words/de/later/meanings.ts'
import { meanings as english } from '#renderer/words/en/later/meanings.ts'
import { meanings as spanish } from '#renderer/words/es/later/meanings.ts'

type Words = Readonly<Record<string, readonly [name: string, means: string]>>

const folder = 'build/policies'
const languages: readonly (readonly [locale: string, words: Words])[] = [
  ['en-US', english],
  ['de-DE', german],
  ['es-ES', spanish],
]

/** Each file by its path. */
export function policyTemplates(): ReadonlyMap<string, string> {
  const leaves = settingLeaves()
  return new Map([
    [`${folder}/windows/earshot.admx`, admx(leaves)],
    ...languages.map(([locale, words]) => [`${folder}/windows/${locale}/earshot.adml`, adml(leaves, words)] as const),
    [`${folder}/macos/${PREFERENCES}.plist`, manifest(leaves, english)],
  ])
}

export function writePolicyTemplates(): void {
  for (const [path, text] of policyTemplates()) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  }
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
const idOf = ({ path }: Leaf): string => path.replaceAll('.', '_')

// Windows: https://learn.microsoft.com/previous-versions/windows/desktop/Policy/admx-schema

function admx(leaves: readonly Leaf[]): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<policyDefinitions xmlns="http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions" revision="1.0" schemaVersion="1.0">
  <policyNamespaces>
    <target prefix="earshot" namespace="Earshot.Policies" />
  </policyNamespaces>
  <resources minRequiredRevision="1.0" />
  <categories>
    <category name="earshot" displayName="$(string.earshot)" />
  </categories>
  <policies>
${leaves.map(admxPolicy).join('\n')}
  </policies>
</policyDefinitions>
`
}

function admxPolicy(leaf: Leaf): string {
  const id = idOf(leaf)
  const head = `    <policy name="${id}" class="Both" displayName="$(string.${id})" explainText="$(string.${id}_means)" key="${POLICY_KEY}"`
  const place = '<parentCategory ref="earshot" />'
  if (leaf.form === 'switch')
    return `${head} valueName="${leaf.path}">
      ${place}
      <enabledValue><decimal value="1" /></enabledValue>
      <disabledValue><decimal value="0" /></disabledValue>
    </policy>`
  return `${head} presentation="$(presentation.${id})">
      ${place}
      <elements>
        ${admxElement(leaf)}
      </elements>
    </policy>`
}

function admxElement(leaf: Leaf): string {
  const id = `id="${idOf(leaf)}_value" valueName="${leaf.path}"`
  if (leaf.form === 'choice')
    return `<enum ${id} required="true">${leaf.options
      .map((one) => `<item displayName="$(string.${idOf(leaf)}_${one})"><value><string>${one}</string></value></item>`)
      .join('')}</enum>`
  // A share of one (0.7) or no limit (none) is no whole number.
  if (leaf.form === 'number' && leaf.isWhole && !leaf.isNullable)
    return `<decimal ${id} required="true" minValue="${leaf.min ?? 0}" maxValue="${leaf.max ?? 2_147_483_647}" />`
  return leaf.form === 'list' || leaf.form === 'json'
    ? `<multiText ${id} required="true" />`
    : `<text ${id} required="true" />`
}

function adml(leaves: readonly Leaf[], words: Words): string {
  const strings = leaves.flatMap((leaf) => {
    const [name, means] = wordsOf(leaf, words)
    const options = leaf.form === 'choice' ? leaf.options : []
    return [
      [idOf(leaf), name],
      [`${idOf(leaf)}_means`, `${means}\n${leaf.path}: ${formOf(leaf)}`],
      ...options.map((one) => [`${idOf(leaf)}_${one}`, one]),
    ]
  })
  const presentations = leaves.flatMap((leaf) => (leaf.form === 'switch' ? [] : [presentation(leaf, words)]))
  return `<?xml version="1.0" encoding="utf-8"?>
<policyDefinitionResources xmlns="http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions" revision="1.0" schemaVersion="1.0">
  <displayName>Earshot</displayName>
  <description>Earshot</description>
  <resources>
    <stringTable>
      <string id="earshot">Earshot</string>
${strings.map(([id, text = '']) => `      <string id="${id}">${escaped(text)}</string>`).join('\n')}
    </stringTable>
    <presentationTable>
${presentations.join('\n')}
    </presentationTable>
  </resources>
</policyDefinitionResources>
`
}

function presentation(leaf: Leaf, words: Words): string {
  const id = `refId="${idOf(leaf)}_value"`
  const [name] = wordsOf(leaf, words)
  const label = escaped(name)
  const boxes = {
    choice: `<dropdownList ${id}>${label}</dropdownList>`,
    list: `<multiTextBox ${id} />`,
    json: `<multiTextBox ${id} />`,
    text: `<textBox ${id}><label>${label}</label></textBox>`,
    switch: '',
    number:
      leaf.form === 'number' && leaf.isWhole && !leaf.isNullable
        ? `<decimalTextBox ${id}>${label}</decimalTextBox>`
        : `<textBox ${id}><label>${label}</label></textBox>`,
  }
  return `      <presentation id="${idOf(leaf)}">${boxes[leaf.form]}</presentation>`
}

function wordsOf({ path }: Leaf, words: Words): readonly [name: string, means: string] {
  const found = words[path]
  if (!found) throw new Error(`src-renderer/words/*/later/meanings.ts has nothing for ${path}`)
  return found
}

/** What a value looks like; English, as names of fields are. */
function formOf(leaf: Leaf): string {
  const none = leaf.isNullable ? ' | none' : ''
  switch (leaf.form) {
    case 'switch':
      return '1 | 0'
    case 'number':
      return `${leaf.min ?? ''} … ${leaf.max ?? ''}${none}`
    case 'choice':
      return leaf.options.join(' | ') + none
    case 'list':
      return `text, …${none}`
    case 'json':
      return `JSON (docs/site.schema.json)${none}`
    case 'text':
      return `text${none}`
  }
}

// macOS: a manifest in the form of ProfileManifests (https://github.com/ProfileManifests/ProfileManifests/wiki/Manifest-Format)

const plistTypes = { switch: 'boolean', text: 'string', choice: 'string', list: 'array', json: 'string' } as const

function manifest(leaves: readonly Leaf[], words: Words): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>pfm_domain</key><string>${PREFERENCES}</string>
  <key>pfm_title</key><string>Earshot</string>
  <key>pfm_description</key><string>Settings of Earshot</string>
  <key>pfm_format_version</key><integer>1</integer>
  <key>pfm_version</key><integer>1</integer>
  <key>pfm_subkeys</key>
  <array>
${leaves.map((leaf) => manifestKey(leaf, words)).join('\n')}
  </array>
</dict>
</plist>
`
}

function manifestKey(leaf: Leaf, words: Words): string {
  const [name, means] = wordsOf(leaf, words)
  const type = leaf.form === 'number' ? (leaf.isWhole ? 'integer' : 'real') : plistTypes[leaf.form]
  const options = leaf.form === 'choice' ? leaf.options : []
  const range = options.map((one) => `<string>${one}</string>`).join('')
  return [
    '    <dict>',
    `      <key>pfm_name</key><string>${leaf.path}</string>`,
    `      <key>pfm_type</key><string>${type}</string>`,
    `      <key>pfm_title</key><string>${escaped(name)}</string>`,
    `      <key>pfm_description</key><string>${escaped(`${means} ${formOf(leaf)}`)}</string>`,
    ...(options.length > 0 ? [`      <key>pfm_range_list</key><array>${range}</array>`] : []),
    ...(leaf.form === 'list'
      ? ['      <key>pfm_subkeys</key><array><dict><key>pfm_type</key><string>string</string></dict></array>']
      : []),
    '    </dict>',
  ].join('\n')
}
