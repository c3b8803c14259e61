// The recorded conversations: they are there, small, equally loud on both sides, and alternate.
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { rmsDb } from '#main/demo-pbx/mixer/tones.ts'
import { speechVoices, type Who } from '#main/demo-pbx/mixer/voices.ts'

const resources = join(import.meta.dirname, '../../../../../resources')
const folder = join(resources, 'speech')
const voices = speechVoices(resources)
const topics = ['8001', '8002', '8003'].flatMap((queue) => [0, 1].map((pick) => ({ queue, pick, hz: {} })))
const half = (who: Who, topic: (typeof topics)[number]) =>
  Array.from({ length: 1500 }, (_, n) => rmsDb(voices.frame(who, topic, n)))
const loudness = (levels: number[]) => {
  const active = levels.filter((db) => db > -45)
  return 10 * Math.log10(active.reduce((sum, db) => sum + 10 ** (db / 10), 0) / active.length)
}

describe('the conversations', () => {
  it('are at least six and take no more than 2.5 MB', () => {
    const files = readdirSync(folder)
    expect(files.filter((file) => file.endsWith('.ul')).length).toBeGreaterThanOrEqual(6)
    const bytes = files.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0)
    expect(bytes).toBeLessThan(2.5 * 1024 * 1024)
  })

  it.each(topics)('have both sides equally loud ($queue, $pick)', (topic) => {
    const [agent, caller] = [loudness(half('agent', topic)), loudness(half('caller', topic))]
    expect(Math.abs(agent - caller)).toBeLessThan(2.5)
    expect(agent).toBeGreaterThan(-22)
    expect(agent).toBeLessThan(-14)
  })

  it.each(topics)('alternate: never both at once, and each speaks ($queue, $pick)', (topic) => {
    const [agent, caller] = [half('agent', topic), half('caller', topic)]
    expect(agent.filter((db, n) => db > -60 && (caller[n] ?? -120) > -60)).toEqual([])
    for (const side of [agent, caller]) expect(side.filter((db) => db > -45).length).toBeGreaterThan(300)
  })

  it('go on from the beginning when they are over', () => {
    const topic = { queue: '8001', pick: 0, hz: {} }
    const first = [...Array(20000).keys()].filter((n) => rmsDb(voices.frame('agent', topic, n)) > -45)
    expect(first.at(-1)).toBeGreaterThan(19000)
  })
})
