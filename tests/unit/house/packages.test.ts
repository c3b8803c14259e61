// What is shipped for each system is planned by electron-builder itself, listed for whoever must know its parts, and made by workflows that hold what they name.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Arch, type Configuration, Packager } from 'electron-builder'
import { describe, expect, it } from 'vitest'
import { componentsOf, sbomOf } from '../../../build/sbom-parts.ts'
import own from '../../../package.json' with { type: 'json' }

type Wanted = Configuration['linux'] | Configuration['win'] | Configuration['mac']

async function config(): Promise<Configuration> {
  const packager = new Packager({ projectDir: process.cwd(), config: null })
  await packager.validateConfig()
  return packager.config
}

/** `nsis x64`; without an architecture, that of the machine that makes it. */
const planned = (system: Wanted): readonly string[] =>
  [system?.target ?? []].flat().flatMap((one) => {
    if (typeof one === 'string') return [one]
    return [one.arch ?? []].flat().map((arch) => `${one.target} ${arch}`)
  })

describe('the packages', { timeout: 60_000 }, () => {
  it('are planned for every system and processor', async () => {
    const { win, mac, linux } = await config()
    expect(planned(win)).toEqual(['nsis x64', 'nsis arm64', 'msi x64', 'msi arm64'])
    expect(planned(mac)).toEqual(['dmg universal', 'zip universal'])
    expect(planned(linux)).toEqual(['AppImage', 'deb', 'rpm'])
    for (const text of [...planned(win), ...planned(mac)]) expect(Arch).toHaveProperty(text.split(' ')[1] ?? '')
  })

  it('are signed as far as there are certificates, and confined', async () => {
    const { mac, electronFuses } = await config()
    expect(mac).toMatchObject({ hardenedRuntime: true, notarize: true })
    expect(electronFuses).toMatchObject({
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
    })
  })

  it('have icons and files that are there', async () => {
    const { win, mac, linux } = await config()
    for (const icon of [win?.icon, mac?.icon, linux?.icon]) expect(existsSync(String(icon)), String(icon)).toBe(true)
    for (const name of ['earshot.desktop', 'earshot-kiosk', 'apparmor-profile', 'postinst', 'postrm', 'try-deb'])
      expect(existsSync(join('build', 'linux', name)), name).toBe(true)
  })
})

describe('the list of parts', () => {
  const components = componentsOf(JSON.parse(readFileSync('package-lock.json', 'utf8')))
  const sbom = sbomOf(own, components)

  it('has every package the program is made of, and Electron, and none that only makes or tests it', () => {
    const names = components.map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining([...Object.keys(own.dependencies), 'electron']))
    expect(names).not.toContain('vitest')
    expect(names).not.toContain('@biomejs/biome')
  })

  it('is CycloneDX: each part once, with its version, its hash and its licence', () => {
    expect(sbom).toMatchObject({
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      metadata: { component: { name: 'earshot' } },
    })
    const refs = sbom.components.map((one) => one['bom-ref'])
    expect(new Set(refs).size).toBe(refs.length)
    for (const { name, hashes, licenses } of sbom.components) {
      expect(licenses, name).toHaveLength(1)
      expect(hashes?.[0]?.content, name).toMatch(/^[0-9a-f]{128}$/)
    }
  })

  it('names no licence that obliges whoever ships it to give away more', () => {
    const asks = components.filter(({ licence }) => /GPL|SSPL|BUSL|CC-BY-NC|NOASSERTION/.test(licence))
    expect(asks.map(({ name, licence }) => `${name}: ${licence}`)).toEqual([])
  })
})

describe('the workflows', () => {
  const scripts = Object.keys(own.scripts)
  it.each(['check.yml', 'package.yml'])(
    '%s runs only scripts there are, on all three systems, with least rights',
    (name) => {
      const text = readFileSync(join('.github', 'workflows', name), 'utf8')
      const named = [...text.matchAll(/npm run ([a-z][\w:-]*)/g)].map(([, script]) => script)
      expect(scripts).toEqual(expect.arrayContaining(named))
      for (const system of ['ubuntu-', 'windows-', 'macos-']) expect(text).toContain(system)
      expect(text).toContain('permissions:\n  contents: read')
      expect(text).not.toContain('\t')
    },
  )
})
