// What the palette finds.
import { describe, expect, it } from 'vitest'
import { fuzzyFind } from '#renderer/commands/fuzzy.ts'

const find = (search: string, ...items: string[]) => fuzzyFind(search, items, (item) => item, 10)

describe('the palette’s search', () => {
  it('puts what begins so first, then what has a word that begins so, then what holds it', () => {
    expect(find('ann', 'Joanna', 'Mary Ann', 'Anna')).toEqual(['Anna', 'Mary Ann', 'Joanna'])
  })

  it('takes the first letters of words', () => {
    expect(find('wta', 'Whisper to the agent', 'Way out')).toEqual(['Whisper to the agent'])
  })

  it('forgives letters that were left out of a word, after all that fits better', () => {
    expect(find('wisper', 'Whisper to the agent', 'Join the call')).toEqual(['Whisper to the agent'])
    expect(find('wspr', 'Join the call', 'Whisper to the agent')).toEqual(['Whisper to the agent'])
    expect(find('ana', 'Amanda', 'Ana')).toEqual(['Ana', 'Amanda'])
    expect(find('hspr', 'Whisper'), 'the first letter is never left out').toEqual([])
  })

  it('wants every word, in any order, accents and case aside', () => {
    expect(find('lopez jose', 'José López', 'José Pérez')).toEqual(['José López'])
  })

  it('finds nothing rather than anything', () => {
    expect(find('xyz', 'Anna')).toEqual([])
    expect(find('aa', 'Anna')).toEqual([])
  })

  it('without a search leaves all as they are, up to the most', () => {
    expect(fuzzyFind(' ', ['b', 'a', 'c'], (item) => item, 2)).toEqual(['b', 'a'])
  })
})
