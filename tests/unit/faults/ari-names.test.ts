// One name for each kind of ARI request and event, whatever the ids in it are.
import { expect, it } from 'vitest'
import { ariNames } from '../../faults/wire/ari-names.ts'

const own = 'earshot.5001.0123456789ab.ticket-0001.2'

it.each([
  ['POST', '/ari/channels?endpoint=PJSIP/5001', 'ari-post-channels'],
  ['POST', `/ari/channels/1795689075.259/snoop/${own}.QWRh.snoop-join?app=x`, 'ari-post-channels-call-snoop-snoop'],
  ['POST', `/ari/channels/${own}.QWRh.snoop-join/variable?variable=x`, 'ari-post-channels-snoop-variable'],
  ['DELETE', `/ari/channels/${own}.QWRh.snoop-listen?`, 'ari-delete-channels-snoop'],
  ['DELETE', `/ari/channels/${own}.QWRh.line`, 'ari-delete-channels-line'],
  ['POST', '/ari/bridges?type=mixing', 'ari-post-bridges'],
  ['POST', `/ari/bridges/${own}.bridge/addChannel?channel=a`, 'ari-post-bridges-bridge-addChannel'],
  ['GET', '/ari/asterisk/modules/res_stasis_snoop.so', 'ari-get-asterisk-modules-module'],
  ['GET', '/ari/asterisk/info?only=system', 'ari-get-asterisk-info'],
])('%s %s is %s', (method, path, name) => {
  expect(ariNames.request(method, path)).toBe(name)
})

it('leaves alone what is not ARI', () => {
  expect(ariNames.request('GET', '/ws')).toBeNull()
})

it('names an event by its kind and its subject, and those that the console does not read not at all', () => {
  const event = (type: string, more: object) => ariNames.event(JSON.stringify({ type, ...more }))
  expect(event('StasisStart', { channel: { id: `${own}.QWRh.snoop-join` } })).toBe('ari-event-StasisStart-snoop')
  expect(event('BridgeDestroyed', { bridge: { id: `${own}.bridge` } })).toBe('ari-event-BridgeDestroyed-bridge')
  expect(event('ChannelVarset', { channel: { id: '1' } })).toBeNull()
})
