import { describe, expect, it } from 'vitest'
import { firstStamp } from '#main/pbx/asterisk/floor/feed.ts'
import { channelId, readChannelId } from '#main/pbx/asterisk/wire/console-id.ts'

const of = (supervisor: string, kind: Parameters<typeof channelId>[0]['kind'] = 'listen') =>
  channelId({ prefix: 'earshot.5001.0123456789ab.', ticketId: 'f'.repeat(24), number: 12, supervisor, kind })

const monitor = `earshot.5001.0123456789ab.${'f'.repeat(24)}`

describe('the id of a console’s channel', () => {
  it('says who monitors and how', () => {
    expect(readChannelId(of('Robin Second', 'whisperCaller'))).toEqual({
      supervisor: 'Robin Second',
      mode: 'whisperCaller',
      monitor,
    })
    expect(readChannelId(of('Zoë Ångström', 'line'))).toEqual({ supervisor: 'Zoë Ångström', mode: null, monitor })
  })

  it('falls back on the line where there is no name, and in ids of older consoles', () => {
    for (const id of [of(''), 'earshot.5001.0123456789ab.ticket.1.snoop', 'earshot.5001.me.t.0.line'])
      expect(readChannelId(id)?.supervisor).toBe('5001')
  })

  it('is no console’s otherwise', () => {
    expect(readChannelId('1700000000.12')).toBeNull()
    expect(readChannelId('earshot.')).toBeNull()
  })

  it('fits into what Asterisk takes, whatever the name, and cuts no letter in two', () => {
    const id = of('𝕽obin '.repeat(30), 'whisperCaller')
    expect(id.length).toBeLessThan(149)
    expect(id).toMatch(/^[A-Za-z0-9._-]+$/)
    expect('𝕽obin '.repeat(30).startsWith(readChannelId(id)?.supervisor ?? 'nobody')).toBe(true)
  })
})

describe('the PBX’s clock in AMI events', () => {
  it('is in each event where the site has it told, and in a new channel’s id everywhere', () => {
    expect(firstStamp([{ Event: 'Hold' }, { Event: 'Newstate', Timestamp: '1700000000.250000' }])).toBe(
      1_700_000_000_250,
    )
    expect(firstStamp([{ Event: 'Newchannel', Uniqueid: 'pbx1-1700000001.42' }])).toBe(1_700_000_001_000)
  })

  it('is not guessed', () => {
    const without = { Event: 'Newchannel', Uniqueid: 'earshot.5001.me.t.0.line' }
    expect(firstStamp([without, { Event: 'Newstate', Uniqueid: '1700000000.1' }, { Timestamp: 'soon' }])).toBeNull()
    expect(firstStamp([])).toBeNull()
  })
})
