// A9: one sentence for a wrong name, port, path, certificate and firewall alike helps nobody; the desk finds out which it is.
import { once } from 'node:events'
import { createServer } from 'node:http'
import { createServer as createTcp, type Server } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocketServer } from 'ws'
import { causeOf, whyNotReached } from '#main/desk/line-probe.ts'

const open: { close(): unknown }[] = []
afterEach(() => {
  for (const one of open.splice(0)) one.close()
})

async function listening(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  open.push(server)
  const address = server.address()
  return typeof address === 'object' && address ? `ws://127.0.0.1:${address.port}/ws` : ''
}
const why = async (...urls: string[]) => {
  const [wsUrl = '', ...alsoAt] = urls
  return (await whyNotReached({ wsUrl, alsoAt }, { ca: null, isTakenByPage: true }))?.code ?? null
}
const sip = async () => {
  const server = createServer()
  const sockets = new WebSocketServer({ server, handleProtocols: () => 'sip' })
  open.push(sockets)
  return listening(server)
}
const closed = async () => {
  const server = createTcp()
  const url = await listening(server)
  server.close()
  return url
}

describe('the desk that knocks at the line’s server', () => {
  it('finds nothing wrong where a phone system answers', async () => {
    expect(await why(await sip())).toBeNull()
  })

  it('names a port at which nothing listens', async () => {
    expect(await why(await closed())).toBe('linePortClosed')
  })

  it('names a server that speaks, but not SIP: another path, another port, a missing module', async () => {
    const web = createServer((_request, response) => response.writeHead(404).end())
    expect(await why(await listening(web))).toBe('lineNotSip')
    const other = createTcp((socket) => socket.end('SSH-2.0\r\n'))
    expect(await why(await listening(other))).toBe('lineNotSip')
    const plain = await sip()
    expect(await why(plain.replace('ws:', 'wss:'))).toBe('lineNotSip')
  })

  it('names the name that nobody knows', async () => {
    expect(await why('wss://pbx.invalid:8089/ws')).toBe('lineNameUnknown')
  })

  it('has nothing to say while one of several servers answers, else speaks of the first', async () => {
    expect(await why(await closed(), await sip())).toBeNull()
    expect(await why('wss://pbx.invalid/ws', await closed())).toBe('lineNameUnknown')
  })
})

it.each([
  ['DEPTH_ZERO_SELF_SIGNED_CERT self-signed certificate', 'lineCertificate'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE unable to verify the first certificate', 'lineCertificate'],
  ['CERT_HAS_EXPIRED certificate has expired', 'lineCertificate'],
  ['ERR_TLS_CERT_ALTNAME_INVALID Hostname/IP does not match', 'lineCertificate'],
  ['EAI_AGAIN getaddrinfo EAI_AGAIN pbx', 'lineNameUnknown'],
  ['EHOSTUNREACH connect EHOSTUNREACH', 'lineNoAnswer'],
  ['Opening handshake has timed out', 'lineNoAnswer'],
  ['Server sent no subprotocol', 'lineNotSip'],
  ['Unexpected server response: 404', 'lineNotSip'],
] as const)('takes %s for %s', (reason, code) => {
  expect(causeOf(reason)).toBe(code)
})

describe('where the site has an authority of its own', () => {
  const account = { wsUrl: 'wss://pbx.example/ws' }
  const unknown = 'UNABLE_TO_VERIFY_LEAF_SIGNATURE unable to verify the first certificate'
  const knock = async (_url: string, ca: string | null) => (ca === 'PEM' ? null : unknown)

  it('finds nothing wrong in the desktop program, whose page trusts it', async () => {
    expect(await whyNotReached(account, { ca: 'PEM', isTakenByPage: true }, knock)).toBeNull()
  })

  it('says in a browser that it must be imported there', async () => {
    expect(await whyNotReached(account, { ca: 'PEM', isTakenByPage: false }, knock)).toEqual({
      code: 'lineCertificate',
      detail: expect.stringMatching(/signed by the `ca` of the site file.*import it/),
    })
  })
})
