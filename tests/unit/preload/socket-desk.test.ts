import { describe, expect, it } from 'vitest'
import type { SignalPayload } from '#contract/ipc.ts'
import { createSocketDesk, type Socket } from '#preload/socket-desk.ts'
import { fakeClock } from '../../fakes/fake-clock.ts'

class FakeSocket implements Socket {
  sent: { id: number; name: string }[] = []
  onopen: Socket['onopen'] = null
  onmessage: Socket['onmessage'] = null
  onclose: Socket['onclose'] = null
  send(text: string) {
    this.sent.push(JSON.parse(text))
  }
  says(frame: unknown) {
    this.onmessage?.({ data: typeof frame === 'string' ? frame : JSON.stringify(frame) })
  }
  signals(name: string, payload: unknown) {
    this.says({ type: 'signal', name, payload })
  }
}

function windowDesk() {
  const clock = fakeClock()
  const sockets: FakeSocket[] = []
  const desk = createSocketDesk({
    clock,
    random: () => 0.999,
    connect: () => {
      const socket = new FakeSocket()
      sockets.push(socket)
      return socket
    },
  })
  const links: SignalPayload<'link'>[] = []
  desk.on('link', (link) => links.push(link))
  const last = () => {
    const socket = sockets.at(-1)
    if (!socket) throw new Error('no socket')
    return socket
  }
  return { desk, clock, sockets, links, last }
}
const output = (id: number, value: unknown) => ({ type: 'answer', id, reply: { kind: 'output', output: value } })

describe('the desk of a browser window', () => {
  it('sends what was asked while it connects, and gives each its own answer', async () => {
    const { desk, last } = windowDesk()
    const [one, two] = [desk.request('endMonitor', { ticketId: 'a' }), desk.request('watchFloor', null)]
    expect(last().sent).toEqual([])
    last().onopen?.()
    expect(last().sent.map(({ name }) => name)).toEqual(['endMonitor', 'watchFloor'])
    const ids = last().sent.map(({ id }) => id)
    last().says(output(ids[1] ?? 0, null))
    last().says(output(ids[0] ?? 0, { ok: true, value: null }))
    expect([await one, await two]).toEqual([{ ok: true, value: null }, null])
  })

  it('rejects what the desk could not answer', async () => {
    const { desk, last } = windowDesk()
    last().onopen?.()
    const asked = desk.request('hello', null)
    last().says({ type: 'answer', id: last().sent[0]?.id, reply: { kind: 'fault', error: { code: 'internal' } } })
    await expect(asked).rejects.toThrow('internal')
  })

  it('rejects what was under way when the desk is lost, and comes back by itself', async () => {
    const { desk, clock, sockets, links, last } = windowDesk()
    last().onopen?.()
    const asked = desk.request('hello', null)
    last().onclose?.()
    await expect(asked).rejects.toThrow('serverGone')
    await expect(desk.request('hello', null)).rejects.toThrow('serverGone')
    clock.pass(100)
    expect(sockets).toHaveLength(2)
    last().onopen?.()
    expect(links).toEqual([
      { up: true, cause: null },
      { up: false, cause: { code: 'serverGone' } },
      { up: true, cause: null },
    ])
    void desk.request('hello', null)
    expect(last().sent).toHaveLength(1)
  })

  it('sends what waited for a connection that failed by no later one', async () => {
    const { desk, clock, last } = windowDesk()
    const asked = desk.request('endMonitor', { ticketId: 'a' })
    last().onclose?.()
    await expect(asked).rejects.toThrow('serverGone')
    clock.pass(100)
    last().onopen?.()
    expect(last().sent).toEqual([])
  })

  it('comes back soon again after it has been connected, however often it failed before', () => {
    const { clock, sockets, last } = windowDesk()
    for (let n = 0; n < 10; n++) {
      last().onclose?.()
      clock.pass(2000)
    }
    last().onopen?.()
    last().onclose?.()
    const count = sockets.length
    clock.pass(100)
    expect(sockets).toHaveLength(count + 1)
  })

  it('comes back after a cut, whatever it was told before', () => {
    const { clock, sockets, links, last } = windowDesk()
    last().onopen?.()
    last().signals('status', { phase: 'connecting', since: 1 })
    last().onclose?.()
    expect(links.at(-1)).toEqual({ up: false, cause: { code: 'serverGone' } })
    clock.pass(100)
    expect(sockets).toHaveLength(2)
  })

  it('waits longer from try to try, never more than two seconds', () => {
    const { clock, sockets, last } = windowDesk()
    for (let n = 0; n < 20; n++) {
      last().onclose?.()
      clock.pass(2000)
    }
    expect(sockets).toHaveLength(21)
  })

  it('tells a late listener how the link stands', async () => {
    const { desk, last } = windowDesk()
    last().onopen?.()
    const seen: boolean[] = []
    desk.on('link', ({ up }) => seen.push(up))
    desk.on('link', ({ up }) => seen.push(up))()
    await Promise.resolve()
    expect(seen).toEqual([true])
  })

  it('hands on only signals that fit the contract', () => {
    const { desk, last } = windowDesk()
    const seen: unknown[] = []
    const stop = desk.on('status', (status) => seen.push(status))
    last().onopen?.()
    for (const text of ['', '{', 'null', '[]', '{"type":"signal"}']) last().says(text)
    last().signals('status', { phase: 'wonderful' })
    last().signals('nothing', {})
    last().says(output(99, null))
    last().signals('status', { phase: 'live', since: 1, how: null })
    stop()
    last().signals('status', { phase: 'connecting', since: 2 })
    expect(seen).toEqual([{ phase: 'live', since: 1, how: null }])
  })
})
