// Links to call somebody, as the system hands them to the program: to the window once it is there, and each once.
import { EventEmitter } from 'node:events'
import type { App } from 'electron'
import { describe, expect, it, vi } from 'vitest'
import type { Signal } from '#contract/ipc.ts'
import { createCallLinks } from '#main/shell/electron/machine/call-links.ts'
import { fakeDesk } from './running-console.ts'

vi.mock('electron', () => import('../../../../fakes/fake-electron.ts'))

function setUp(argv: readonly string[] = []) {
  const app = new EventEmitter()
  const fronts: string[] = []
  const time = { now: 0 }
  const links = createCallLinks(
    app as unknown as App,
    argv,
    () => void fronts.push('front'),
    () => time.now,
  )
  const { desk } = fakeDesk()
  const served = links.served(desk)
  const asked: Signal[] = []
  const watch = async () => {
    const stop = served.onSignal((signal) => void asked.push(signal))
    await served.handlers.watchFloor(null)
    return stop
  }
  const second = (...words: string[]) => app.emit('second-instance', {}, words)
  const opened = (url: string) => {
    let prevented = false
    app.emit('open-url', { preventDefault: () => (prevented = true) }, url)
    return prevented
  }
  const calls = () => asked.map(({ payload }) => payload)
  return { calls, watch, second, opened, fronts, time }
}

describe('a link to call somebody', () => {
  it('comes to the window of a program that runs, which is brought to the front', async () => {
    const { watch, second, opened, calls, fronts, time } = setUp()
    await watch()
    second('/opt/Earshot/earshot', '--allow-file-access', 'tel:+4930123456')
    time.now = 1000
    expect(opened('callto:1001')).toBe(true)
    expect(calls()).toEqual([{ link: 'tel:+4930123456' }, { link: 'callto:1001' }])
    expect(fronts).toEqual(['front', 'front'])
  })

  it('that starts the program waits until there is a window to ask in, and is asked once', async () => {
    const { watch, calls } = setUp(['earshot', 'SIP:ada@pbx.example'])
    const stop = await watch()
    expect(calls()).toEqual([{ link: 'SIP:ada@pbx.example' }])
    stop()
    await watch()
    expect(calls()).toHaveLength(1)
  })

  it('clicked while the page loads anew waits for it', async () => {
    const { watch, second, calls } = setUp()
    const stop = await watch()
    stop()
    second('earshot', 'tel:1001')
    expect(calls()).toEqual([])
    await watch()
    expect(calls()).toEqual([{ link: 'tel:1001' }])
  })

  it('of our own comes the same way', async () => {
    const { watch, second, calls } = setUp()
    await watch()
    second('earshot', 'earshot:listen?agent=1004')
    expect(calls()).toEqual([{ link: 'earshot:listen?agent=1004' }])
  })

  it('comes once a second at most, so that a page that clicks by itself cannot hold the window in front', async () => {
    const { watch, second, calls, fronts, time } = setUp()
    await watch()
    for (let at = 0; at < 5000; at++) {
      time.now = at
      second('earshot', `earshot:listen?agent=${at}`)
    }
    expect(fronts).toHaveLength(5)
    expect(calls()).toHaveLength(5)
  })

  it('is told from every other word', async () => {
    const { watch, second, calls, fronts } = setUp(['earshot', '--config', 'https://x.example/tel:1'])
    await watch()
    second('earshot', 'javascript:alert(1)', 'file:///tel:1', `tel:${'1'.repeat(500)}`)
    expect([calls(), fronts]).toEqual([[], []])
  })
})
