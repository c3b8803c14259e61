// What is skipped unread must not matter; and numbers that come as devices without end are not kept.
import { describe, expect, it } from 'vitest'
import { unreadEvents } from '#main/pbx/asterisk/wire/unread-events.ts'
import { block, entersBridge, memberRow, newChannel, replay } from './replay.ts'

const [agent, caller] = ['PJSIP/1001-00000002', 'PJSIP/trunk-00000001']

describe('an event that is skipped unread', () => {
  it('would have changed nothing, even if it were about a call', () => {
    const { picture, hear } = replay()
    hear(
      memberRow('PJSIP/1001', 'Ann'),
      newChannel(caller, '1700000000.1', '1700000000.1'),
      newChannel(agent, '1700000000.2', '1700000000.1'),
      entersBridge(caller, '1700000000.1', '1700000000.1', 'b1'),
    )
    for (const Event of unreadEvents) {
      const fields = { Channel: agent, Uniqueid: '1700000000.2', DestUniqueid: '1700000000.2', ChannelState: '6' }
      picture.apply({ Event, ...fields, Queue: 'support', Device: 'PJSIP/1001', State: 'BUSY' }, 1_700_000_100_000)
      expect([Event, picture.takePatch(1_700_000_100_000)]).toEqual([Event, null])
    }
  })
})

describe('devices that AMI tells of', () => {
  it('are not numbers dialled over ISDN, of which there is no end', () => {
    const { picture, hear } = replay({ extensions: 'all' })
    hear(
      block('DeviceStateChange', { Device: 'DAHDI/i1/5550100', State: 'INUSE' }),
      block('DeviceStateChange', { Device: 'DAHDI/3', State: 'INUSE' }),
    )
    expect([...picture.tables.devices.keys()]).toEqual(['DAHDI/3'])
  })
})
