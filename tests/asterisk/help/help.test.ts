// An agent who asks for help by their phone, on the real Asterisk: two consoles see it, one claims it, a third learns of it later.
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type HelpBoard, noHelp } from '#contract/alerts.ts'
import { machineClock } from '#contract/time.ts'
import { checkAsteriskSite } from '#main/pbx/asterisk/check-site.ts'
import { type CallCentre, type Console, openCallCentre, until } from '../call-centre.ts'
import { openCuttable } from '../cuttable.ts'

const lines = /; extensions.conf: add at the end\n(\[earshot-help\]\n[\s\S]*?)```/.exec(
  readFileSync('docs/asterisk.md', 'utf8'),
)?.[1]
const help = { code: '*44', reasons: { 1: 'Angry caller' } }
let centre: CallCentre
beforeAll(async () => {
  centre = await openCallCentre({
    amiRead: 'call,agent,reporting,user',
    amiWrite: 'call,originate,reporting,agent,user',
    more: { 'extensions.conf': `${lines}\n[internal](+)\ninclude => earshot-help\n` },
  })
}, 60_000)
afterAll(() => centre.close())

function boardOf(desk: Console): () => HelpBoard {
  let board = noHelp
  desk.connector.help?.on((next) => {
    board = next
  })
  return () => board
}

it('carries agent, call and reason to every console, and is claimed, handed on and dealt with', async () => {
  const cable = await openCuttable(centre.pbx.ports.ami)
  const ada = await centre.agent('1001')
  const ann = await centre.console({ help }, 'api', 'ann')
  const bob = await centre.console({ help, ami: { ...centre.site().ami, port: cable.port } }, 'api', 'bob')
  const [annSees, bobSees] = [boardOf(ann), boardOf(bob)]
  const call = await centre.call(ann, ada)
  call.agent.hold(true)
  await ada.dial('*441')
  const wanted = { agentId: '1001', callId: call.target.callId, reason: 'Angry caller', claim: null, offeredTo: null }
  for (const board of [annSees, bobSees]) {
    await until(() => board().requests.length === 1, 'it is seen')
    expect(board().requests[0]).toMatchObject(wanted)
  }
  const { id } = annSees().requests[0] ?? { id: '' }
  const both = await Promise.all([ann, bob].map((desk) => desk.connector.help?.step({ do: 'claim', id })))
  expect(both.filter((answer) => answer?.ok)).toHaveLength(1)
  await until(() => annSees().requests[0]?.claim && bobSees().requests[0]?.claim, 'both see the claim')
  expect(annSees().requests[0]?.claim?.by).toBe(bobSees().requests[0]?.claim?.by)
  // A console that comes while the only other one is cut off has AstDB; one that was cut has the others.
  cable.cut()
  const first = both[0]?.ok ? ann : bob
  await until(() => bob.status().phase === 'stale', 'the cable is cut')
  if (first === ann) await ann.connector.help?.step({ do: 'handOver', id, to: null })
  await ann.connector.help?.step({ do: 'done', id })
  cable.mend()
  await until(() => bobSees().requests.length === 0, 'the end is known after the cut', 9000)
  await cable.close()
})

it('is known to a console that comes when nobody was there to hear it', async () => {
  const bea = await centre.agent('1002')
  await bea.dial('*44')
  const late = await centre.console({ help }, 'api', 'late')
  const board = boardOf(late)
  await until(() => board().requests.some(({ agentId }) => agentId === '1002'), 'it is read from AstDB')
  expect(board().requests.find(({ agentId }) => agentId === '1002')).toMatchObject({ callId: null, claim: null })
})

it('is what check-site looks at', async () => {
  const clock = machineClock(globalThis)
  const [there, elsewhere] = await Promise.all([
    checkAsteriskSite(centre.site({ help }), clock),
    checkAsteriskSite(centre.site({ help: { code: '*99' } }), clock),
  ])
  expect(there).toContainEqual({ kind: 'ok', what: 'Agents can ask for help by *44 (context earshot-help)' })
  expect(elsewhere).toContainEqual(expect.objectContaining({ kind: 'missing', what: expect.stringMatching(/\*99/) }))
})
