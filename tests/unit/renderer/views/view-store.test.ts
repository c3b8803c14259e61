import { describe, expect, it } from 'vitest'
import { deskFailure } from '#contract/errors.ts'
import { err, ok } from '#contract/result.ts'
import { settings } from '#contract/settings.ts'
import { noViews } from '#contract/views.ts'
import { createViewStore, rememberViews } from '#renderer/views/view-store.ts'
import { fakeClock } from '../../../fakes/fake-clock.ts'
import { fakeDesk } from '../../../fakes/fake-desk.ts'

function remembered() {
  const desk = fakeDesk()
  desk.answers.changeSettings = () => ok(settings.parse({}))
  const store = createViewStore(noViews)
  const clock = fakeClock()
  let leave = () => {}
  const stop = rememberViews(store, {
    desk: desk.desk,
    clock,
    onLeave: (run) => {
      leave = run
      return () => {}
    },
  })
  return { desk, store, stop, leave: () => leave(), rest: () => clock.pass(400), waits: () => clock.waiting() > 0 }
}

const settled = () => new Promise<void>((done) => setTimeout(done))

describe('remembering the views', () => {
  it('saves what the last of a run of changes left, once', () => {
    const { desk, store, rest } = remembered()
    store.getState().tell({ kind: 'filter', filters: { net: 'on' } })
    store.getState().tell({ kind: 'filter', filters: { net: 'off' } })
    expect(desk.inputs('changeSettings')).toEqual([])
    rest()
    expect(desk.inputs('changeSettings').map(({ views }) => views?.now.filters.net)).toEqual(['off'])
  })

  it('saves nothing when nothing was changed', () => {
    const { desk, store, waits, leave } = remembered()
    store.getState().tell({ kind: 'open', name: 'nowhere' })
    expect(waits()).toBe(false)
    leave()
    expect(desk.asked).toEqual([])
  })

  it('saves at once when the page goes', () => {
    const { desk, store, leave, waits } = remembered()
    store.getState().tell({ kind: 'favourite', what: 'agents', id: '1' })
    leave()
    expect(desk.inputs('changeSettings')).toHaveLength(1)
    expect(waits()).toBe(false)
  })

  it('says why a change was not kept, until one is', async () => {
    const { desk, store, rest } = remembered()
    desk.answers.changeSettings = () => err(deskFailure('settingsNotSaved'))
    store.getState().tell({ kind: 'groupBy', groupBy: 'team' })
    rest()
    await settled()
    expect(store.getState().failure?.code).toBe('settingsNotSaved')
    desk.answers.changeSettings = () => ok(settings.parse({}))
    store.getState().tell({ kind: 'groupBy', groupBy: 'queue' })
    rest()
    await settled()
    expect(store.getState().failure).toBeNull()
  })
})

it('views of a later version do not cost the person the other settings', () => {
  const read = settings.parse({
    theme: 'dark',
    views: { now: { layout: { columns: [{ width: 1, panes: [{ id: 'map' }] }] } } },
  })
  expect(read.theme).toBe('dark')
  expect(read.views).toEqual(noViews)
})
