// check-site for FreeSWITCH: what is missing is said with what to add, and nothing is disturbed.
import { describe, expect, it } from 'vitest'
import type { SetupFinding } from '#contract/site/setup.ts'
import { checkFreeswitchSite, checkFreeswitchStep } from '#main/pbx/freeswitch/check-site.ts'
import { aQueueAgent, DOMAIN, freeswitchStage, siteOf } from '../../../../fakes/freeswitch/stage.ts'

const tryLine = async () => ({ kind: 'answered', status: 200, reason: 'OK', isChallenged: true }) as const
const secret = { password: 'SECRET' }

async function checked(site: object = {}, prepare: (stage: ReturnType<typeof freeswitchStage>) => void = () => {}) {
  const stage = freeswitchStage()
  prepare(stage)
  const { clock, openSocket } = stage
  const checking = checkFreeswitchSite(siteOf(site), { clock, openSocket, tryLine })
  await clock.advance(100)
  return { stage, findings: await checking }
}
const texts = (findings: readonly SetupFinding[], kind: SetupFinding['kind']) =>
  findings.filter((one) => one.kind === kind).map(({ about, what, remedy }) => `${about}: ${what} -> ${remedy}`)

describe('check-site for FreeSWITCH', () => {
  it('finds nothing missing where all is there, says what can never be fenced in, and disturbs nothing', async () => {
    const { stage, findings } = await checked({ host: '127.0.0.1' }, ({ pbx }) => {
      pbx.callcenter.agents.set('1001@default', aQueueAgent('1001@default', `[x=1]user/1001@${DOMAIN}`))
    })
    expect(texts(findings, 'missing')).toEqual([])
    expect(texts(findings, 'advice').join('\n')).toMatch(/no fence: sendmsg/)
    expect(texts(findings, 'advice').join('\n')).toMatch(/1 agent\(s\) are shown by their number alone: 1001/)
    expect(stage.pbx.core.channels.size).toBe(0)
    expect(stage.rung).toEqual([])
  })

  it.each([
    ['a wrong password', { esl: { password: 'wrong' } }, /^user: .*event_socket\.conf\.xml/],
    [
      'a wrong password of a directory user',
      { esl: { user: `earshot@${DOMAIN}`, password: 'wrong' } },
      /^user: .*esl-password/,
    ],
  ])('says what to do about %s', async (_what, site, wanted) => {
    const { findings } = await checked(site)
    expect(texts(findings, 'missing')).toEqual([expect.stringMatching(wanted)])
  })

  it('names the commands that are not allowed, and the whole list to allow', async () => {
    const { findings } = await checked({}, ({ pbx }) =>
      pbx.misbehave({
        refuse: [
          { command: 'uuid_recv_dtmf', text: '-ERR permission denied\n', done: false },
          { command: 'uuid_media', text: '-ERR permission denied\n', done: false },
        ],
      }),
    )
    expect(texts(findings, 'missing')).toEqual([
      expect.stringMatching(/^rights: .*may not use uuid_recv_dtmf, uuid_media -> .*esl-allowed-api.*uuid_kill/),
    ])
  })

  it('tells that the password goes in the clear, unless the near end of a tunnel is asked', async () => {
    expect(texts((await checked()).findings, 'advice').join('\n')).toMatch(/^tls: .*in the clear/m)
    expect(texts((await checked({ host: '127.0.0.1' })).findings, 'advice').join('\n')).not.toMatch(
      /in the clear: the Event/,
    )
  })

  it('tells of a domain that no phone has, of agents rung elsewhere, and of a line that is missing', async () => {
    const { findings } = await checked({ domain: 'wrong.example', line: null }, ({ pbx }) => {
      pbx.callcenter.agents.set('a', aQueueAgent('a', `user/1001@${DOMAIN}`))
    })
    const missing = texts(findings, 'missing').join('\n')
    expect(missing).toMatch(/^extension: 1 agent\(s\) are rung by something else/m)
    expect(missing).toMatch(/^extension: No phone is registered at wrong\.example; those there are have pbx\.example/m)
    expect(missing).toMatch(/^endpoint: The site file gives the supervisor no line/m)
  })

  it('trap 10: warns of another phone of the supervisor, which would take the console’s place', async () => {
    const { findings } = await checked()
    expect(texts(findings, 'advice').join('\n')).toMatch(
      /^registration: 1 other phone\(s\) of 5001@.*multiple-registrations/m,
    )
  })

  it('believes the line’s own WebSocket more than the ports of the profiles: a proxy may stand in between', async () => {
    const line = { user: '5001', wsUrl: 'wss://pbx.example', password: 'x' }
    expect(texts((await checked({ line })).findings, 'missing')).toEqual([])
    const { clock, openSocket } = freeswitchStage()
    const silent = async () => ({ kind: 'silent' }) as const
    const checking = checkFreeswitchSite(siteOf({ line }), { clock, openSocket, tryLine: silent })
    await clock.advance(100)
    expect(texts(await checking, 'missing').join('\n')).toMatch(
      /nothing there answers in SIP[\s\S]*register at port 443/,
    )
  })

  it('gives each step of the set-up its own findings, and whoever is not let in one', async () => {
    const { clock, openSocket } = freeswitchStage()
    const step = checkFreeswitchStep('line', siteOf(), { clock, openSocket, tryLine })
    await clock.advance(100)
    expect((await step).map(({ about }) => about)).toContain('registration')
    const refused = checkFreeswitchStep('line', siteOf({ esl: { ...secret, password: 'wrong' } }), {
      clock,
      openSocket,
      tryLine,
    })
    await clock.advance(100)
    expect(await refused).toMatchObject([{ kind: 'missing', about: 'user' }])
    const address = checkFreeswitchStep('address', siteOf({ esl: { password: '' } }), { clock, openSocket, tryLine })
    await clock.advance(100)
    expect(await address).toMatchObject([{ kind: 'ok', about: 'port' }])
  })
})
