// Monitors over a still floor and phones without SIP, anew for every test.
import { beforeEach, expect } from 'vitest'
import { yes } from '#main/demo-pbx/kit/answer.ts'
import type { Telephony } from '#main/demo-pbx/kit/telephony.ts'
import { createLines } from '#main/demo-pbx/mixer/lines.ts'
import { createMonitors, type Monitors } from '#main/demo-pbx/monitor/monitors.ts'
import { openFloor } from '#main/demo-pbx/scenario/opening.ts'
import { orderCall, orderEnd } from '#main/demo-pbx/scenario/orders.ts'
import { createStage, type Stage } from '#main/demo-pbx/scenario/stage.ts'
import { fakeClock } from '../../../../fakes/fake-clock.ts'
import { type FakeTelephony, fakeTelephony } from '../../../../fakes/fake-telephony.ts'

export let clock: ReturnType<typeof fakeClock>
export let phones: FakeTelephony
export let stage: Stage
export let monitors: Monitors
export let told: { readonly event: string; readonly owner: string; readonly [key: string]: unknown }[]
export let shown: string[]

export const newCall = (agent: string): string => {
  const answer = stage.move((world) => {
    const made = orderCall(world, { agent })
    return made.ok ? yes({ world: made.value.world, value: made.value.call }) : made
  })
  if (!answer.ok) throw new Error(answer.error.text)
  return answer.value
}
export const endCall = (call: string) =>
  stage.move((world) => {
    const ended = orderEnd(world, call)
    return ended.ok ? yes({ world: ended.value, value: null }) : ended
  })
export const order = (call: string, more: object = {}) => ({
  monitor: 'm1',
  token: 't0k3n',
  call,
  agent: '1001',
  line: '5001',
  supervisor: 'Sam',
  follow: false,
  ...more,
})
export const events = () => told.map((one) => one.event)
export const phone = (n = 0) => {
  const one = phones.phones[n]
  if (!one) throw new Error('no phone was rung')
  return one
}
export const attach = (more: object = {}): string => {
  const call = newCall('1001')
  expect(monitors.start('me', order(call, more))).toEqual({ ok: true, value: {} })
  phone().answer()
  told.length = 0
  return call
}
export const modes = () => [...monitors.seats()].map((seat) => seat.mode)

/** Call it at the top of a file. `around`: what stands between the phones and the monitors. */
export const stillFloorForEach = (around = (inner: Telephony) => inner): void => beforeEach(() => setUp(around))

function setUp(around: (inner: Telephony) => Telephony) {
  clock = fakeClock()
  phones = fakeTelephony()
  phones.register('5001')
  told = []
  shown = []
  stage = createStage(openFloor({ now: 0, seed: 1, speed: 0 }), clock)
  monitors = createMonitors({
    telephony: around(phones),
    lines: createLines(),
    world: stage.world,
    domain: 'pbx.invalid',
    now: clock.now,
    after: clock.after,
    log: () => undefined,
    say: (owner, saying) => told.push({ owner, ...saying }),
    onShown: (calls) => shown.push(...calls),
  })
  stage.onChange(monitors.floorChanged)
}
