// How a plan is carried out.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { install } from '#main/updates/install.ts'

const noShow = async () => expect.fail('nothing is shown')

it('an AppImage is replaced as a whole and can be started, or stays', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'earshot-install-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  const [old, fresh] = [join(dir, 'Earshot.AppImage'), join(dir, 'fetched')]
  writeFileSync(old, 'old')
  writeFileSync(fresh, 'new')
  await install({ kind: 'replace', file: old }, fresh, noShow)
  expect(readFileSync(old, 'utf8')).toBe('new')
  expect(statSync(old).mode & 0o777).toBe(0o755)
  await expect(install({ kind: 'replace', file: old }, join(dir, 'gone'), noShow)).rejects.toThrow('ENOENT')
  expect(readdirSync(dir).toSorted()).toEqual(['Earshot.AppImage', 'fetched'])
})

it('an installer that fails, or is not there, is said', async () => {
  const run = (command: string, args: readonly string[]) =>
    install({ kind: 'run', command, args, waits: true }, '', noShow)
  await expect(run(process.execPath, ['-e', 'process.exit(0)'])).resolves.toBeUndefined()
  await expect(run(process.execPath, ['-e', 'process.exit(126)'])).rejects.toThrow('126')
  await expect(run('/nowhere/installer', [])).rejects.toThrow('ENOENT')
})

it('what nobody can install by itself is shown', async () => {
  const shown: string[] = []
  await install({ kind: 'show' }, '/w/Earshot.dmg', async (file) => void shown.push(file))
  expect(shown).toEqual(['/w/Earshot.dmg'])
})
