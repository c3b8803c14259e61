import { describe, expect, it } from 'vitest'
import { accountName, machineKey, type Surroundings } from '#main/system/machine.ts'

const fail = () => {
  throw new Error('not here')
}
const linux: Surroundings = {
  platform: 'linux',
  readFile: (path) => (path === '/etc/machine-id' ? '8b27\n' : fail()),
  run: fail,
  hostname: () => 'floor-7',
  user: () => 'sam',
}
const guid = (text: string): Surroundings => ({
  ...linux,
  platform: 'win32',
  readFile: fail,
  run: (program, args) =>
    program === 'reg' && args.includes('MachineGuid') ? `\r\n    MachineGuid    REG_SZ    ${text}\r\n` : fail(),
})
const mac = (uuid: string): Surroundings => ({
  ...linux,
  platform: 'darwin',
  readFile: fail,
  run: (program) => (program === 'ioreg' ? `{\n  "IOPlatformUUID" = "${uuid}"\n}` : fail()),
})

describe('the key of machine and account', () => {
  it.each([linux, guid('1b-2c'), mac('A-B')])('is the same at every start: $platform', (machine) => {
    expect(machineKey(machine)).toMatch(/^[0-9a-f]{12}$/)
    expect(machineKey({ ...machine })).toBe(machineKey(machine))
    expect(machineKey({ ...machine, user: () => 'eve' }), 'another account').not.toBe(machineKey(machine))
  })

  it('is another one on another machine', () => {
    expect(machineKey({ ...linux, readFile: () => '9c38' })).not.toBe(machineKey(linux))
    expect(machineKey(guid('1b-2d'))).not.toBe(machineKey(guid('1b-2c')))
    expect(machineKey(mac('A-C'))).not.toBe(machineKey(mac('A-B')))
  })

  it('is another one in a cloned image that was given a name of its own, but not on a Mac, whose name follows the network', () => {
    const renamed = { hostname: () => 'floor-8' }
    expect(machineKey({ ...linux, ...renamed })).not.toBe(machineKey(linux))
    expect(machineKey({ ...guid('1'), ...renamed })).not.toBe(machineKey(guid('1')))
    expect(machineKey({ ...mac('A'), ...renamed })).toBe(machineKey(mac('A')))
  })

  it('is had by name and account where the system tells nothing', () => {
    const mute = { ...linux, readFile: fail, user: fail }
    expect(machineKey(mute)).toMatch(/^[0-9a-f]{12}$/)
    expect(machineKey({ ...mute, hostname: () => 'floor-8' })).not.toBe(machineKey(mute))
  })
})

it('the name of an account that the system does not know is empty, and nothing is thrown', () => {
  expect([accountName(linux), accountName({ ...linux, user: fail })]).toEqual(['sam', ''])
})
