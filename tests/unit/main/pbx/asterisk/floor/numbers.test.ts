// The number shown of a party: a callee inherits the number that was dialled, an agent has their own.
import { expect, it } from 'vitest'
import { block, entersBridge, memberRow, newChannel, replay } from './replay.ts'

const caller = newChannel('PJSIP/trunk-00000001', '1700000000.1', '1700000000.1', { CallerIDNum: '5550100' })

it('an agent is reached at their extension, whatever number their endpoint inherited from the queue', () => {
  const { hear } = replay()
  const { calls } = hear(
    memberRow('PJSIP/1001', 'Ann'),
    caller,
    newChannel('PJSIP/1001-00000002', '1700000000.2', '1700000000.1'),
    block('Newstate', { Uniqueid: '1700000000.2', ChannelState: '5', CallerIDNum: '600' }),
  )
  expect(calls['1700000000.1']?.to).toMatchObject({ name: 'Ann', number: '1001', agentId: '1001' })
})

it('an agent who shows the company’s number outside is still known by their extension', () => {
  const { hear } = replay()
  const { calls } = hear(
    memberRow('PJSIP/1001', 'Ann'),
    newChannel('PJSIP/1001-00000001', '1700000000.1', '1700000000.1', { CallerIDNum: '18005550199' }),
    newChannel('PJSIP/trunk-00000002', '1700000000.2', '1700000000.1', { CallerIDNum: '5550100' }),
  )
  expect(calls['1700000000.1']).toMatchObject({ from: { number: '1001' }, to: { number: '5550100' } })
})

it('a phone of the house that is no agent is reached at its own number, not at the ring group’s', () => {
  const { hear } = replay()
  const { calls } = hear(
    caller,
    newChannel('PJSIP/2002-00000002', '1700000000.2', '1700000000.1', { CallerIDNum: '600' }),
    block('DialBegin', { Uniqueid: '1700000000.1', DestUniqueid: '1700000000.2', DialString: '2002' }),
    entersBridge('PJSIP/trunk-00000001', '1700000000.1', '1700000000.1', 'b'),
    entersBridge('PJSIP/2002-00000002', '1700000000.2', '1700000000.1', 'b'),
  )
  expect(calls['1700000000.1']?.to).toMatchObject({ number: '2002', onNet: true })
})

it('a phone of the house keeps the name it calls under', () => {
  const { hear } = replay()
  const { calls } = hear(
    newChannel('PJSIP/reception-00000001', '1700000000.1', '1700000000.1', { CallerIDNum: '2000' }),
    newChannel('PJSIP/trunk-00000002', '1700000000.2', '1700000000.1', { CallerIDNum: '5550100' }),
  )
  expect(calls['1700000000.1']?.from).toMatchObject({ number: '2000' })
})

it.each([
  ['anonymous', 'Anonymous'],
  ['Anonymous', '<unknown>'],
  ['restricted', ''],
  ['<unknown>', 'Private'],
  ['Unavailable', 'Unavailable'],
  ['P', 'PRIVATE CALLER'],
  ['0000000000', 'Caller ID Blocked'],
  ['sip:anonymous@anonymous.invalid', 'Número privado'],
])('a caller who withholds who they are (%s, %s) has neither a number nor a name', (CallerIDNum, CallerIDName) => {
  const { hear } = replay()
  const trunk = newChannel('PJSIP/trunk-00000001', '1700000000.1', '1700000000.1', { CallerIDNum, CallerIDName })
  const { calls } = hear(
    memberRow('PJSIP/1001', 'Ann'),
    trunk,
    newChannel('PJSIP/1001-00000002', '1700000000.2', '1700000000.1'),
  )
  expect(calls['1700000000.1']?.from).toEqual({
    name: null,
    number: '',
    onNet: false,
    agentId: null,
    leg: '1700000000.1',
    withheld: true,
  })
})

it('a caller of whom nothing is told has withheld nothing, and a name is kept without its number', () => {
  const from = (more: Readonly<Record<string, string>>) =>
    replay().hear(
      memberRow('PJSIP/1001', 'Ann'),
      newChannel('PJSIP/trunk-00000001', '1700000000.1', '1700000000.1', more),
      newChannel('PJSIP/1001-00000002', '1700000000.2', '1700000000.1'),
    ).calls['1700000000.1']?.from
  expect(from({})?.withheld).toBeUndefined()
  expect(from({ CallerIDNum: 'anonymous', CallerIDName: 'Cust' })).toMatchObject({ name: 'Cust', number: '' })
})

it('a caller whom another Asterisk calls “asterisk”, as it does everybody without a number, has neither a number nor a name', () => {
  const { hear } = replay()
  const { calls } = hear(
    newChannel('PJSIP/trunk-00000001', '1700000000.1', '1700000000.1', {
      CallerIDNum: 'asterisk',
      CallerIDName: 'Asterisk',
    }),
    newChannel('PJSIP/1001-00000002', '1700000000.2', '1700000000.1'),
  )
  const { from } = calls['1700000000.1'] ?? expect.fail('no call')
  expect(from).toMatchObject({ name: null, number: '', leg: '1700000000.1' })
  expect(from.withheld).toBeUndefined()
})
