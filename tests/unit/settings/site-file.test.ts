import { describe, expect, it } from 'vitest'
import { parseSiteFile, readSiteFile } from '../../../src-main/settings/site-file.ts'

const problem = (text: string) => {
  const parsed = parseSiteFile('site.json', text)
  return parsed.ok ? null : parsed.error
}

describe('a site file', () => {
  it('gives only what it sets', () => {
    expect(parseSiteFile('site.json', '{"policy":"open"}')).toEqual({ ok: true, value: { policy: 'open' } })
  })

  it.each([
    ['{"site":{"kind":"nobody"}}', /^site\.json: site\.kind: /],
    ['{"policy":"closed"}', /^site\.json: policy: /],
    ['{"line":{"switchBy":1}}', /^site\.json: line\.switchBy: /],
    ['{"polcy":"open"}', /^site\.json: .*polcy/],
    ['nonsense', /^site\.json: not JSON: /],
    ['null', /^site\.json: /],
  ])('with a mistake is answered by one line that names the place: %s', (text, sentence) => {
    expect(problem(text)).toMatch(sentence)
    expect(problem(text)).not.toContain('\n')
  })

  it('that is not there is named', () => {
    expect(readSiteFile('/nowhere/site.json')).toEqual({
      ok: false,
      error: '/nowhere/site.json: the file cannot be read.',
    })
  })
})
