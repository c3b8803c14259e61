// Whether the PBX could ring any phone of the supervisor's: Listen is offered only where it could, or where it does not tell.
import { describe, expect, it } from 'vitest'
import { DOMAIN, freeswitchStage, type StageOptions } from '../../../../fakes/freeswitch/stage.ts'

const ME = `5001@${DOMAIN}`

async function signedOff(options: StageOptions = {}) {
  const stage = freeswitchStage(options)
  const hasNoPhone = () => stage.connector.capabilities().hasNoPhone ?? false
  await stage.live()
  expect(hasNoPhone()).toBe(false)
  const told = stage.statuses.length
  stage.registers(false)
  await stage.clock.advance(700)
  return { ...stage, hasNoPhone, told: () => stage.statuses.slice(told).map(({ phase }) => phase) }
}

describe('the supervisor’s phones', () => {
  it('are none once the last has signed off, and are there again with the next: told each time', async () => {
    const { hasNoPhone, told, registers, clock } = await signedOff()
    expect(hasNoPhone()).toBe(true)
    expect(told()).toEqual(['live'])
    registers(true)
    await clock.advance(700)
    expect(hasNoPhone()).toBe(false)
    expect(told()).toEqual(['live', 'live'])
  })

  it('are none for a console that finds none at its start', async () => {
    const stage = freeswitchStage()
    stage.register(false)
    await stage.live()
    expect(stage.connector.capabilities().hasNoPhone).toBe(true)
  })

  it('are there where one is signed in at mod_verto, which no list of registrations has and no event tells', async () => {
    const { hasNoPhone, signInAtVerto, clock } = await signedOff()
    signInAtVerto([ME])
    await clock.advance(5100)
    expect(hasNoPhone()).toBe(false)
    signInAtVerto([])
    await clock.advance(45_100)
    expect(hasNoPhone()).toBe(true)
  })

  it.each([
    ['a mobile by a gateway', `\${sofia_contact(*/\${dialed_user}@\${dialed_domain})},sofia/gateway/trunk/15550100`],
    ['a loopback', `loopback/\${dialed_user}/default`],
    ['a script', `\${lua(where.lua \${dialed_user})}`],
  ])('may be there where the dial string of the directory leads to %s', async (_what, dialString) => {
    expect((await signedOff({ dialString })).hasNoPhone()).toBe(false)
  })

  it('are none where the dial string is FusionPBX’s own', async () => {
    const dialString = `{sip_invite_domain=\${domain_name},presence_id=\${dialed_user}@\${dialed_domain}}\${sofia_contact(*/\${dialed_user}@\${dialed_domain})}`
    expect((await signedOff({ dialString })).hasNoPhone()).toBe(true)
  })

  it('are none where mod_verto is not loaded', async () => {
    const stage = freeswitchStage()
    stage.register(false)
    stage.pbx.misbehave({
      refuse: [{ command: 'verto_contact', text: '-ERR verto_contact Command not found!\n', done: false }],
    })
    await stage.live()
    expect(stage.connector.capabilities().hasNoPhone).toBe(true)
  })

  it.each(['sofia_contact', 'verto_contact', 'user_data'])(
    'may be there where this login may not use %s; it is not asked again and again',
    async (command) => {
      const stage = freeswitchStage()
      stage.register(false)
      stage.pbx.misbehave({ refuse: [{ command, text: '-ERR permission denied\n', done: false }] })
      await stage.live()
      expect(stage.connector.capabilities().hasNoPhone).toBeUndefined()
      const asked = () => stage.pbx.asked().filter((one) => one.startsWith('sofia_contact')).length
      const before = asked()
      await stage.clock.advance(120_000)
      expect(asked()).toBe(before)
    },
  )
})
