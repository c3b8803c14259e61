// The demo PBX over real sockets: consoles that come and go, and phones that ring and dial.
import { describe, expect, it } from 'vitest'
import { join, line, monitored, pbxForEach, phones } from './running-pbx.ts'

pbxForEach()

describe('a console', () => {
  it('whose socket is cut is put back to listen and told so when it is back', async () => {
    const { desk } = await monitored()
    await desk.ask('monitor.mode', { monitor: 'm1', mode: 'join' })
    desk.raw.terminate()
    await desk.closed
    const again = await join('console')
    expect(await again.until('monitor.mode')).toMatchObject({ monitor: 'm1', mode: 'listen', by: 'pbx' })
  })

  it('that is back learns where each of its monitors is, also of one that went on to another call meanwhile', async () => {
    const { desk } = await monitored()
    await desk.ask('monitor.follow', { monitor: 'm1', on: true })
    const operator = await join('operator')
    const where = async (console: typeof desk) => (await console.ask('monitor.list')).result
    const listen = { monitor: 'm1', agent: '1001', mode: 'listen', ended: false }
    expect(await where(desk)).toEqual({ monitors: [{ ...listen, call: 'c1' }] })
    desk.raw.terminate()
    await desk.closed
    await operator.ask('scenario.end', { call: 'c1' })
    const again = await join('console')
    expect(await where(again)).toEqual({ monitors: [{ ...listen, call: null, agent: null, ended: true }] })
    await operator.ask('scenario.call', { agent: '1001', onNet: false })
    await expect.poll(() => where(again)).toEqual({ monitors: [{ ...listen, call: 'c2' }] })
  })

  it('sweeps what an earlier one of the same owner left', async () => {
    const { desk } = await monitored()
    desk.raw.terminate()
    const again = await join('console')
    expect(await again.ask('monitor.sweep')).toMatchObject({ result: { ended: ['m1'] } })
    expect(line?.ended()).not.toBeNull()
    expect(await (await join('operator')).ask('stats')).toMatchObject({ result: { monitors: 0, calls: 1, cpuMs: 1 } })
  })
})

describe('phones', () => {
  it('ring as outside calls with any headers, and tell how it goes', async () => {
    const operator = await join('operator')
    const headers = { 'Call-Info': '<sip:x>;answer-after=0', 'X-Earshot-Token': 'guess' }
    expect(await operator.ask('line.ring', { line: '5001', headers, from: '+15550100' })).toMatchObject({
      result: { invite: 'i1' },
    })
    expect(phones.phones[0]?.order).toMatchObject({ fromUser: '+15550100', headers })
    phones.phones[0]?.ring()
    phones.phones[0]?.answer()
    const tones = await operator.ask('ear.tones', { ear: 'line:5001', frequencies: [620], windowMs: 60 })
    expect(tones).toMatchObject({ result: { db: { '620': -12 } } })
    phones.phones[0]?.hangUp()
    await expect
      .poll(() => operator.events.filter((one) => one.event === 'line.progress').map((one) => one.status))
      .toEqual([180, 200, 'bye'])
  })

  it('cannot be rung with a header that hides another line', async () => {
    const operator = await join('operator')
    const answer = await operator.ask('line.ring', { line: '5001', headers: { 'X-A': 'a\r\nRoute: <sip:evil>' } })
    expect(answer).toMatchObject({ error: { code: 'bad-params' } })
    expect(phones.phones).toEqual([])
  })

  it('that dial an agent are a call of the floor, and end with it', async () => {
    const operator = await join('operator')
    await operator.ask('feed.subscribe')
    const phone = phones.dial('5001', '1001')
    expect(await operator.until('call')).toMatchObject({
      call: { state: 'ringing', from: { number: '5001', local: true } },
    })
    await expect.poll(() => phone.call.media() !== null, { timeout: 3000 }).toBe(true)
    await operator.ask('scenario.end', { call: 'c1' })
    expect(phone.ended()).not.toBeNull()
  })

  it('that dial nobody, an agent on a call, or one who is out are told which', async () => {
    const operator = await join('operator')
    await operator.ask('scenario.call', { agent: '1001' })
    await operator.ask('scenario.presence', { agent: '1002', status: 'logged-out' })
    expect(phones.dial('5001', '9999').ended()?.status).toBe(404)
    expect(phones.dial('5001', '1001').ended()?.status).toBe(486)
    expect(phones.dial('5001', '1002').ended()?.status).toBe(480)
  })

  it('that dial each other are bridged, and hang up together', async () => {
    phones.register('5002')
    const one = phones.dial('5001', '5002')
    phones.phones[0]?.answer()
    expect(one.call.media()).not.toBeNull()
    one.hangUp()
    expect(phones.phones[0]?.ended()).not.toBeNull()
  })

  it('hear themselves on *43', async () => {
    const phone = phones.dial('5001', '*43')
    expect(phone.call.media()).not.toBeNull()
    await expect.poll(() => phone.sent.length).toBeGreaterThan(2)
  })
})
