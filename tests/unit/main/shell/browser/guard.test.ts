import { describe, expect, it } from 'vitest'
import { createEntrance, isOurHost, isOurOrigin } from '#main/shell/browser/guard.ts'
import { filePath } from '#main/shell/page/page-files.ts'

let ids = 0
const randomId = (bytes: number) => String(++ids).padStart(bytes * 2, '0')
const cookieOf = (set: string | null) => ({ cookie: `other=1; ${set?.split(';')[0]}` })

describe('the key of the console', () => {
  it('opens once, and leaves a session scripts cannot read', () => {
    const entrance = createEntrance(randomId)
    const key = entrance.key()
    const set = entrance.redeem(key)
    expect(set).toMatch(/^earshot-\w{8}=\w{48}; HttpOnly; SameSite=Strict; Path=\/$/)
    expect(entrance.redeem(key)).toBeNull()
    expect(entrance.knows(cookieOf(set))).toBe(true)
  })

  it('is not used up by a wrong guess', () => {
    const entrance = createEntrance(randomId)
    for (const guess of [null, '', 'x', entrance.key().slice(1), `${entrance.key()}0`])
      expect(entrance.redeem(guess)).toBeNull()
    expect(entrance.redeem(entrance.key())).not.toBeNull()
  })

  it('is not the session', () => {
    const entrance = createEntrance(randomId)
    const key = entrance.key()
    const name = entrance.redeem(key)?.split('=')[0]
    for (const cookie of [undefined, '', `${name}=`, `${name}=${key}`, `${name}=%00`]) {
      expect(entrance.knows(cookie === undefined ? {} : { cookie })).toBe(false)
    }
  })

  it('opens one console and leaves the session of another in the same browser alone', () => {
    const [one, two] = [createEntrance(randomId), createEntrance(randomId)]
    const both = [one, two].map((entrance) => entrance.redeem(entrance.key())?.split(';')[0])
    expect(new Set(both.map((pair) => pair?.split('=')[0])).size).toBe(2)
    expect([one.knows({ cookie: both.join('; ') }), two.knows({ cookie: both.join('; ') })]).toEqual([true, true])
    expect(one.knows({ cookie: both[1] })).toBe(false)
  })
})

describe('who is let in', () => {
  it('is our own address and port, not a name somebody else points at it', () => {
    expect([isOurHost('127.0.0.1:80', 80), isOurHost('localhost:80', 80)]).toEqual([true, true])
    for (const host of [undefined, '', 'evil.example:80', '127.0.0.1', '127.0.0.1:81', '127.0.0.1:80.evil.example']) {
      expect(isOurHost(host, 80)).toBe(false)
    }
  })

  it('is our own page, not another', () => {
    expect(isOurOrigin('http://127.0.0.1:80', 80)).toBe(true)
    for (const origin of [undefined, 'null', 'https://127.0.0.1:80', 'http://evil.example', 'http://127.0.0.1:8080']) {
      expect(isOurOrigin(origin, 80)).toBe(false)
    }
  })
})

describe('a path of the page', () => {
  it('is a file of the built renderer', () => {
    expect(filePath('/out', '/assets/a%20b.js')).toBe('/out/assets/a b.js')
  })

  it.each([
    '/../secret',
    '/%2e%2e/secret',
    '/a/../../secret',
    '/..%5csecret',
    '/a%00.js',
    '/%E0%A4%A',
    '/..',
    '//../../etc/passwd',
    '/%2e%2e%2f%2e%2e%2fetc%2fpasswd',
  ])('never leads out: %s', (path) => {
    const found = filePath('/out', path)
    expect(found === null || found.startsWith('/out/')).toBe(true)
  })
})
