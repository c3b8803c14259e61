// The security page names tests: each is there, under the title it is named by.
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const page = readFileSync('docs/security.md', 'utf8')
const named = [...page.matchAll(/`(tests\/[\w./-]+\.(?:test|spec)\.tsx?)`(?:: \*([^*]+)\*)?/g)].map(
  ([, file = '', title]) => [file, title ?? null] as const,
)

describe('the security page', () => {
  it.each(named)('names a test that is there: %s, %s', (file, title) => {
    expect(existsSync(file), file).toBe(true)
    if (title !== null) expect(readFileSync(file, 'utf8')).toContain(title)
  })

  it.each([
    'malicious phone system',
    'Caller id',
    'Content of the page',
    'Another user',
    'loopback',
    'stolen disk',
    'more than their right',
  ])('has a part about this threat, with a test: %s', (threat) => {
    const part = page.split('\n## ').find((one) => one.split('\n')[0]?.includes(threat))
    expect(part).toMatch(/`tests\//)
  })
})
