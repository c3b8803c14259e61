import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { settings } from '#contract/settings.ts'
import { parseSiteFile, readSiteFile } from '#main/settings/site-file.ts'

const problem = (text: string) => {
  const parsed = parseSiteFile('site.json', text)
  return parsed.ok ? null : parsed.error
}

describe('a site file', () => {
  it('gives only what it sets', () => {
    expect(parseSiteFile('site.json', '{"policy":"open"}')).toEqual({ ok: true, value: { policy: 'open' } })
  })

  it('still reads views whose filters take one value each, as they did before', () => {
    const now = { filters: { queueId: 'sales', presence: 'paused' } }
    const read = parseSiteFile('site.json', JSON.stringify({ views: { now } }))
    expect(read).toEqual({ ok: true, value: { views: { now } } })
    const parsed = read.ok ? settings.parse(read.value).views.now.filters : null
    expect(parsed).toMatchObject({ queueIds: ['sales'], states: ['paused'] })
  })

  it.each([
    ['{"site":{"kind":"nobody"}}', /^site\.json: site\.kind: /],
    ['{"policy":"closed"}', /^site\.json: policy: /],
    ['{"line":{"switchBy":1}}', /^site\.json: line\.switchBy: /],
    ['{"polcy":"open"}', /^site\.json: .*polcy/],
    ['nonsense', /^site\.json: line 1, column 1: /],
    ['{"site":{"kind":"demo","sped":2}}', /^site\.json: site\.sped: there is no such setting/],
    ['{"line":{"swichBy":"api"}}', /^site\.json: line\.swichBy: /],
    ['null', /^site\.json: /],
  ])('with a mistake is answered by one line that names the place: %s', (text, sentence) => {
    expect(problem(text)).toMatch(sentence)
    expect(problem(text)).not.toContain('\n')
  })

  it('that cannot be read is named, and why', () => {
    const folder = mkdtempSync(join(tmpdir(), 'earshot-site-'))
    try {
      expect(readSiteFile(join(folder, 'site.json'))).toEqual({
        ok: false,
        error: `${folder}/site.json: file not found. Check the path after --config.`,
      })
      expect(readSiteFile(folder)).toMatchObject({ error: expect.stringMatching(/: this is a folder, not a file\./) })
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('given by a relative name is told by its whole one, which says where it was looked for', () => {
    expect(readSiteFile('no-such-site.json')).toMatchObject({
      error: expect.stringContaining(`${process.cwd()}/no-such-site.json: file not found.`),
    })
  })
})
