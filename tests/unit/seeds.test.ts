// docs/seeds.md cannot rot: every row has a test on both floors, and every test it names is there and runs.
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const page = readFileSync('docs/seeds.md', 'utf8')
const [table = '', rest = ''] = page.split('## The nuisances, solved')
const [nuisances = '', list = ''] = rest.split('## The files')

const cellsOf = (text: string) =>
  text
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| ---'))
    .slice(1) // the heads
    .map((line) => line.split(' | ').map((cell) => cell.replace(/^\| |\s*\|$/g, '').trim()))
const files = new Map(cellsOf(list).map(([name = '', file = '']) => [name.replaceAll('`', ''), file]))
const named = (cell: string) =>
  [...cell.matchAll(/`([\w-]+)` › \*([^*]+)\*/g)].map(([, name = '', title = '']) => ({ name, title }))
const rows = [...cellsOf(table), ...cellsOf(nuisances)]

/** Whether the source has a test of this title that is not switched off. A template's title counts by what stands after its parameter. */
function runs(source: string, title: string): boolean {
  const quoted = ["'", '"', '`'].flatMap((quote) => [`${quote}${title}${quote}`, `: ${title}${quote}`])
  const at = quoted.map((text) => source.indexOf(text)).find((place) => place >= 0)
  if (at === undefined) return false
  const before = source.slice(Math.max(0, at - 200), at)
  return /(\bit|\btest|\))\([\s`$\w{}]*$/.test(before) && !/\.(skip|fixme|todo)\([^)]*$/.test(before)
}

describe('the table of the two texts', () => {
  it('has every rule of CallHarbor’s text, both texts’ steps, and every nuisance', () => {
    const ids = rows.map(([id]) => id).join(' ')
    for (const id of ['H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'X≠H']) expect(ids).toContain(id)
    expect(cellsOf(table).length).toBeGreaterThanOrEqual(32)
    for (const word of ['Refresh (F5)', 'ended on the device', 'rings all the phones'])
      expect(nuisances).toContain(word)
  })

  it.each(rows)('%s: %s is shown on both floors', (_id, _what, onNetsapiens = '', onDemo = '') => {
    expect(named(onNetsapiens).length).toBeGreaterThan(0)
    expect(named(onDemo).length).toBeGreaterThan(0)
  })

  it.each([...files])('%s is a file that is there: %s', (_name, file) => expect(existsSync(file)).toBe(true))

  it.each(rows.flat().flatMap(named))('$name › $title runs', ({ name, title }) => {
    const file = files.get(name)
    expect(file, `${name} stands in the list of files`).toBeDefined()
    expect(runs(readFileSync(file ?? '', 'utf8'), title)).toBe(true)
  })

  it('would notice a title that is not there, half a title, and one that is switched off', () => {
    expect(runs("it('here', () => {})", 'here')).toBe(true)
    expect(runs("it('here and there', () => {})", 'here')).toBe(false)
    expect(runs("it.skip('here', () => {})", 'here')).toBe(false)
    expect(runs("it.each(rows)('on %s', (row) => {})", 'on %s')).toBe(true)
    expect(runs("const words = 'here'", 'here')).toBe(false)
  })
})
