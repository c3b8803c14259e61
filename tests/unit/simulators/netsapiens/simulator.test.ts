// The simulated platform against clients that are not ours: bad input, wrong keys, silence.
import { once } from 'node:events'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import type { DeskError } from '#contract/errors.ts'
import { promptOf, secretsOf } from '#main/pbx/netsapiens/environment.ts'
import { signedOut } from '#main/pbx/netsapiens/wire/session.ts'
import { aCall } from '../../../fakes/netsapiens/fake-backend.ts'
import { knowing, memorySecrets, nobodyThere, type Site, startSite } from '../../../fakes/netsapiens/site.ts'

let site: Site
beforeEach(async () => {
  site = await startSite()
})
afterEach(() => site.close())

const open = (path = '/socket.io/?EIO=3&transport=websocket', { simulator } = site) =>
  new WebSocket(simulator.cores[0]?.replace('http', 'ws') + path)
const post = (path: string, body: string, bearer = 'none') =>
  fetch(site.simulator.server + path, { method: 'POST', body, headers: { authorization: `Bearer ${bearer}` } })

describe('the simulated platform', () => {
  it('greets as Engine.IO 3 does, and cuts a client that never pings', async () => {
    const impatient = await startSite({ pingIntervalMs: 60, pingTimeoutMs: 60 })
    const socket = open(undefined, impatient)
    const texts: string[] = []
    socket.on('message', (data) => texts.push(String(data)))
    await once(socket, 'close')
    await impatient.close()
    expect(texts[0]).toMatch(/^0\{"sid":"[^"]+","upgrades":\[\],"pingInterval":60,"pingTimeout":60\}$/)
    expect(texts[1]).toBe('40')
  })

  it('takes no other protocol and no other path', async () => {
    for (const path of ['/socket.io/?EIO=4&transport=websocket', '/']) {
      const [error] = await once(open(path), 'error')
      expect(error).toBeInstanceOf(Error)
    }
  })

  it('lives on after garbage and frames that are too large', async () => {
    const socket = open()
    await once(socket, 'open')
    for (const text of ['', '42', '42{', '42["subscribe"]', '42["subscribe",null]', '42[7]', '\u0000', '9'])
      socket.send(text)
    socket.send('x'.repeat(100_000))
    await once(socket, 'close')
    expect((await post('/ns-api/v2/tokens', 'x'.repeat(100_000))).status).toBe(413)
    const console = site.connect()
    await console.becomes('live')
  })

  it('tells nothing to who has no good token', async () => {
    const socket = open()
    await once(socket, 'open')
    const texts: string[] = []
    socket.on('message', (data) => texts.push(String(data)))
    socket.send('42["subscribe",{"type":"call","bearer":"guessed"}]')
    await expect.poll(() => texts.at(-1)).toBe('42["status",{"status":"unauthorized"}]')
    site.backend.tell({ kind: 'call', call: aCall('c1', '1001') })
    socket.send('2')
    await expect.poll(() => texts.at(-1)).toBe('3') // whatever was told of the call came before
    expect(texts.join()).not.toContain('call-domain')
    const read = await fetch(`${site.simulator.server}/ns-api/v2/domains/~/calls`)
    expect([read.status, (await post('/portal/calls/tap/c1', '')).status]).toEqual([401, 401])
  })

  it('changes its faults for the operator alone', async () => {
    expect((await post('/simulator/faults', '{"monitoringOff":true}')).status).toBe(403)
    expect((await post('/simulator/faults', '{"monitoringOff":true}', 'operator')).status).toBe(200)
  })
})

describe('secrets from the environment', () => {
  it('go before what is stored, and are never stored', () => {
    const store = memorySecrets({ 'netsapiens.apiKey': 'stored' })
    const secrets = secretsOf(store, { EARSHOT_NETSAPIENS_API_KEY: 'given' })
    expect(secrets.get('netsapiens.apiKey')).toBe('given')
    expect(secretsOf(store, {}).get('netsapiens.apiKey')).toBe('stored')
    secrets.set('netsapiens.refreshToken', 'kept')
    expect([...store.all.values()]).toEqual(['client-secret', 'stored', 'kept'])
  })

  it('give a code once, and nothing where nothing is given', async () => {
    const env = { EARSHOT_NETSAPIENS_CODE: '123456', EARSHOT_NETSAPIENS_PASSWORD: 'right horse' }
    const prompt = promptOf(env, nobodyThere)
    expect([await prompt.code('5001', 'sms'), await prompt.code('5001', 'sms')]).toEqual(['123456', null])
    expect(await prompt.password('5001', null)).toEqual({ username: '5001', password: 'right horse' })
    const empty = promptOf({}, nobodyThere)
    expect([await empty.password('5001', null), await empty.code('5001', 'sms')]).toEqual([null, null])
  })

  it('are not tried again once refused, nor after a sign-out: then the person is asked', async () => {
    const person = { ...knowing('typed'), password: async () => ({ username: '5002', password: 'typed' }) }
    const prompt = promptOf({ EARSHOT_NETSAPIENS_PASSWORD: 'right horse' }, person)
    const asked = async (why: DeskError) => (await prompt.password('5001', why))?.password
    expect(await asked({ code: 'pbxWrongPassword' })).toBe('typed')
    expect(await asked({ code: 'signInNeeded', detail: signedOut })).toBe('typed')
    expect(await asked({ code: 'signInNeeded', detail: 'the sign-in has expired' })).toBe('right horse')
    expect(await asked({ code: 'pbxUnreachable' })).toBe('right horse')
  })
})
