// What a feed may say, and whom it is believed of.
import { describe, expect, it } from 'vitest'
import { installPlan, packageKind } from '#main/updates/install-plan.ts'
import { newestRelease, newestVersion, readFeed } from '#main/updates/release-feed.ts'
import { compareVersions } from '#main/updates/versions.ts'
import { fileFor, signedFeed } from '../../../../build/sign-feed.ts'
import { feedText, kind, ours, packageOf, testKey } from './signed-feed.ts'

const here = { version: '0.2.0', kind, avoid: null }
const newest = (versions: readonly string[], more: object = {}) => {
  const feed = readFeed(feedText(versions), 'stable', ours.key)
  return feed.ok ? (newestRelease(feed.value, { ...here, ...more })?.version ?? null) : feed.error
}

describe('a feed', () => {
  it('is refused unsigned, changed, damaged, or signed by another key', () => {
    const good = feedText(['0.2.0', '0.3.0'])
    expect(readFeed(good, 'stable', ours.key).ok).toBe(true)
    const { signed, signature } = JSON.parse(good)
    const bad = [
      JSON.stringify({ signed, signature: '' }),
      JSON.stringify({ signed }),
      JSON.stringify({ signed: signed.replace('0.3.0', '0.3.1'), signature }),
      signed,
      good.slice(0, -5),
      '',
      feedText(['0.3.0'], { key: testKey() }),
    ]
    for (const text of bad) expect(readFeed(text, 'stable', ours.key), text).toMatchObject({ ok: false })
    expect(readFeed(good, 'stable', 'no key')).toMatchObject({ ok: false })
  })

  it('is that of the channel that was asked for', () => {
    const beta = feedText(['0.3.0-beta.1'], { channel: 'beta' })
    expect(readFeed(beta, 'beta', ours.key).ok).toBe(true)
    expect(readFeed(beta, 'stable', ours.key)).toEqual({ ok: false, error: 'the feed is that of another channel' })
  })

  it('names files beside it, and no path', () => {
    for (const name of ['../../etc/passwd', '/etc/passwd', 'a/b', '..', 'http://elsewhere.example/x']) {
      const feed = { channel: 'stable', releases: [{ version: '9.0.0', files: [{ ...packageOf('9.0.0'), name }] }] }
      expect(readFeed(signedFeed(feed, ours.privateKey), 'stable', ours.key), name).toMatchObject({ ok: false })
    }
  })

  it('leads to the newest version, never to an older one, one that did not come up here, or one without a way back', () => {
    expect(newest(['0.2.0', '0.3.0', '0.10.0', '0.9.0'])).toBe('0.10.0')
    expect(newest(['0.1.0', '0.2.0'])).toBeNull()
    expect(newest(['0.2.0', '0.3.0'], { avoid: '0.3.0' })).toBeNull()
    expect(newest(['0.3.0'])).toBeNull()
    expect(newest(['0.2.0', '0.3.0'], { kind: 'windows-x64-nsis' })).toBeNull()
  })
})

describe('the newest version of a feed', () => {
  it('is said whatever the packages are', () => {
    const feed = readFeed(feedText(['0.3.0', '0.4.0', '0.1.0']), 'stable', ours.key)
    expect(feed.ok && newestVersion(feed.value, '0.2.0')).toBe('0.4.0')
    expect(feed.ok && newestVersion(feed.value, '0.4.0')).toBeNull()
  })
})

describe('versions', () => {
  it('stand in the order of SemVer', () => {
    const order = [
      '1.0.0-alpha',
      '1.0.0-alpha.1',
      '1.0.0-alpha.beta',
      '1.0.0-beta',
      '1.0.0-beta.2',
      '1.0.0-beta.11',
      '1.0.0-rc.1',
      '1.0.0',
      '1.0.1',
      '1.2.0',
      '1.10.0',
      '2.0.0',
    ]
    expect([...order].reverse().toSorted(compareVersions)).toEqual(order)
    expect(compareVersions('1.0.0', '1.0.0')).toBe(0)
    expect(compareVersions('newest', '0.0.1')).toBeLessThan(0)
  })
})

describe('a package', () => {
  const linux = {
    platform: 'linux',
    arch: 'x64',
    appImage: undefined,
    program: '/opt/Earshot/earshot',
    exists: () => true,
  } as const

  it('is of the kind that the program came in', () => {
    expect(packageKind(linux)).toBe('linux-x64-deb')
    expect(packageKind({ ...linux, exists: () => false })).toBe('linux-x64-rpm')
    expect(packageKind({ ...linux, appImage: '/home/sue/Earshot.AppImage' })).toBe('linux-x64-AppImage')
    expect(packageKind({ ...linux, program: '/home/sue/earshot/node_modules/electron' })).toBeNull()
    expect(packageKind({ ...linux, platform: 'win32' })).toBe('windows-x64-nsis')
    expect(packageKind({ ...linux, platform: 'darwin', arch: 'arm64' })).toBe('mac-universal-dmg')
  })

  it('is named in the feed as the builder names it', () => {
    const named = (name: string) => fileFor(name, Buffer.from('x'))
    expect(named('earshot_0.2.0_amd64.deb')).toMatchObject({ for: 'linux-x64-deb', bytes: 1 })
    expect(named('Earshot-0.2.0-linux-x86_64.AppImage')).toMatchObject({ for: 'linux-x64-AppImage' })
    expect(named('Earshot-0.2.0-win-arm64.exe')).toMatchObject({ for: 'windows-arm64-nsis' })
    expect(named('Earshot-0.2.0-mac-universal.dmg')).toMatchObject({ for: 'mac-universal-dmg' })
    expect(named('latest.yml')).toBeNull()
  })

  it('is installed as its system does it', () => {
    const plan = (one: string) => installPlan(one, '/f', { appImage: '/home/sue/Earshot.AppImage' })
    expect(plan('windows-x64-nsis')).toMatchObject({ kind: 'run', command: '/f', waits: false })
    expect(plan('linux-x64-deb')).toEqual({ kind: 'run', command: 'pkexec', args: ['dpkg', '-i', '/f'], waits: true })
    expect(plan('linux-x64-rpm')).toMatchObject({ kind: 'run', command: 'pkexec' })
    expect(plan('linux-x64-AppImage')).toEqual({ kind: 'replace', file: '/home/sue/Earshot.AppImage' })
    expect(plan('mac-universal-dmg')).toEqual({ kind: 'show' })
  })
})
