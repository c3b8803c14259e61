// The page that hands the browser its key: for its owner alone, and gone when it is not needed any more.
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { keyPage } from '#main/shell/browser/key-page.ts'

it('leads to the address, is readable by its owner alone, and goes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-key-'))
  try {
    const profile = join(folder, 'browser')
    const page = keyPage(profile)
    const path = fileURLToPath(page.leadingTo('http://127.0.0.1:1/?key=k'))
    expect(readFileSync(path, 'utf8')).toContain('content="0;url=http://127.0.0.1:1/?key=k"')
    expect([path, profile].map((one) => statSync(one).mode & 0o077)).toEqual([0, 0])
    page.remove()
    expect(existsSync(path)).toBe(false)
    page.remove()
  } finally {
    rmSync(folder, { recursive: true })
  }
})
