// What the queue module does not say is not taken for "nobody": refused lists leave what is known, lost ones are no picture.
import { describe, expect, it } from 'vitest'
import { DOMAIN, freeswitchStage } from '../../../../fakes/freeswitch/stage.ts'

async function stage() {
  const made = freeswitchStage({ site: { extensions: [] } })
  const { callcenter } = made.pbx
  callcenter.queues.set('sales@default', {
    name: 'sales@default',
    answered: 0,
    abandoned: 0,
    agents: ['1001@default'],
  })
  callcenter.agents.set('1001@default', {
    name: '1001@default',
    contact: `user/1001@${DOMAIN}`,
    status: 'On Break',
    state: 'Waiting',
    wrapUpS: 0,
    lastBridgeEnd: 0,
    statusSince: 0,
    answered: 0,
  })
  return made
}

const list = 'callcenter_config agent list'
const A_ROUND_MS = 48_000

describe('lists of mod_callcenter', () => {
  it('that are refused for once leave its agents as they are known', async () => {
    const { pbx, live, clock, floor } = await stage()
    await live()
    pbx.misbehave({ refuse: [{ command: 'callcenter_config', text: '-ERR no reply\n', done: false }] })
    await clock.advance(A_ROUND_MS)
    expect(floor().agents['1001']?.presence).toMatchObject({ kind: 'paused' })
    expect(Object.keys(floor().queues)).toEqual(['sales@default'])
  })

  it('are empty where the module is not loaded', async () => {
    const { pbx, live, clock, floor } = await stage()
    await live()
    const text = '-ERR callcenter_config Command not found!\n'
    pbx.misbehave({ refuse: [{ command: 'callcenter_config', text, done: false }] })
    await clock.advance(A_ROUND_MS)
    expect(floor().queues).toEqual({})
  })

  it('that never come are no picture: the next connection is made at once, and asks again', async () => {
    const { pbx, live, clock, statuses, floor } = await stage()
    pbx.misbehave({ mute: [list] })
    await live()
    await clock.advance(7000)
    pbx.misbehave({})
    await clock.advance(2000)
    expect(statuses.at(-1)).toMatchObject({ phase: 'live' })
    expect(floor().agents['1001']?.presence).toMatchObject({ kind: 'paused' })
  })
})

describe('a first picture without the queue module', () => {
  it('is asked for again within seconds, not at the next round', async () => {
    const { pbx, live, clock, floor } = await stage()
    pbx.misbehave({ refuse: [{ command: list, text: '-ERR no reply\n', done: false }] })
    await live()
    expect(floor().agents).toEqual({})
    pbx.misbehave({})
    await clock.advance(4000)
    expect(floor().agents['1001']?.presence).toMatchObject({ kind: 'paused' })
  })
})
