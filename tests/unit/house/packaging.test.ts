// electron-builder.yml, read by electron-builder itself: it loads, it names what is there, and it packs nothing twice.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { type Configuration, Packager } from 'electron-builder'
import { describe, expect, it } from 'vitest'

/** As `npx electron-builder` does it: without a name it finds the file at the top level. */
async function load(config?: string): Promise<Configuration> {
  const packager = new Packager({ projectDir: process.cwd(), config: config ?? null })
  await packager.validateConfig()
  return packager.config
}

const patternsOf = ({ files }: Configuration): string[] =>
  [files ?? []].flat().flatMap((one) => (typeof one === 'string' ? one : [one.filter ?? []].flat()))

describe('the installers', { timeout: 60_000 }, () => {
  it('are made by a file that electron-builder finds and takes', async () => {
    expect(await load()).toMatchObject({ appId: 'org.earshot.console', electronFuses: { runAsNode: true } })
  })

  it('may be chosen for links to call somebody, on every system for the same ones', async () => {
    const schemes = [(await load()).protocols ?? []].flat().flatMap((one) => one.schemes)
    const entry = readFileSync('build/linux/earshot.desktop', 'utf8')
    const script = readFileSync('build/windows/call-links.nsh', 'utf8')
    expect(schemes).toEqual(['tel', 'sip', 'sips', 'callto', 'earshot'])
    expect([...entry.matchAll(/x-scheme-handler\/(\w+);/g)].map(([, scheme]) => scheme)).toEqual(schemes)
    expect([...script.matchAll(/URLAssociations" "(\w+)"/g)].map(([, scheme]) => scheme)).toEqual(
      schemes.filter((scheme) => scheme !== 'earshot'),
    )
    expect(script).toContain('Software\\Classes\\earshot" "URL Protocol"')
    expect(entry).toMatch(/^Exec=.+ %U$/m)
  })

  it('are refused with a field that electron-builder does not know', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'earshot-installers-'))
    const misspelt = join(folder, 'electron-builder.yml')
    writeFileSync(misspelt, readFileSync('electron-builder.yml', 'utf8').replace('oneClick', 'oneClik'))
    try {
      await expect(load(misspelt)).rejects.toThrow('nsis')
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('hold the program as it is built, what it reads beside that, and no package that is bundled already', async () => {
    const config = await load()
    const patterns = patternsOf(config)
    expect(patterns).toEqual(
      expect.arrayContaining(['out/main/**', 'out/preload/**', 'out/renderer/**', 'package.json']),
    )
    expect(patterns).toContain('!node_modules/**')
    const others = patterns.filter((pattern) => !pattern.startsWith('out/') && !pattern.startsWith('!'))
    expect(others.filter((pattern) => !matchesSomething(pattern))).toEqual([])
  })

  it('name folders and files that are there', async () => {
    const { directories, mac } = await load()
    for (const path of [directories?.buildResources, mac?.entitlements, mac?.entitlementsInherit])
      expect(existsSync(path ?? 'not named'), String(path)).toBe(true)
  })
})

/** A star stands for names in one folder; what is below them is there with them. */
function matchesSomething(pattern: string): boolean {
  const star = pattern.indexOf('*')
  if (star < 0) return existsSync(pattern)
  const folder = pattern.slice(0, pattern.lastIndexOf('/', star))
  const begins = pattern.slice(folder.length + 1, star)
  const fits = (name: string) =>
    name.startsWith(begins) && (extname(pattern) === '' || extname(name) === extname(pattern))
  return existsSync(folder) && readdirSync(folder).some(fits)
}
