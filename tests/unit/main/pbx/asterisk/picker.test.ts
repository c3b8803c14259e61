// The picking of a method at work: what is asked of the PBX, told to the monitors, and what a monitor that waits can do.
import { expect, it } from 'vitest'
import { deskFailure } from '#contract/errors.ts'
import { err, ok } from '#contract/result.ts'
import { asteriskSite } from '#contract/site-asterisk.ts'
import type { Told } from '#main/pbx/asterisk/picking/method-machine.ts'
import { createPicker } from '#main/pbx/asterisk/picking/picker.ts'
import { fakeClock } from '../../../../fakes/fake-clock.ts'
import { spyMethod } from '../../../../fakes/spy-method.ts'
import { monitorRows } from './spy/monitor-rows.ts'

const down = deskFailure('pbxUnreachable', 'ARI is gone')
/** `extensions` of the context, as ShowDialPlan lists them. */
function stage(first: readonly string[] = ['s', '0', '4', '5', '6', '7']) {
  let extensions = first
  let silent = false
  const clock = fakeClock()
  const told: Told[] = []
  const done: string[] = []
  const methods = { ari: spyMethod('ari'), dialplan: spyMethod('dialplan') }
  let asked = 0
  const picker = createPicker({
    site: asteriskSite.parse({
      kind: 'asterisk',
      host: 'pbx',
      ami: { user: 'console', secret: 'x' },
      ari: { url: 'http://pbx/ari', user: 'console', password: 'x' },
      line: null,
    }),
    clock,
    action: async (name) => {
      asked += name === 'ShowDialPlan' ? 1 : 0
      if (silent) return err(deskFailure('timedOut'))
      if (name !== 'ShowDialPlan') return err(deskFailure('pbxRefused', 'Channel not specified'))
      return ok({ head: {}, rows: monitorRows().filter(({ Extension }) => extensions.includes(Extension)) })
    },
    methods,
    connectAri: () => void done.push('connect ARI'),
    monitors: {
      suspend: ({ name }) => void done.push(`suspend ${name}`),
      resume: async ({ name }) => void done.push(`resume ${name}`),
      check: () => undefined,
    },
    tell: (what) => void told.push(what),
  })
  const reload = (next: readonly string[]) => {
    extensions = next
  }
  const silence = () => {
    silent = true
  }
  return { clock, told, done, methods, picker, reload, silence, asked: () => asked }
}

it('takes ARI, and keeps what a monitor can do while it waits for it', async () => {
  const { picker, methods, told, done } = stage()
  expect(picker.present()).toBeNull()
  picker.put({ kind: 'amiUp' })
  picker.put({ kind: 'ari', cause: null })
  picker.put({ kind: 'pinned', pinned: 'ari' })
  expect(picker.method()).toEqual(ok(methods.ari))
  picker.put({ kind: 'ari', cause: down })
  expect(picker.method()).toEqual(err(down))
  expect(picker.present()).toBe(methods.ari)
  expect(told.at(-1)).toEqual({ kind: 'waits', cause: down })
  expect(done).toEqual(['connect ARI', 'resume ari', 'suspend ari'])
})

it('takes the dialplan where it is whole and the rights are there', async () => {
  const { picker, methods, clock, told } = stage()
  picker.put({ kind: 'amiUp' })
  picker.put({ kind: 'ari', cause: down })
  await clock.advance(0)
  expect([picker.using(), picker.method()]).toEqual(['dialplan', ok(methods.dialplan)])
  expect(told).toEqual([{ kind: 'using', name: 'dialplan', whyNotAri: 'ARI is gone' }])
})

it('knows what is cut from what was never set up: the next Listen is told of the cut', async () => {
  const { picker, methods, clock } = stage(['s'])
  picker.put({ kind: 'amiUp' })
  picker.put({ kind: 'ari', cause: null })
  await clock.advance(0)
  expect([picker.isCut(), picker.present()]).toEqual([false, methods.ari])
  picker.put({ kind: 'ari', cause: down })
  expect([picker.isCut(), picker.present()]).toEqual([true, null])
  expect(picker.method()).toEqual(err(down))
  await clock.advance(10_000)
  expect(picker.isCut()).toBe(true)
  expect(picker.method()).toMatchObject({ ok: false, error: { code: 'noWayToMonitor' } })
})

it('says that nothing works, and goes on asking until it is closed', async () => {
  const { picker, clock, told, asked } = stage(['s'])
  picker.put({ kind: 'amiUp' })
  picker.put({ kind: 'ari', cause: down })
  await clock.advance(2000)
  expect(told).toEqual([{ kind: 'none', why: 'ARI is gone; context earshot-monitor has no extension 0, 4, 5, 6, 7' }])
  expect(picker.method()).toMatchObject({ ok: false, error: { code: 'noWayToMonitor' } })
  const before = asked()
  await clock.advance(10_000)
  expect(asked() - before).toBe(5)
  picker.close()
  await clock.advance(10_000)
  expect(asked() - before).toBe(5)
})

const whole = ['s', '0', '4', '5', '6', '7']
async function byDialplan() {
  const all = stage()
  all.picker.put({ kind: 'amiUp' })
  all.picker.put({ kind: 'ari', cause: down })
  await all.clock.advance(0)
  expect(all.picker.using()).toBe('dialplan')
  return all
}

it('sees by itself that a reload broke the context, says so, and that another mended it', async () => {
  const { picker, clock, told, reload } = await byDialplan()
  reload(['s', '4'])
  await clock.advance(30_000)
  expect(told.at(-1)).toMatchObject({ kind: 'none', why: expect.stringMatching(/no extension 0, 5, 6, 7/) })
  expect(picker.method()).toMatchObject({ ok: false, error: { code: 'noWayToMonitor' } })
  reload(whole)
  await clock.advance(2000)
  expect(told.at(-1)).toMatchObject({ kind: 'using', name: 'dialplan' })
})

it('looks at once when it is told to, and stays with its judgement while it looks and where nothing answers', async () => {
  const { picker, clock, silence, methods } = await byDialplan()
  silence()
  picker.put({ kind: 'look' })
  expect(picker.method()).toEqual(ok(methods.dialplan))
  await clock.advance(0)
  expect(picker.method()).toEqual(ok(methods.dialplan))
  const other = await byDialplan()
  other.reload(['s'])
  other.picker.put({ kind: 'look' })
  await other.clock.advance(0)
  expect(other.picker.using()).toBeNull()
})

it('does not take the way from under a monitor, and looks once that has ended', async () => {
  const { picker, clock, reload } = await byDialplan()
  picker.put({ kind: 'pinned', pinned: 'dialplan' })
  reload(['s'])
  await clock.advance(60_000)
  expect(picker.using()).toBe('dialplan')
  picker.put({ kind: 'pinned', pinned: null })
  await clock.advance(0)
  expect(picker.using()).toBeNull()
})
