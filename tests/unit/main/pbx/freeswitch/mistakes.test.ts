// The mistakes an administrator of FreeSWITCH or FusionPBX can make: each is planted, found by check-site, and told with what to do.
import { describe, expect, it } from 'vitest'
import { checkFreeswitchSite, checkFreeswitchStep } from '#main/pbx/freeswitch/check-site.ts'
import { aQueueAgent, DOMAIN, freeswitchStage, siteOf } from '../../../../fakes/freeswitch/stage.ts'

type Stage = ReturnType<typeof freeswitchStage>

async function findingsOf(site: object, plant: (stage: Stage) => void, password = 'SECRET') {
  const stage = freeswitchStage({ password })
  stage.pbx.callcenter.agents.set('1001@default', aQueueAgent('1001@default', `user/1001@${DOMAIN}`))
  plant(stage)
  const { clock, openSocket } = stage
  const tryLine = async () => ({ kind: 'notConnected', detail: 'ECONNREFUSED' }) as const
  const checking = checkFreeswitchSite(siteOf({ host: '127.0.0.1', ...site }), { clock, openSocket, tryLine })
  await clock.advance(20_000)
  return (await checking).map(({ kind, about, what, remedy }) => `${kind} ${about}: ${what} -> ${remedy}`)
}

const nothing = () => undefined
/** `command` is answered otherwise than by a PBX that is set up well. */
const answers =
  (command: string, text: string) =>
  ({ pbx }: Stage) =>
    pbx.misbehave({ refuse: [{ command, text, done: false }] })
const denied = '-ERR permission denied\n'
const rows = (...all: readonly object[]) => JSON.stringify({ row_count: all.length, rows: all })
const registered = (realm: string, url = 'sip:1@10.0.0.1:5060') => rows({ reg_user: '5001', realm, token: 't', url })
const columns = 'name|type|contact'

