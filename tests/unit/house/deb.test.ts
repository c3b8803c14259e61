// The .deb: Debian's own tools make it from a folder, install it into an empty root, upgrade it, and remove all of it.
import { execFileSync, spawnSync } from 'node:child_process'
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeDeb } from '../../../build/linux/make-deb.ts'

const isDebian = spawnSync('dpkg-deb', ['--version']).status === 0
const isRoot = process.getuid?.() === 0

describe.skipIf(!isDebian)('the .deb', () => {
  let dir = ''
  let debs: readonly string[] = []
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'earshot-deb-test-'))
    const program = join(dir, 'linux-unpacked')
    mkdirSync(join(program, 'resources'), { recursive: true })
    for (const name of ['earshot', 'chrome-sandbox', 'resources/app.asar']) writeFileSync(join(program, name), name)
    debs = ['0.1.0', '0.2.0'].map((version) => makeDeb({ program, version, output: dir }))
  })
  afterAll(() => rmSync(dir, { recursive: true, force: true }))

  it('says what it is, and belongs to root whoever made it', () => {
    const field = (name: string) => execFileSync('dpkg-deb', ['-f', debs[0] ?? '', name], { encoding: 'utf8' }).trim()
    expect([field('Package'), field('Version'), field('Architecture')]).toEqual(['earshot', '0.1.0', 'amd64'])
    const lines = execFileSync('dpkg-deb', ['-c', debs[0] ?? ''], { encoding: 'utf8' })
      .trim()
      .split('\n')
    expect(lines.filter((line) => !line.includes(' root/root '))).toEqual([])
    // Chromium's helper is set-uid: without it there is no sandbox where user namespaces are off.
    expect(lines.find((line) => line.endsWith('chrome-sandbox'))).toMatch(/^-rwsr-xr-x/)
  })

  it.skipIf(!isRoot)(
    'goes into an empty root with its menu entry, is upgraded, and leaves nothing when it is purged',
    () => {
      const root = join(dir, 'root')
      for (const name of ['info', 'updates', 'triggers'])
        mkdirSync(join(root, 'var/lib/dpkg', name), { recursive: true })
      writeFileSync(join(root, 'var/lib/dpkg/status'), '')
      const dpkg = (...args: string[]) =>
        execFileSync('dpkg', [`--root=${root}`, '--force-depends', '--force-script-chrootless', ...args], {
          stdio: 'pipe',
        })
      const files = () =>
        readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => !name.startsWith('var'))
      const [first = '', second = ''] = debs
      dpkg('-i', first)
      const entry = readFileSync(join(root, 'usr/share/applications/earshot.desktop'), 'utf8')
      const [, program = ''] = /^Exec=(\S+)/m.exec(entry) ?? []
      expect(existsSync(join(root, program))).toBe(true)
      expect(lstatSync(join(root, 'usr/bin/earshot')).isSymbolicLink()).toBe(true)
      expect(lstatSync(join(root, 'usr/bin/earshot-kiosk')).mode & 0o111).toBe(0o111)
      dpkg('-i', second)
      expect(readFileSync(join(root, 'var/lib/dpkg/status'), 'utf8')).toContain('Version: 0.2.0')
      dpkg('-r', 'earshot')
      expect(files().sort()).toEqual(['etc', 'etc/apparmor.d', 'etc/apparmor.d/earshot'])
      dpkg('-P', 'earshot')
      expect(files()).toEqual([])
    },
  )
})
