// JsSIP as it is set up for an account: who registers, by which socket, under a contact that only we know.
import { describe, expect, it } from 'vitest'
import { createUa } from '#renderer/line/jssip-ua.ts'
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

type Inside = {
  readonly configuration: Readonly<Record<string, unknown>>
  readonly transport: { readonly socket: { readonly url: string } }
}
/** JsSIP's types leave out what it was set up with. */
const inside = ({ ua }: ReturnType<typeof createUa>): Inside => ua as unknown as Inside

describe('the user agent of an account', () => {
  it('registers with what the account says, at its socket', () => {
    const { configuration, transport } = inside(createUa(account, contact, trace))
    expect(configuration).toMatchObject({
      uri: { user: '5001', host: 'pbx.example' },
      authorization_user: 'auth-5001',
      password: 'secret',
      user_agent: 'Earshot',
    })
    expect(transport.socket.url).toBe('wss://pbx.example/ws')
  })

  it('is called where another call of the same line is not: its contact is its own', () => {
    const { ua } = createUa(account, contact, trace)
    expect(String(ua.contact.uri ?? ua.contact)).toContain(`sip:${contact}@456789abcdef.invalid;transport=ws`)
  })

  it('has a name where the account gives one', () => {
    const nameOf = (displayName: string) =>
      inside(createUa({ ...account, displayName }, contact, trace)).configuration.display_name
    expect(nameOf('Sam Supervisor')).toBe('Sam Supervisor')
    expect(nameOf('')).toBeFalsy()
  })

  it('comes back soon after its socket was cut, and at least every few seconds', () => {
    const { configuration } = inside(createUa(account, contact, trace))
    expect(configuration.connection_recovery_min_interval).toBe(1)
    expect(configuration.connection_recovery_max_interval).toBe(4)
  })
})