const mistakes: readonly (readonly [string, object, (stage: Stage) => void, RegExp])[] = [
  ['a wrong password', { esl: { password: 'wrong' } }, nothing, /missing user: .*event_socket_password/],
  [
    'the SIP password of a directory user in the place of its esl-password',
    { esl: { user: `earshot@${DOMAIN}`, password: 'wrong' } },
    nothing,
    /missing user: .*esl-password/,
  ],
  [
    'a command that is not allowed',
    {},
    answers('uuid_bridge', denied),
    /missing rights: .*uuid_bridge.*esl-allowed-api/,
  ],
  [
    'mod_callcenter not loaded',
    {},
    answers('callcenter_config', '-ERR callcenter_config Command not found!\n'),
    /advice module: mod_callcenter is not loaded/,
  ],
  [
    'mod_dptools without eavesdrop',
    {},
    answers('show application', rows({ name: 'park' })),
    /missing module: .*eavesdrop/,
  ],
  [
    'mod_valet_parking not loaded',
    {},
    answers('show application', rows({ name: 'park' }, { name: 'eavesdrop' }, { name: 'intercept' })),
    /advice module: .*valet_park.*parked/,
  ],
  [
    'an old FreeSWITCH',
    {},
    answers('status', 'FreeSWITCH (Version 1.8.7 64bit) is ready\n'),
    /missing version: FreeSWITCH 1\.8\.7/,
  ],
  [
    'a domain no phone registers at',
    { domain: 'wrong.example' },
    nothing,
    /missing extension: No phone is registered at wrong\.example/,
  ],
  [
    'agents of another domain',
    {},
    answers('callcenter_config agent list', `${columns}\na|callback|user/1001@other.example\n+OK\n`),
    /missing extension: 1 agent\(s\) are rung by something else/,
  ],
  [
    'an agent rung over loopback',
    {},
    ({ pbx }) => pbx.callcenter.agents.set('b', aQueueAgent('b', 'loopback/1002/default')),
    /advice extension: 1 agent\(s\) are rung by something else/,
  ],
  [
    'agents of the type uuid-standby',
    {},
    answers('callcenter_config agent list', `${columns}\na|uuid-standby|user/1001@${DOMAIN}\n+OK\n`),
    /advice extension: .*type uuid-standby.*: a /,
  ],
  [
    'a bar in an agent’s name',
    {},
    ({ pbx }) => pbx.callcenter.agents.set('a|b', aQueueAgent('a|b', `user/1002@${DOMAIN}`)),
    /missing extension: 1 agent\(s\) have a bar/,
  ],
  [
    'a tenant’s domain without queues',
    { system: 'fusionpbx' },
    ({ pbx }) =>
      pbx.callcenter.queues.set('8000@other.example', {
        name: '8000@other.example',
        answered: 0,
        abandoned: 0,
        agents: [],
      }),
    /missing extension: None of the 1 queue\(s\) is of pbx\.example; they are of other\.example/,
  ],
  [
    'an agent’s number in the site file that nobody has',
    { extensions: [], agents: { '1010': { name: 'Ada' } } },
    nothing,
    /advice extension: The site file names 1010/,
  ],
  [
    'a queue in the site file without its @',
    { queues: { sales: 'Sales' } },
    nothing,
    /advice extension: The site file names the queue sales/,
  ],
  ['no line', { line: null }, nothing, /missing endpoint: The site file gives the supervisor no line/],
  [
    'a line that is registered nowhere',
    {},
    answers('show registrations', registered(DOMAIN).replace('5001', '1001')),
    /advice registration: 5001@.* is registered nowhere/,
  ],
  [
    'another phone on the line’s user',
    {},
    answers('show registrations', registered(DOMAIN)),
    /advice registration: 1 other phone.*multiple-registrations/,
  ],
  [
    'a line in the clear',
    { line: { user: '5001', wsUrl: 'ws://pbx.example:5066', password: 'x' } },
    nothing,
    /advice tls: The line registers in the clear/,
  ],
  [
    'wss-binding off',
    {},
    answers('sofia status profile', 'Name             \tinternal\n'),
    /missing endpoint: No SIP profile has a wss-binding.*SIP Profiles > internal/,
  ],
  [
    'the port of another binding',
    { line: { user: '5001', wsUrl: 'wss://pbx.example:8089/ws', password: 'x' } },
    nothing,
    /missing endpoint: .*port 8089, but .* at 7443/,
  ],
  [
    'a gateway the PBX has not',
    { trunks: { gateways: ['carrier'] } },
    nothing,
    /missing trunk: .*no gateway called carrier; it has trunk/,
  ],
  [
    'a gateway that was forgotten',
    { trunks: { gateways: ['trunk'] } },
    answers('sofia status', 'a::trunk\tgateway\tx\tREGED\nb::second\tgateway\tx\tREGED\n'),
    /advice trunk: .*gateway second count as calls of the house/,
  ],
  [
    'proxy media',
    {},
    answers('sofia status profile', 'PROXY-MEDIA      \ttrue\n'),
    /missing other: .*cannot be listened to.*inbound-proxy-media/,
  ],
  [
    'bypass media',
    {},
    answers('sofia status profile', 'NOMEDIA          \ttrue\n'),
    /advice other: .*goes past the PBX/,
  ],
  [
    'no PCMU',
    {},
    answers('sofia status profile', 'CODECS IN        \tOPUS,G722\n'),
    /advice codec: .*no PCMU \(CODECS IN OPUS,G722\)/,
  ],
  [
    'a profile that tells phones its own loopback',
    {},
    answers('sofia status profile', 'RTP-IP           \t127.0.0.1\n'),
    /missing endpoint: The profile \w+ tells every phone .*127\.0\.0\.1.*local_ip_v4/,
  ],
  [
    'an ext-rtp-ip that is the loopback',
    {},
    answers('sofia status profile', 'RTP-IP           \t10.0.0.5\nExt-RTP-IP       \t127.0.0.1\n'),
    /missing endpoint: .*ext-rtp-ip/,
  ],
  ['an Event Socket in the clear', { host: DOMAIN }, nothing, /advice tls: The password and every call go to/],
]

