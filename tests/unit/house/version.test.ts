// The version is written once: whoever releases changes package.json, and everything else reads it there.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
const heldByOthers = ['package.json', 'package-lock.json', 'CHANGELOG.md'] // npm keeps the second; the third tells of every release

it('stands in package.json alone', () => {
  const files = execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8' }).split('\0')
  const stating = files.filter(
    (file) => file && !file.startsWith('tests/') && !heldByOthers.includes(file) && states(file),
  )
  expect(files.length).toBeGreaterThan(500) // git answered
  expect(stating).toEqual([])
})

function states(file: string): boolean {
  try {
    return new RegExp(`(?<![\\d.])${version.replaceAll('.', '\\.')}(?![\\d.]*\\d)`).test(readFileSync(file, 'utf8'))
  } catch {
    return false // removed, and not committed yet
  }
}
