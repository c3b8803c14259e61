// A ConfBridge whose people wait for somebody marked, on the real Asterisk: each waits, and talks with the others while the marked one is there.
import { afterEach, expect, it } from 'vitest'
import { type CallCentre, type Console, openCallCentre, until } from '../call-centre.ts'

let centre: CallCentre
afterEach(() => centre.close())

const users = { 810: 'wait_marked=yes', 811: 'marked=yes', 812: 'startmuted=yes' }
const extensions = Object.keys(users).map(
  (number) => `exten => ${number},1,Answer()\n same => n,ConfBridge(room,default_bridge,user${number})`,
)
const site = {
  'confbridge.conf': Object.entries(users)
    .map(([number, is]) => `[user${number}]\ntype=user\nquiet=yes\n${is}`)
    .join('\n'),
  'extensions.conf': ['[internal](+)', ...extensions, '[from-trunk](+)', ...extensions].join('\n'),
}

const callsOf = (desk: Console) => Object.values(desk.floor().calls)
const none = (desk: Console, what: string) =>
  until(() => callsOf(desk).length === 0 && desk.floor().agents['1001']?.presence.kind === 'busy', what)

it('two who wait are in no call, until the marked one comes, and again when they leave or are sent away', {
  timeout: 30_000,
}, async () => {
  centre = await openCallCentre({ more: site })
  const desk = await centre.console({ extensions: ['1003'] })
  const [agent, other] = [await centre.agent('1001'), await centre.agent('1003')]
  const shown: string[] = []
  desk.connector.onFloor(() => shown.push(...callsOf(desk).map(({ state }) => state)))
  const dial = async (phone: Awaited<ReturnType<CallCentre['agent']>>, number: string) => {
    const dialog = await phone.dial(number)
    await dialog.answered
    return dialog
  }
  await dial(agent, '810')
  await none(desk, 'the first waits')
  await dial(await centre.caller('5550001'), '810')
  await until(async () => (await centre.pbx.channels()).filter((name) => name.startsWith('PJSIP/')).length === 2, 'two')
  await none(desk, 'both wait')
  expect(shown).not.toContain('talking')
  const later = await centre.console({ extensions: ['1003'] }, 'api', 'console-2')
  expect(callsOf(later)).toEqual([])

  for (const leaves of ['hangs up', 'is kicked']) {
    const marked = await dial(other, '811')
    await until(() => callsOf(desk)[0]?.others?.length === 1, 'all three talk')
    if (leaves === 'hangs up') marked.hangUp()
    else await centre.pbx.cli(`confbridge kick room ${(await centre.pbx.channels()).find((name) => /1003/.test(name))}`)
    await none(desk, `the marked one ${leaves}, and both wait again`)
  }

  const muted = await dial(other, '812')
  await until(() => desk.floor().agents['1003']?.presence.kind === 'busy', 'somebody unmarked waits for nobody')
  await dial(await centre.caller('5550002'), '812')
  await until(() => callsOf(desk)[0]?.state === 'talking', 'who is muted is in a conversation all the same')
  expect(callsOf(desk)).toMatchObject([{ agentId: '1003' }])
  expect(callsOf(desk)[0]?.others).toBeUndefined()
  expect(desk.floor().agents['1001']).toMatchObject({ callId: null, presence: { kind: 'busy' } })
  muted.hangUp()
})
