// Faults on the phones' sockets: refused methods, and sockets that are cut.
import { describe, expect, it } from 'vitest'
import { header } from '#main/demo-pbx/sip/message.ts'
import { createFaultSwitch, noFaults } from '../../../simulators/demo-pbx/faults.ts'
import { createFaultyFlows } from '../../../simulators/demo-pbx/flows.ts'
import { createStand, sdp } from '../../main/demo-pbx/sip/stand.ts'

function faultyStand() {
  const faults = createFaultSwitch()
  const flows = createFaultyFlows(faults, () => 'a-tag')
  return { faults, flows, ...createStand(flows.around) }
}

describe('refused methods', () => {
  it('get 503 until told otherwise, however they are spelt', async () => {
    const { faults, phone } = faultyStand()
    const bob = phone()
    faults.set({ ...noFaults, refuse: ['options', 'monitor.mode'] })
    const refused = await bob.ask(bob.make('OPTIONS'))
    expect([refused.status, header(refused, 'To')]).toEqual([503, expect.stringMatching(/;tag=a-tag$/)])
    expect((await bob.ask(bob.make('BYE'))).status).toBe(481)
    faults.set(noFaults)
    expect((await bob.ask(bob.make('OPTIONS'))).status).toBe(200)
  })

  it('of an INVITE leave nothing behind, and its ACK has no answer', async () => {
    const { faults, server, phone } = faultyStand()
    const bob = phone()
    let calls = 0
    server.onIncoming(() => {
      calls += 1
    })
    faults.set({ ...noFaults, refuse: ['INVITE'] })
    const invite = bob.make('INVITE', { headers: [['Content-Type', 'application/sdp']], body: sdp() })
    const refused = await bob.ask(invite)
    expect(refused.status).toBe(503)
    const count = bob.heard.length
    const cseq = header(invite, 'CSeq')?.replace('INVITE', 'ACK') ?? ''
    const headers = [...invite.headers.filter(([name]) => name !== 'To' && name !== 'CSeq')]
    const to = header(refused, 'To') ?? ''
    await bob.send({ ...invite, method: 'ACK', headers: [...headers, ['To', to], ['CSeq', cseq]], body: '' })
    expect([bob.heard.length, calls]).toEqual([count, 0])
  })

  it('do not keep what is no SIP from being told so', async () => {
    const { faults, phone } = faultyStand()
    const bob = phone()
    faults.set({ ...noFaults, refuse: ['OPTIONS'] })
    const request = bob.make('OPTIONS', { headers: [['nonsense', 'x'.repeat(9_000)]] })
    expect((await bob.ask(request)).status).toBe(400)
  })
})

describe('cutting', () => {
  it('ends every socket that is open, and no line is registered any more', async () => {
    const { flows, server, registered } = faultyStand()
    await registered('5001')
    const gone = await registered('5002')
    gone.lose()
    expect(server.count()).toBe(1)
    flows.cut()
    expect([server.count(), server.isRegistered('5001')]).toEqual([0, false])
  })
})
