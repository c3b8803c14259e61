// `npm run sbom`: what the program is made of, as CycloneDX 1.6 (out/sbom.cdx.json) and with every licence as a text (out/licences.txt).
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import own from '../package.json' with { type: 'json' }
import { componentsOf, sbomOf } from './sbom-parts.ts'

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'))
const components = componentsOf(lock)
mkdirSync('out', { recursive: true })
writeFileSync('out/sbom.cdx.json', `${JSON.stringify(sbomOf(own, components), null, 2)}\n`)
const texts = components.map(({ name, version, licence, path }) => {
  const file = filesIn(path).find((one) => /^(?:licen[cs]e|copying|notice)/i.test(one))
  return `${name} ${version} (${licence})\n\n${file ? readFileSync(join(path, file), 'utf8').trim() : 'No text comes with it.'}\n`
})
writeFileSync('out/licences.txt', texts.join(`\n${'-'.repeat(80)}\n\n`))
process.stdout.write(`out/sbom.cdx.json and out/licences.txt: ${components.length} packages\n`)

function filesIn(path: string): readonly string[] {
  try {
    return readdirSync(path)
  } catch {
    return [] // of another platform
  }
}
