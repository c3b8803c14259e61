// The two texts the product started from, sentence by sentence, as the NetSapiens connector and the site policy keep them.

import { describe, expect, it } from 'vitest'
import { accessTo, type SitePolicy } from '#contract/access.ts'
import { type Mode, modes } from '#contract/monitor.ts'
import { netsapiensSite } from '#contract/site-netsapiens.ts'
import { createNetsapiensConnector } from '#main/pbx/netsapiens/connector.ts'
import { carries } from '#renderer/line/is-ours.ts'
import { fakeClock } from '../../../../fakes/fake-clock.ts'
import { aCall, outside } from '../../../../fakes/floors.ts'
import { memorySecrets, nobodyThere } from '../../../../fakes/netsapiens/site.ts'

const least = {
  kind: 'netsapiens',
  server: 'https://pbx.example',
  cores: ['https://core1.pbx.example:8001'],
  signIn: { by: 'apiKey' },
}
const never = () => {
  throw new Error('nothing is asked of the world here')
}
const capabilities = (over: object = {}) =>
  createNetsapiensConnector(netsapiensSite.parse({ ...least, ...over }), {
    clock: fakeClock(),
    random: () => 0,
    log: () => {},
    switchBy: () => 'api',
    secrets: memorySecrets(),
    request: never,
    openSocket: never,
    prompt: nobodyThere,
  }).capabilities()

const offNet = aCall('c', '1001')
const onNet = aCall('c', '1001', { from: { ...outside, number: '2005', onNet: true } })
const may = (policy: SitePolicy, call: typeof offNet, mode: Mode, over: object = {}) => {
  const verdict = accessTo(call, '1001', { policy, rights: [...modes], capabilities: capabilities(over) })[mode]
  return verdict.allowed ? 'yes' : verdict.reason
}

describe('CallHarbor’s text', () => {
  it('“Whisper is only available for Off-Net calls”, and it is the agent whom it reaches', () => {
    expect(may('callharbor', offNet, 'whisperAgent')).toBe('yes')
    expect(may('callharbor', offNet, 'whisperCaller')).toBe('callerOffNet')
  })
  it('“Whisper is not available for On-Net calls”, neither of them', () => {
    expect(may('callharbor', onNet, 'whisperAgent')).toBe('onNetCall')
    expect(may('callharbor', onNet, 'whisperCaller')).toBe('onNetCall')
  })
  it('“Listen … Available for On-Net and Off-Net calls”', () => {
    expect([may('callharbor', onNet, 'listen'), may('callharbor', offNet, 'listen')]).toEqual(['yes', 'yes'])
  })
  it('“Barge … Available for On-Net and Off-Net calls”', () => {
    expect([may('callharbor', onNet, 'join'), may('callharbor', offNet, 'join')]).toEqual(['yes', 'yes'])
  })
})

describe('Crexendo’s text', () => {
  it('“Whisper to [Caller] … will only appear if the caller is using a phone on the Crexendo network”', () => {
    expect(may('crexendo', onNet, 'whisperCaller')).toBe('yes')
    expect(may('crexendo', offNet, 'whisperCaller')).toBe('callerOffNet')
  })
  it('“Whisper to [Agent]: Speak with the agent without the caller hearing” stands on every call', () => {
    expect([may('crexendo', onNet, 'whisperAgent'), may('crexendo', offNet, 'whisperAgent')]).toEqual(['yes', 'yes'])
  })
  it('“Listen” and “Join Call” stand on every call', () => {
    for (const call of [onNet, offNet])
      expect([may('crexendo', call, 'listen'), may('crexendo', call, 'join')]).toEqual(['yes', 'yes'])
  })
})

describe('where the texts contradict each other', () => {
  it('the policy of the site decides: whisper to the agent on a call inside', () => {
    expect(may('callharbor', onNet, 'whisperAgent')).toBe('onNetCall')
    expect(may('crexendo', onNet, 'whisperAgent')).toBe('yes')
    expect(may('open', onNet, 'whisperAgent')).toBe('yes')
  })
  it('no policy reaches further than the platform, unless the site says that the platform does', () => {
    expect(may('open', offNet, 'whisperCaller')).toBe('callerOffNet')
    expect(may('open', offNet, 'whisperCaller', { whisperTo: 'anyone' })).toBe('yes')
    expect(may('callharbor', offNet, 'whisperCaller', { whisperTo: 'anyone' })).toBe('yes')
  })
  it('an agent who answers on an outside phone cannot be whispered to', () => {
    const abroad = aCall('c', '1001', { to: { ...offNet.to, onNet: false } })
    expect(may('open', abroad, 'whisperAgent')).toBe('notByThisPbx')
  })
})

describe('“The web softphone will auto-answer a monitoring session”', () => {
  const mark = { by: 'evidence', fromName: 'Bridge for Audio Monitoring', uriIncludes: 'adhoc.monitor' } as const
  const bridge = {
    id: 'i',
    headers: {},
    requestUri: 'sip:8h2k@console.invalid;transport=ws',
    from: { name: 'Bridge for Audio Monitoring', number: 'adhoc.monitor.17' },
  }
  it('knows the bridge by its name and its address, also after a registrar has rewritten the request', () => {
    expect(carries(bridge, mark)).toBe(true)
    expect(
      carries({ ...bridge, from: { ...bridge.from, number: '1001' }, requestUri: 'sip:adhoc.monitor.17@x' }, mark),
    ).toBe(true)
  })
  it('takes neither half for the whole', () => {
    expect(carries({ ...bridge, from: { ...bridge.from, name: 'Ada' } }, mark)).toBe(false)
    expect(carries({ ...bridge, from: { ...bridge.from, number: '12125550100' } }, mark)).toBe(false)
  })
  it('answers nothing by itself where the site has switched both off', () => {
    expect(carries(bridge, { by: 'evidence', fromName: null, uriIncludes: null })).toBe(false)
  })
})
