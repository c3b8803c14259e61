import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from '#main/history/canonical-json.ts'
import { beginning, type ChainEnd, endOf, type Link, lineOf, linkAfter } from '#main/history/chain.ts'
import { verifyChain } from '#main/history/verify.ts'

const chainOf = (records: readonly unknown[]): Link[] => {
  let end: ChainEnd = beginning
  return records.map((record) => {
    const link = linkAfter(end, record)
    end = endOf(link)
    return link
  })
}
const textOf = (lines: readonly Parameters<typeof lineOf>[0][]) => lines.map((line) => `${lineOf(line)}\n`).join('')
const headOf = (links: readonly Link[]): ChainEnd => endOf(links.at(-1)!)

const records = fc.array(
  fc.record({ kind: fc.constant('monitor'), text: fc.string(), at: fc.double({ noNaN: true }) }),
  {
    minLength: 3,
    maxLength: 12,
  },
)
const five = chainOf(['a', 'b', 'c', 'd', 'e'].map((text) => ({ kind: 'monitor', text })))
const wrong = (text: string, head: ChainEnd | null = null) => {
  const finding = verifyChain(text, head)
  return finding.kind === 'wrong' ? [finding.wrong, finding.seq, finding.line] : finding.kind
}

describe('canonical JSON', () => {
  it('sorts keys at every depth, keeps arrays, leaves nothing between', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'é"' }], a: true })).toBe('{"a":true,"b":[1,{"c":"é\\"","d":null}]}')
  })

  it('says the same of the same value, however it was put together', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse())
        expect(canonicalJson(turned)).toBe(canonicalJson(value))
        expect(canonicalJson(JSON.parse(canonicalJson(value)))).toBe(canonicalJson(value))
      }),
    )
  })
})

describe('a chain', () => {
  it('that nobody touched is whole', () => {
    fc.assert(
      fc.property(records, (all) => {
        const links = chainOf(all)
        expect(verifyChain(textOf(links), headOf(links))).toMatchObject({
          kind: 'whole',
          records: all.length,
          torn: false,
        })
      }),
    )
  })

  it('tells of any byte that is changed, at the very record', () => {
    fc.assert(
      fc.property(records, fc.nat(), fc.integer({ min: 32, max: 126 }), (all, where, code) => {
        const links = chainOf(all)
        const text = textOf(links)
        const at = where % text.length
        const put = String.fromCharCode(code)
        fc.pre(text[at] !== put && text[at] !== '\n' && text.charCodeAt(at) < 128)
        const line = text.slice(0, at).split('\n').length
        expect(verifyChain(text.slice(0, at) + put + text.slice(at + 1), headOf(links))).toMatchObject({
          kind: 'wrong',
          seq: line,
          line,
        })
      }),
      { numRuns: 300 },
    )
  })

  it('tells of a record that is removed, put elsewhere or doubled, as that record', () => {
    fc.assert(
      fc.property(records, fc.nat(), fc.nat(), (all, one, other) => {
        const links = chainOf(all)
        const i = one % (links.length - 1)
        const without = links.toSpliced(i, 1)
        expect(wrong(textOf(without))).toEqual(['removed', i + 1, i + 1])
        expect(wrong(textOf(links.toSpliced(i + 1, 0, links[i]!)))).toEqual(['inserted', i + 1, i + 2])
        const to = i + 1 + (other % (links.length - 1 - i))
        expect(wrong(textOf(without.toSpliced(to, 0, links[i]!)))).toEqual(['reordered', i + 1, i + 1])
      }),
    )
  })

  it('tells of a record that was changed and hashed anew, also of the last one where its end is known', () => {
    for (const i of [0, 1, 2, 3, 4]) {
      const forged = five.with(
        i,
        linkAfter(i === 0 ? beginning : endOf(five[i - 1]!), { kind: 'monitor', text: 'forged' }),
      )
      expect(wrong(textOf(forged), headOf(five))).toEqual(['changed', i + 1, i + 1])
    }
  })

  it('tells of a record that was removed with those behind it numbered anew', () => {
    const { prev, record } = five[2]!
    const renumbered = linkAfter({ seq: 1, hash: prev }, record)
    expect(wrong(textOf([five[0]!, renumbered, five[3]!]))).toEqual(['changed', 2, 2])
  })

  it('tells of an end that was cut off, where it is known; an export knows its own', () => {
    const short = five.slice(0, 3)
    expect(wrong(textOf(short))).toBe('whole')
    expect(wrong(textOf(short), headOf(five))).toEqual(['truncated', 4, 4])
    expect(wrong(textOf([...five, { end: headOf(five) }]))).toBe('whole')
    expect(wrong(textOf([...short, { end: headOf(five) }]))).toEqual(['truncated', 4, 5])
  })

  it('tells of a whole chain made anew where its end is known', () => {
    const anew = chainOf(['x', 'y', 'z', 'w', 'v'].map((text) => ({ kind: 'monitor', text })))
    expect(wrong(textOf(anew))).toBe('whole')
    expect(wrong(textOf(anew), headOf(five))).toEqual(['changed', 5, 5])
  })

  it('whose last line was never finished is whole up to there', () => {
    const text = textOf(five)
    expect(verifyChain(text.slice(0, -20), headOf(five.slice(0, 4)))).toMatchObject({
      kind: 'whole',
      records: 4,
      torn: true,
    })
    expect(wrong(text.slice(0, -20), headOf(five))).toEqual(['truncated', 5, 5])
  })

  it('may begin later only when a record signs that off', () => {
    const dropped = endOf(five[1]!)
    const anchor = { anchor: dropped }
    const signature = linkAfter(headOf(five), { kind: 'pruned', at: 1, keepDays: 30, ...dropped })
    expect(wrong(textOf([anchor, ...five.slice(2), signature]))).toBe('whole')
    expect(wrong(textOf([anchor, ...five.slice(2)]))).toEqual(['cutOff', 2, 1])
    expect(wrong(textOf([{ anchor: endOf(five[2]!) }, ...five.slice(3), signature]))).toEqual(['cutOff', 3, 1])
    expect(wrong(textOf(five.slice(2)))).toEqual(['removed', 1, 1])
  })

  it('meets any text without throwing', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(verifyChain(text, null).kind).toMatch(/whole|wrong/)
      }),
    )
    expect(wrong('not a record\n')).toEqual(['unreadable', 1, 1])
  })
})
