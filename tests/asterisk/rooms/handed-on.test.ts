// Transfers where the dialplan runs a script after each call, on the real Asterisk: the phone that transfers stays on the PBX for its seconds.
import { afterEach, expect, it } from 'vitest'
import { type CallCentre, type Console, openCallCentre, until } from '../call-centre.ts'

let centre: CallCentre
afterEach(() => centre.close())

const slowEnd = {
  'modules.conf': 'load => app_system.so',
  'extensions.conf': '[internal](+)\nexten => h,1,System(sleep 1.8)',
}
const rows = (desk: Console) => Object.values(desk.floor().calls)
const others = (desk: Console) => rows(desk).flatMap(({ from, to }) => [from.number, to.number].sort().join(' '))
const left = async () => (await centre.pbx.channels()).filter((name) => name.startsWith('PJSIP/1001-')).length

it('the call is theirs who talk or ring as soon as it is transferred', { timeout: 40_000 }, async () => {
  centre = await openCallCentre({ more: slowEnd })
  const desk = await centre.console({ extensions: ['1003', '1006'] })
  const [ada, ben] = [await centre.agent('1001'), await centre.agent('1002', false)]
  await centre.agent('1003')
  await centre.agent('1006')
  const call = await ada.dial('1006')
  await call.answered
  await call.hold(true)
  const consultation = await ada.dial('1003')
  await consultation.answered
  await until(() => rows(desk).length === 2, 'she consults')
  await call.attendedTransfer(consultation)
  await until(() => others(desk).join() === '1003 1006', 'the two talk')
  expect(await left(), 'the script still runs').toBe(2)
  expect(desk.floor().agents['1001']?.callId).toBeNull()

  await centre.pbx.cli('channel request hangup all')
  await until(async () => rows(desk).length === 0 && (await left()) === 0, 'all is over', 10_000)
  const second = await ada.dial('1006')
  await second.answered
  await until(() => rows(desk)[0]?.state === 'talking', 'she talks again')
  await second.blindTransfer('1002')
  await ben.nextCall()
  await until(() => rows(desk)[0]?.state === 'ringing' && others(desk).join() === '1002 1006', 'it rings at Ben')
  expect(await left(), 'the script still runs').toBe(1)
})
