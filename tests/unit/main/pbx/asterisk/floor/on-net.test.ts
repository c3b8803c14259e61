// A17: on-net is a phone of this house, of which something says so; a trunk that the site file forgot is none.
import { describe, expect, it } from 'vitest'
import { accessTo } from '#contract/access.ts'
import { modes } from '#contract/monitor.ts'
import { byApi } from '../../../../../fakes/capabilities.ts'
import { block, memberRow, newChannel, replay } from './replay.ts'

const call = '1700000000.1'
const ann = memberRow('PJSIP/1001', 'Ann')
const annRings = newChannel('PJSIP/1001-00000002', '1700000000.2', call)
const hint = (Exten: string, Hint: string) => block('ExtensionStatus', { Exten, Context: 'ext-local', Hint })
const from = (Channel: string, CallerIDNum: string, more: Readonly<Record<string, string>> = {}) =>
  newChannel(Channel, call, call, { CallerIDNum, ...more })

describe('a caller over a trunk the site file does not name', () => {
  it.each([
    ['where it names another', { trunks: { endpoints: ['trunk'], contexts: [] } }],
    ['where it names none', { trunks: { endpoints: [], contexts: [] } }],
    ['where every endpoint is shown', { extensions: 'all' as const }],
  ])('is off-net, and not to be whispered to: %s', (_, rules) => {
    const device = block('DeviceStateChange', { Device: 'PJSIP/sipgate-2', State: 'NOT_INUSE' })
    const { calls } = replay(rules).hear(ann, device, from('PJSIP/sipgate-2-00000001', '5550100'), annRings)
    const row = calls[call]
    expect(row?.from.onNet).toBe(false)
    if (!row) throw new Error('no call')
    const access = accessTo({ ...row, state: 'talking' }, '1001', {
      policy: 'crexendo',
      capabilities: byApi,
      rights: modes,
    })
    expect(access.whisperCaller).toEqual({ allowed: false, reason: 'callerOffNet' })
  })

  it('is off-net although its name is a number', () => {
    const { calls } = replay().hear(ann, from('PJSIP/4930123-00000001', '5550100'), annRings)
    expect(calls[call]?.from).toMatchObject({ number: '5550100', onNet: false })
  })
})

it('whoever is dialled over such a trunk is off-net', () => {
  const out = newChannel('PJSIP/sipgate-2-00000003', '1700000000.3', call, { CallerIDNum: '5550100' })
  const dials = block('DialBegin', { Uniqueid: call, DestUniqueid: '1700000000.3', DialString: '5550100@sipgate-2' })
  const { calls } = replay().hear(ann, from('PJSIP/1001-00000001', '1001'), out, dials)
  expect(calls[call]).toMatchObject({ from: { onNet: true }, to: { number: '5550100', onNet: false } })
})

describe('a phone of this house that is no agent’s', () => {
  const dialled = (DialString: string) =>
    block('DialBegin', { Uniqueid: '1700000000.2', DestUniqueid: call, DialString })
  it.each([
    ['calls under its own name', from('PJSIP/2002-00000001', '2002'), ''],
    ['is dialled by its own name', from('PJSIP/2002-00000001', '600'), dialled('2002')],
    ['is dialled by its own name, as a queue does', from('PJSIP/2002-00000001', '600'), dialled('PJSIP/2002')],
    ['has a hint of its own', from('PJSIP/2002-00000001', '18005550199'), hint('2002', 'PJSIP/2002&Custom:DND2002')],
    [
      'is the second device of one',
      from('PJSIP/992002-00000001', '18005550199'),
      hint('2002', 'PJSIP/2002&PJSIP/992002'),
    ],
  ])('is on-net: it %s', (_, channel, more) => {
    const { calls } = replay().hear(ann, channel, annRings, more)
    expect(calls[call]?.from.onNet).toBe(true)
  })

  it('is off-net where it begins in a context of a trunk', () => {
    const rules = { trunks: { endpoints: [], contexts: ['from-outside'] } }
    const { calls } = replay(rules).hear(
      ann,
      from('PJSIP/2002-00000001', '2002', { Context: 'from-outside' }),
      annRings,
    )
    expect(calls[call]?.from.onNet).toBe(false)
  })

  it('is off-net in doubt: a hint of another number may watch a trunk', () => {
    const { calls } = replay().hear(
      ann,
      from('PJSIP/sipgate-2-00000001', '5550100'),
      annRings,
      hint('900', 'PJSIP/sipgate-2'),
    )
    expect(calls[call]?.from.onNet).toBe(false)
  })
})
