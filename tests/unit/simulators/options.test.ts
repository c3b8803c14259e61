// The command line of the simulators: that of the demo PBX, and a NetSapiens platform where it is wanted.
import { describe, expect, it } from 'vitest'
import { readSimulatorOptions } from '../../simulators/options.ts'

const read = (args: readonly string[], env: Record<string, string> = {}) =>
  readSimulatorOptions(args, env, () => 'random')

describe('the command line', () => {
  it('is that of the demo PBX, without a platform', () => {
    expect(read(['--speed', '0', '--port', '7000'])).toMatchObject({
      ok: true,
      value: { speed: 0, port: 7000, netsapiens: null, lines: new Map([['5001', 'random']]) },
    })
    expect(read(['--what'])).toMatchObject({ ok: false, error: expect.stringContaining('--what') })
  })

  it('gives the supervisor of a platform a softphone of their own, unless lines are named', () => {
    expect(read(['--netsapiens', '--seed', '3'])).toMatchObject({
      value: { seed: 3, netsapiens: [0, 0, 0], lines: new Map([['5001wp', 'random']]) },
    })
    expect(read(['--netsapiens', '--line', '5002wp:b'])).toMatchObject({ value: { lines: new Map([['5002wp', 'b']]) } })
  })

  it('takes the ports of its web server and its cores', () => {
    const ports = ['--netsapiens', '--netsapiens-ports', '8000,8001', '--port', '9']
    expect(read(ports)).toMatchObject({ value: { netsapiens: [8000, 8001], port: 9 } })
  })

  it.each(['', '1', '1,', 'a,b', '1,70000', '1,-2'])('refuses ports like %j', (text) => {
    expect(read(['--netsapiens', '--netsapiens-ports', text])).toMatchObject({
      ok: false,
      error: expect.stringContaining('--netsapiens-ports'),
    })
  })
})
