// What the proof on the customer's own PBX wants to be told, and what it says when it is not.
import { expect, it } from 'vitest'
import { type OwnFlags, planned } from '../../prove/own/plan.ts'

const site = {
  kind: 'asterisk',
  host: 'pbx.example',
  ami: { user: 'console', secret: 'a' },
  line: { uri: 'sip:5001@pbx.example', wsUrl: 'wss://pbx.example:8089/ws', authUser: '5001', password: 'b' },
}
const env = { EARSHOT_PROOF_AGENT_PASSWORD: 'one', EARSHOT_PROOF_CALLER_PASSWORD: 'two' }
const flags: OwnFlags = { agent: '1001', caller: '1002' }
const whyNot = (layer: object, given: OwnFlags = flags, from: Record<string, string> = env): string => {
  const made = planned({ ...layer }, given, from)
  return made.ok ? '' : made.error
}

it('calls the agent by its extension, at the host of the site', () => {
  const made = planned({ site }, flags, env)
  expect(made).toMatchObject({
    ok: true,
    value: {
      sip: { host: 'pbx.example', port: 5060 },
      agent: { user: '1001', password: 'one' },
      caller: { user: '1002', password: 'two' },
      dial: '1001',
      layer: { site, policy: 'open', line: { processing: false } },
    },
  })
})

it('keeps what the site says of its line, and registers where it is told to', () => {
  const made = planned({ site, line: { switchBy: 'rfc4733' } }, { ...flags, sip: '10.0.0.5:5070', dial: '91001' }, env)
  expect(made).toMatchObject({
    value: { sip: { host: '10.0.0.5', port: 5070 }, dial: '91001', layer: { line: { switchBy: 'rfc4733' } } },
  })
})

it.each([
  ['no extensions', () => whyNot({ site }, {}), /--agent 1001 --caller 1002/],
  ['one extension twice', () => whyNot({ site }, { agent: '1001', caller: '1001' }), /two extensions/],
  ['no password', () => whyNot({ site }, flags, {}), /EARSHOT_PROOF_AGENT_PASSWORD/],
  ['another PBX', () => whyNot({ site: { kind: 'demo' } }), /Only an Asterisk site/],
  ['no line', () => whyNot({ site: { ...site, line: null } }), /no `line`/],
  ['no address', () => whyNot({ site }, { ...flags, sip: 'a b' }), /HOST:PORT/],
  [
    'a secret that is asked for',
    () => whyNot({ site: { ...site, ami: { user: 'console', secret: { from: 'ask' } } } }),
    /site\.ami\.secret is asked for/,
  ],
])('says what is missing: %s', (_, why, sentence) => {
  expect(why()).toMatch(sentence)
})
