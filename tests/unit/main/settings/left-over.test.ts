// What an administrator forgot to fill in is named by its path, and never by its text.
import { describe, expect, it } from 'vitest'
import { leftOverIn } from '#main/settings/left-over.ts'

const kindOf = (field: string, text: string) => leftOverIn({ site: { ami: { [field]: text } } }).map(({ kind }) => kind)

const braced = '$'.concat('{AMI_SECRET}')

describe('in a secret', () => {
  it.each([braced, '$AMI_SECRET', '%AMI_SECRET%', '{{ ami_secret }}'])('%s is a variable', (text) =>
    expect(kindOf('secret', text)).toEqual(['variable']),
  )
  it.each(['…', '...', '***', 'xxxx', '<password>', '<your secret here>', 'TODO'])('%s is a placeholder', (text) =>
    expect(kindOf('password', text)).toEqual(['placeholder']),
  )
  it.each(['changeme', 'Change-Me', 'password', 'a long random text'])('%s is known to everybody', (text) =>
    expect(kindOf('password', text)).toEqual(['known']),
  )
  it.each([
    '',
    `7${braced}7`,
    'a$AB%CD%x',
    '%41bcDE',
    'pass<word>',
    'Passwords-are-long',
    '$2b$10$abcdef',
    'x9',
    '$ab',
  ])('%s may be a real one', (text) => expect(kindOf('password', text)).toEqual([]))
})

describe('in an address or a user', () => {
  it.each([`wss://${braced}:8089/ws`, 'wss://%PBX_HOST%/ws', 'wss://$PBX_HOST:8089/ws'])('%s has a variable', (text) =>
    expect(kindOf('wsUrl', text)).toEqual(['variable']),
  )
  it.each(['<pbx>', 'wss://<pbx>:8089/ws', '...'])('%s is a placeholder', (text) =>
    expect(kindOf('host', text)).toEqual(['placeholder']),
  )
  it.each(['wss://pbx.example/ws?a=%20b', 'password', 'sip:5001@pbx.example'])('%s is none', (text) =>
    expect(kindOf('uri', text)).toEqual([]),
  )
})

it('names each by its path, in lists too, and leaves the texts for people alone', () => {
  const wsUrl = ['wss://pbx.example/ws', 'wss://<second>/ws']
  const file = {
    siteName: '…',
    readyPhrases: ['<name>'],
    line: { iceServers: [{ urls: 'stun:x', secret: '...' }] },
    site: { wsUrl },
  }
  expect(leftOverIn(file)).toEqual([
    { path: 'line.iceServers.0.secret', kind: 'placeholder' },
    { path: 'site.wsUrl.1', kind: 'placeholder' },
  ])
})
