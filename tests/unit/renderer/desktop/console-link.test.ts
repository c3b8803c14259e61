// Links of our own: what they may say, and that nothing else is read out of them.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { consoleLink, isConsoleLink } from '#renderer/desktop/console-link.ts'

describe('a link to the console', () => {
  it.each([
    ['earshot:listen?agent=1004', { kind: 'listen', agent: '1004' }],
    ['earshot://listen/?agent=1004', { kind: 'listen', agent: '1004' }],
    ['EARSHOT:listen?agent=SIP%2Dana', { kind: 'listen', agent: 'SIP-ana' }],
    ['earshot:agent/1004', { kind: 'agent', agent: '1004' }],
    ['earshot://agent/ana@pbx.example/', { kind: 'agent', agent: 'ana@pbx.example' }],
  ] as const)('%s is read', (text, link) => {
    expect(consoleLink(text)).toEqual(link)
  })

  it.each([
    'earshot:join?agent=1004',
    'earshot:listen?agent=1004&mode=join',
    'earshot:listen?agent=1004#join',
    'earshot:listen?agent=',
    'earshot:listen?agent=%00',
    'earshot:listen?agent=%E0%A4%A',
    'earshot:listen?agent=1004%0A',
    'earshot:listen?agent=a%20b',
    'earshot:listen?agent=%E2%80%AE4001',
    'earshot:agent/../1004',
    'earshot:agent/1004/join',
    `earshot:agent/${'1'.repeat(61)}`,
    'xearshot:agent/1004',
    'tel:1004',
  ])('%s asks for nothing', (text) => {
    expect(consoleLink(text)).toBeNull()
  })

  it('that was mutated thousands of times never asks for more than to listen to or to show one plain name', () => {
    const good = ['earshot:listen?agent=1004', 'earshot://listen/?agent=ana@x', 'earshot:agent/1004']
    const cut = fc.tuple(fc.constantFrom(...good), fc.nat(30), fc.nat(6), fc.string({ unit: 'binary', maxLength: 8 }))
    fc.assert(
      fc.property(cut, ([text, at, gone, put]) => {
        const link = consoleLink(text.slice(0, at) + put + text.slice(at + gone))
        if (link === null) return
        expect(['listen', 'agent']).toContain(link.kind)
        expect(link.agent).toMatch(/^[\w.@+*:-]{1,60}$/)
      }),
      { numRuns: 20_000 },
    )
  })

  it('is known as one even where it cannot be read, so that it is never taken for a number', () => {
    expect(isConsoleLink('earshot:1004')).toBe(true)
    expect(isConsoleLink('tel:1004')).toBe(false)
  })
})
