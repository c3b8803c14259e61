// JsSIP as it is set up for an account: who registers, by which socket, under a contact that only we know.
import { describe, expect, it } from 'vitest'
import type { LineAccount } from '#contract/line-account.ts'
import { createUa as createUaAt } from '#renderer/line/jssip-ua.ts'
import { createSipTrace } from '#renderer/line/sip-trace.ts'

const account = {
  uri: 'sip:5001@pbx.example',
  wsUrl: 'wss://pbx.example/ws',
  authUser: 'auth-5001',
  password: 'secret',
  displayName: '',
  iceServers: [],
}
const contact = 'earshot-0123456789abcdef'
const trace = createSipTrace(() => 0)
const seat = '0123456789ab'
const createUa = (to: LineAccount, under: string) => createUaAt(to, under, seat, trace)

type Inside = {
  readonly configuration: Readonly<Record<string, unknown>>
  readonly transport: {
    readonly socket: { readonly url: string }
    _getSocket(): void
    readonly sockets: readonly { readonly socket: { readonly url: string }; status: number }[]
  }
}
/** JsSIP's types leave out what it was set up with. */
const inside = ({ ua }: ReturnType<typeof createUa>): Inside => ua as unknown as Inside

describe('the user agent of an account', () => {
  it('registers with what the account says, at its socket', () => {
    const { configuration, transport } = inside(createUa(account, contact))
    expect(configuration).toMatchObject({
      uri: { user: '5001', host: 'pbx.example' },
      authorization_user: 'auth-5001',
      password: 'secret',
      user_agent: 'Earshot',
    })
    expect(transport.socket.url).toBe('wss://pbx.example/ws')
  })

  it('is called where another call of the same line is not: its contact is its own', () => {
    const { ua } = createUa(account, contact)
    expect(String(ua.contact.uri ?? ua.contact)).toContain(`sip:${contact}@456789abcdef.invalid;transport=ws`)
  })

  it('L9: is the same instance of its seat after a crash, and another at another seat', () => {
    const instanceOf = (at: string) => inside(createUaAt(account, contact, at, trace)).configuration.instance_id
    expect(instanceOf(seat)).toBe('00000000-0000-4000-8000-0123456789ab')
    expect(instanceOf('ba9876543210')).not.toBe(instanceOf(seat))
  })

  it('tries its servers in their order, and begins again when none answers', () => {
    const alsoAt = ['wss://second.example/ws', 'wss://third.example/ws']
    const { transport } = inside(createUa({ ...account, alsoAt }, contact))
    const tried: string[] = []
    for (let turn = 0; turn < 4; turn++) {
      tried.push(transport.socket.url)
      for (const one of transport.sockets) if (one.socket === transport.socket) one.status = 1 // in error
      transport._getSocket()
    }
    expect(tried).toEqual([account.wsUrl, ...alsoAt, account.wsUrl])
  })

  it('has a name where the account gives one', () => {
    const nameOf = (displayName: string) =>
      inside(createUa({ ...account, displayName }, contact)).configuration.display_name
    expect(nameOf('Sam Supervisor')).toBe('Sam Supervisor')
    expect(nameOf('')).toBeFalsy()
  })

  it('comes back soon after its socket was cut, and at least every few seconds', () => {
    const { configuration } = inside(createUa(account, contact))
    expect(configuration.connection_recovery_min_interval).toBe(1)
    expect(configuration.connection_recovery_max_interval).toBe(4)
  })
})
