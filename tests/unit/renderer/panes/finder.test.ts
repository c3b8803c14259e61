// What is kept from one search to the next finds what a search from the beginning finds.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Agent, Floor } from '#contract/floor.ts'
import { type Finder, finder, keptFound, keptHay } from '#renderer/panes/pane/finder.ts'
import { tables } from '#renderer/panes/tables.ts'
import { en as words } from '#renderer/words/en/en.ts'
import { anAgent } from '../../../fakes/floors.ts'

const queue = (id: string, name: string) => ({ id, name, extension: id, waiting: 0, oldestWaitSince: null })
const queues = { 8001: queue('8001', 'Sales'), 8002: queue('8002', 'Sales East') }
const names = ['Inês Sales', 'Ben', 'Ana East', '+49 30 123456', 'ΟΔΟΣ', '0301234567', 'Eastman']
const agents = Object.fromEntries(
  names.map((name, i) => [`${i}`, anAgent(`${i}`, { name, queues: i % 2 ? ['8002'] : ['8001'] })]),
)
const floor: Floor = { agents, calls: {}, queues }
const ids = Object.keys(agents)

const hay = keptHay<Agent>(() => [])
const found = () => keptFound<Agent>({ rowOf: (now, id) => now.agents[id], hay, queuesOf: (agent) => agent.queues })
const sought = (search: string) => ({ words, ids, columns: tables.agents, queueColumns: tables.queues, search })

const anew = (search: string): readonly string[] => {
  const around = { floor, words }
  const finds: Finder = finder(search, around, tables.queues) ?? (() => true)
  return ids.filter((id) => {
    const agent = agents[id]
    return agent !== undefined && finds(hay(tables.agents, agent, around), agent.queues)
  })
}

describe('a search that goes on', () => {
  it('finds letter by letter what it finds at once', () => {
    const letters = fc.constantFrom(...'+4930 12sale estínΣσςοδ')
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 14 }), (typed) => {
        const find = found()
        for (let end = 0; end <= typed.length; end++) {
          const search = typed.slice(0, end).join('')
          expect(find(floor, sought(search)).map(({ id }) => id)).toEqual(anew(search))
        }
      }),
    )
  })

  it('finds a number without its prefix, which it did not find by fewer digits', () => {
    const find = found()
    expect(find(floor, sought('+4430123456'))).toEqual([])
    expect(find(floor, sought('+44301234567'))).toEqual([agents[5]])
  })

  it('looks for one more letter only in what was found', () => {
    const looked: string[] = []
    const find = keptFound<Agent>({
      rowOf: (now, id) => now.agents[id],
      hay: (columns, row, around) => {
        looked.push(row.id)
        return hay(columns, row, around)
      },
      queuesOf: ({ queues: all }) => all,
    })
    find(floor, sought('be'))
    expect(looked).toEqual(ids)
    looked.length = 0
    find(floor, sought('ben'))
    expect(looked).toEqual(['1'])
    find(floor, sought('ben'))
    expect(looked).toEqual(['1'])
    find({ ...floor }, sought('ben'))
    expect(looked).toHaveLength(1 + ids.length)
  })

  it('finds by other ids, and by fewer letters, from the beginning', () => {
    const find = found()
    expect(find(floor, sought('east ben'))).toEqual([agents[1]])
    expect(find(floor, sought('ben'))).toEqual([agents[1]])
    expect(find(floor, { ...sought('ben'), ids: ['0', '2'] })).toEqual([])
    expect(find(floor, sought(''))).toHaveLength(ids.length)
  })
})

describe('what a row is found by', () => {
  it('is read again when what it depends on is another', () => {
    let read = 0
    const columns = [{ ...tables.agents[0], texts: () => [String(++read)] }] as unknown as typeof tables.agents
    const kept = keptHay<Agent>((row, now) => [now.queues[row.queues[0] ?? '']])
    const [agent] = Object.values(agents)
    const look = (now: Floor, said = words) => (agent ? kept(columns, agent, { floor: now, words: said }) : '')
    const first = look(floor)
    expect([look(floor), look({ ...floor }), look(floor)]).toEqual([first, first, first])
    expect(read).toBe(1)
    const renamed = { ...floor, queues: { ...queues, 8001: queue('8001', 'Sales West') } }
    expect(look(renamed)).not.toBe(first)
    expect(look(floor)).not.toBe(first)
    expect(read).toBe(3)
    look(floor, { ...words })
    expect(read).toBe(4)
  })
})