describe('check-site finds', () => {
  it.each(mistakes)('%s', async (_what, site, plant, wanted) => {
    expect((await findingsOf(site, plant)).join('\n')).toMatch(wanted)
  })

  it('none of them where all is as it should be', async () => {
    const found = (await findingsOf({}, nothing)).join('\n')
    // The PBX of this test has a desk phone on the supervisor's user.
    for (const [what, , , wanted] of mistakes) if (!/another phone/.test(what)) expect(found).not.toMatch(wanted)
  })

  it('nothing of a loopback where the line is on the PBX itself, or the outer address is told', async () => {
    const own = { line: { user: '5001', wsUrl: 'wss://127.0.0.1:7443', password: 'x' } }
    const loopback = answers('sofia status profile', 'RTP-IP           \t127.0.0.1\n')
    expect((await findingsOf(own, loopback)).join('\n')).not.toMatch(/tells every phone/)
    const outer = answers('sofia status profile', 'RTP-IP           \t127.0.0.1\nExt-RTP-IP       \t192.0.2.7\n')
    expect((await findingsOf({}, outer)).join('\n')).not.toMatch(/tells every phone/)
  })

  it('a profile behind NAT that tells a line from outside of its inner address, and nobody else', async () => {
    const told = (fields: string) =>
      answers('sofia status profile', `${fields}WSS-BIND-URL     \tsips:x@10.0.0.5:7443\n`)
    const inner = told('RTP-IP           \t10.0.0.5\n')
    const from = async (wsUrl: string, profile = inner) =>
      (await findingsOf({ line: { user: '5001', wsUrl, password: 'x' } }, profile)).join('\n')
    expect(await from('wss://203.0.113.7:7443')).toMatch(
      /unknown endpoint: .*at 203\.0\.113\.7, and the profile \w+ tells phones .*10\.0\.0\.5.*autonat:203\.0\.113\.7/,
    )
    expect(await from('wss://10.0.0.5:7443')).not.toMatch(/inside its own network/)
    const mended = told('RTP-IP           \t10.0.0.5\nExt-RTP-IP       \t203.0.113.7\n')
    expect(await from('wss://203.0.113.7:7443', mended)).not.toMatch(/inside its own network/)
  })

  it('an Event Socket that listens at another address of the PBX', async () => {
    const { clock } = freeswitchStage()
    const openSocket = (_site: unknown, { onClosed }: { onClosed: (why: string) => void }) => {
      setImmediate(() => onClosed('ECONNREFUSED connect ECONNREFUSED 127.0.0.1:8021'))
      return { write: nothing, close: nothing }
    }
    const checking = checkFreeswitchSite(siteOf(), { clock, openSocket })
    await clock.advance(100)
    const [finding] = await checking
    expect(finding).toMatchObject({ kind: 'missing', about: 'port' })
    expect(finding?.remedy).toMatch(/listen-ip.*At "::1" nobody reaches it by 127\.0\.0\.1.*reload mod_event_socket/)
  })

  it('a line at a name nobody knows, at its step of the set-up', async () => {
    const { clock, openSocket } = freeswitchStage({ password: 'SECRET' })
    const tryLine = async () =>
      ({ kind: 'notConnected', detail: 'ENOTFOUND getaddrinfo ENOTFOUND pbx.exmaple' }) as const
    const checking = checkFreeswitchStep('line', siteOf({ host: '127.0.0.1' }), { clock, openSocket, tryLine })
    await clock.advance(20_000)
    expect(await checking).toContainEqual(expect.objectContaining({ kind: 'missing', about: 'name' }))
  })

  it('the password that every FreeSWITCH is born with', async () => {
    const found = await findingsOf({ esl: { password: 'ClueCon' } }, nothing, 'ClueCon')
    expect(found.join('\n')).toMatch(/missing password: .*born with/)
  })

  it('that it may not look at the profiles, and says what to look for', async () => {
    expect((await findingsOf({}, answers('sofia', denied))).join('\n')).toMatch(/unknown endpoint: .*WSS-BIND-URL/)
  })
})

const greeting = (text: string) => ({
  openSocket: (
    _site: unknown,
    { onBytes, onClosed }: { onBytes: (bytes: Uint8Array) => void; onClosed: (why: string) => void },
  ) => {
    setImmediate(() => {
      onBytes(Buffer.from(text))
      onClosed('closed')
    })
    return { write: nothing, close: nothing }
  },
})

describe('check-site tells who answers in the place of an Event Socket:', () => {
  it.each([
    ['Asterisk Call Manager/9.0.0\r\n', /missing port: An Asterisk \(AMI\) answers/],
    ['SSH-2.0-OpenSSH_9.2\r\n', /missing port: A server for SSH answers/],
    ['HTTP/1.1 400 Bad Request\r\n\r\n', /missing port: A web server answers/],
    [
      'Content-Type: text/rude-rejection\nContent-Length: 24\n\nAccess Denied, go away.\n\n',
      /missing user: .*does not let this computer in.*apply-inbound-acl/,
    ],
  ])('%j', async (text, wanted) => {
    const { clock } = freeswitchStage()
    const checking = checkFreeswitchSite(siteOf(), { clock, ...greeting(text) })
    await clock.advance(100)
    const [{ kind, about, what, remedy } = { kind: '', about: '', what: '', remedy: '' }] = await checking
    expect(`${kind} ${about}: ${what} -> ${remedy}`).toMatch(wanted)
  })

  it('an event that is not allowed refuses them all', async () => {
    const { clock } = freeswitchStage()
    const reply = (text: string) => Buffer.from(`Content-Type: command/reply\nReply-Text: ${text}\n\n`)
    const checking = checkFreeswitchSite(siteOf(), {
      clock,
      openSocket: (_site, { onBytes }) => {
        setImmediate(() => onBytes(Buffer.from('Content-Type: auth/request\n\n')))
        const write = (line: string) =>
          onBytes(reply(line.startsWith('auth') ? '+OK accepted' : '-ERR permission denied'))
        return { write, close: nothing }
      },
    })
    await clock.advance(100)
    expect(await checking).toMatchObject([{ kind: 'missing', about: 'rights' }])
  })
})
