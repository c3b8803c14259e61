// The command line of the demo PBX.
import { describe, expect, it } from 'vitest'
import { readOptions } from '#main/demo-pbx/options.ts'

const read = (args: readonly string[], env: Record<string, string> = {}) => readOptions(args, env, () => 'random')
const ok = (args: readonly string[], env: Record<string, string> = {}) => {
  const answer = read(args, env)
  if (!answer.ok) throw new Error(answer.error)
  return answer.value
}

describe('the command line', () => {
  it('has a default for everything', () => {
    expect(ok([])).toMatchObject({
      port: 0,
      seed: 7,
      speed: 1,
      voices: 'speech',
      resources: null,
      lines: new Map([['5001', 'random']]),
      consoleSecret: 'random',
      operatorSecret: 'random',
    })
  })

  it('takes several lines, and secrets from the environment', () => {
    const secrets = JSON.stringify({ console: 'c', operator: 'o', lines: { '5001': 'a' } })
    const options = ok(['--line', '5002:b:c', '--secret-operator', 'mine'], { EARSHOT_DEMO_SECRETS: secrets })
    expect([...options.lines]).toEqual([
      ['5001', 'a'],
      ['5002', 'b:c'],
    ])
    expect([options.consoleSecret, options.operatorSecret]).toEqual(['c', 'mine'])
  })

  it.each([
    [['--port', 'x'], '--port'],
    [['--port', '70000'], '--port'],
    [['--seed', '1.5'], '--seed'],
    [['--speed', '-1'], '--speed'],
    [['--voices', 'song'], '--voices'],
    [['--line', '5001'], '--line'],
    [['--what'], '--what'],
    [['--netsapiens'], '--netsapiens'], // a simulator's, not the product's
    [['file'], 'file'],
  ])('says in one line what is wrong with %j', (args, word) => {
    const answer = read(args)
    expect(answer).toMatchObject({ ok: false, error: expect.stringContaining(word) })
    expect(answer.ok || answer.error.split('\n').length).toBe(1)
  })

  it.each(['{', '[]', '{"console":1}', '{"lines":{"5001":2}}', '""'])('refuses secrets like %s', (json) => {
    expect(read([], { EARSHOT_DEMO_SECRETS: json })).toMatchObject({ ok: false })
  })
})
