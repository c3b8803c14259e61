// Situations that people reported of products like ours, as AMI tells them: what the floor shows. Each file says where it is from.
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Floor } from '#contract/floor.ts'
import type { PictureRules } from '#main/pbx/asterisk/floor/picture-tables.ts'
import { replay } from './replay.ts'

/** `agents` and `calls` are all there are, `queues` are among them; of each row what stands there is so, and null: nothing is. */
type Expected = {
  readonly agents?: Readonly<Record<string, Row>>
  readonly calls?: readonly Row[]
  readonly queues?: Readonly<Record<string, Row>>
}
type Row = { readonly [field: string]: unknown }

type Case = { readonly title: string; readonly rules: Partial<PictureRules>; readonly steps: readonly string[] }

const folder = new URL('./field-cases/', import.meta.url)

function caseOf(file: string): Case {
  const text = readFileSync(new URL(file, folder), 'utf8')
  const said = (name: string) => new RegExp(`^# ${name}: (.*)$`, 'm').exec(text)?.[1]
  if (!said('From')?.startsWith('https://')) throw new Error(`${file} does not say where it is from`)
  const [title = ''] = text.replace(/^# /, '').split('\n')
  const steps = text.replaceAll(/^# .*$/gm, '').split(/^(?=== )/m)
  return { title, rules: JSON.parse(said('Site') ?? '{}'), steps }
}

/** A step is AMI text, or begins with `== floor` (what is to be seen) or `== after … ms`; AMI text may follow on either. */
function play({ rules, steps }: Case): void {
  const { hear, pass } = replay(rules)
  let seen: Floor = hear('')
  for (const step of steps) {
    const [, wait] = /^== after (\d+) ms\n/.exec(step) ?? []
    if (wait !== undefined) seen = pass(Number(wait))
    const [, expected, next] = /^== floor\n(\{[\s\S]*?\n\})\n([\s\S]*)$/.exec(step) ?? []
    if (expected !== undefined) check(seen, JSON.parse(expected))
    else if (step.startsWith('== floor')) throw new Error(`not JSON on lines of its own: ${step.slice(0, 80)}`)
    const told = (next ?? step).replace(/^== .*\n/, '').trim()
    if (told !== '') seen = hear(told)
  }
}

function check(seen: Floor, { agents, calls, queues }: Expected): void {
  if (agents) {
    expect(Object.keys(seen.agents).sort()).toEqual(Object.keys(agents).sort())
    for (const [id, row] of Object.entries(agents)) checkRow(seen.agents[id], row)
  }
  if (calls) {
    expect(Object.values(seen.calls)).toHaveLength(calls.length)
    for (const [i, row] of calls.entries()) checkRow(Object.values(seen.calls)[i], row)
  }
  for (const [id, row] of Object.entries(queues ?? {})) checkRow(seen.queues[id], row)
}

function checkRow(seen: Row | undefined, row: Row): void {
  const fields = Object.entries(row)
  expect(seen).toMatchObject(Object.fromEntries(fields.filter(([, value]) => value !== null)))
  const absent = fields.filter(([, value]) => value === null).map(([name]) => name)
  expect(absent.filter((name) => (seen?.[name] ?? null) !== null)).toEqual([])
}

const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.txt'))

describe.each(['agents', 'calls', 'queues', 'text'])('reported of %s', (part) => {
  const cases = files.filter((file) => file.startsWith(`${part}/`)).map(caseOf)
  it.each(cases.map((one) => [one.title, one] as const))('%s', (_, one) => play(one))
})

it('there are at least ninety of them, each in one of the four parts', () => {
  expect(files.length).toBeGreaterThanOrEqual(90)
  expect(files.filter((file) => !/^(?:agents|calls|queues|text)\//.test(file))).toEqual([])
})
