import { expect, it } from 'vitest'
import { debianMirror, parseSources } from '../../../../asterisk/apt-source.ts'

const oneLine = `# deb http://old.invalid/debian sid main
deb [arch=amd64 signed-by=/k.gpg] http://mirror.invalid/debian bookworm main contrib # ours
deb http://mirror.invalid/debian-security bookworm-security main
deb-src http://mirror.invalid/debian bookworm main
`
const deb822 = `Types: deb
# a comment in the middle
URIs: http://mirror.invalid/debian
 http://second.invalid/debian
Suites: bookworm
 bookworm-updates
Components: main

Types: deb
URIs: http://switched-off.invalid/debian
Suites: sid
Components: main
Enabled: no
`

it('reads both forms of apt sources', () => {
  expect(parseSources(oneLine, 'sources.list')).toEqual([
    { uri: 'http://mirror.invalid/debian', suites: ['bookworm'], components: ['main', 'contrib'] },
    { uri: 'http://mirror.invalid/debian-security', suites: ['bookworm-security'], components: ['main'] },
  ])
  expect(parseSources(deb822, 'debian.sources')).toEqual(
    ['mirror', 'second'].map((host) => ({
      uri: `http://${host}.invalid/debian`,
      components: ['main'],
      suites: ['bookworm', 'bookworm-updates'],
    })),
  )
})

it('takes the main archive, not the security one or a vendor', () => {
  const vendor = { uri: 'http://vendor.invalid/apt', suites: ['stable'], components: ['main'] }
  const sources = parseSources(oneLine, 'sources.list')
  expect(debianMirror([vendor, ...sources.reverse()])).toBe('http://mirror.invalid/debian')
  expect(debianMirror([])).toBeNull()
})
