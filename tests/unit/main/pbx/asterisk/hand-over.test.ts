// Two consoles that speak to each other through the PBX, without anybody between them.
import { describe, expect, it } from 'vitest'
import type { MonitorEvent } from '#contract/monitor.ts'
import {
  alone,
  boardOf,
  type HandOverInput,
  type HandOverState,
  nextHandOver,
} from '#main/pbx/asterisk/hand-over/hand-over-step.ts'
import { type HandOverMessage, messageOf, wireOf } from '#main/pbx/asterisk/hand-over/hand-over-wire.ts'

const ann = { id: '5001.a', name: 'Ann' }
const bob = { id: '5002.b', name: 'Bob' }
const target = { callId: 'c1', agentId: '1001' }

/** Both consoles; what the one sends is told to the other at once. */
function two() {
  const states: Record<string, HandOverState> = { [ann.id]: alone, [bob.id]: alone }
  const ended: string[] = []
  let now = 0
  let lost: HandOverMessage['kind'] | null = null
  const move = (who: typeof ann, input: HandOverInput) => {
    const { state, send, end } = nextHandOver(states[who.id] ?? alone, input, who, now)
    states[who.id] = state
    if (end !== null) ended.push(end)
    for (const message of send.filter(({ kind }) => kind !== lost))
      for (const other of [ann, bob]) move(other, { kind: 'message', message })
  }
  const monitor = (who: typeof ann, event: MonitorEvent) => move(who, { kind: 'monitor', event })
  return {
    move,
    monitor,
    ended,
    /** Every such message gets lost, from now on; null: none. */
    lose: (kind: HandOverMessage['kind'] | null) => {
      lost = kind
    },
    board: (who: typeof ann) => boardOf(states[who.id] ?? alone),
    pass: (ms: number) => {
      now += ms
      for (const who of [ann, bob]) move(who, { kind: 'look' })
    },
  }
}
/** Ann is on the call and has offered it to Bob. */
function offered(stage = two()) {
  stage.move(ann, { kind: 'message', message: { kind: 'here', from: bob } })
  stage.monitor(ann, { kind: 'attached', ticketId: 't1', target })
  stage.move(ann, { kind: 'offer', offerId: 'o1', to: bob, notes: 'n' })
  return stage
}

describe('handing over between consoles', () => {
  it('begins with each knowing of the other, once', () => {
    const stage = two()
    stage.move(ann, { kind: 'message', message: { kind: 'here', from: bob } })
    expect(stage.board(ann).others).toEqual([bob])
    expect(stage.board(bob).others).toEqual([ann])
  })

  it('ends the first monitor when the other is on the call, and not before', () => {
    const stage = offered()
    expect(stage.board(ann).asked).toEqual({ id: 'o1', to: 'Bob' })
    expect(stage.board(bob).offers).toEqual([{ id: 'o1', from: 'Ann', target, notes: 'n' }])
    stage.move(bob, { kind: 'answer', offerId: 'o1', accept: true })
    expect(stage.board(bob).offers).toEqual([])
    stage.monitor(bob, { kind: 'attached', ticketId: 't2', target: { ...target, callId: 'another' } })
    expect(stage.ended).toEqual([])
    stage.monitor(bob, { kind: 'retargeted', ticketId: 't2', target, by: 'hop' })
    expect(stage.ended).toEqual(['t1'])
    expect(stage.board(ann)).toMatchObject({ asked: null, ended: { id: 'o1', to: 'Bob', outcome: 'taken' } })
  })

  it('leaves the first monitor alone when it is declined, or the other goes', () => {
    const declined = offered()
    declined.move(bob, { kind: 'answer', offerId: 'o1', accept: false })
    const gone = offered()
    gone.move(ann, { kind: 'message', message: { kind: 'gone', from: bob } })
    const silent = offered()
    silent.pass(26_000)
    for (const stage of [declined, gone, silent]) {
      expect(stage.board(ann)).toMatchObject({ asked: null, ended: { outcome: 'declined' } })
      expect(stage.ended).toEqual([])
    }
    expect(gone.board(ann).others).toEqual([])
  })

  it.each([true, false])('finds its way although the answer (%s) gets lost at first', (accept) => {
    const stage = offered()
    stage.lose('answer')
    stage.move(bob, { kind: 'answer', offerId: 'o1', accept })
    stage.pass(1000)
    expect(stage.board(ann).asked).not.toBeNull()
    expect(stage.board(bob).offers).toEqual([])
    stage.lose(null)
    stage.pass(1000)
    if (!accept) expect(stage.board(ann).ended?.outcome).toBe('declined')
    stage.monitor(bob, { kind: 'attached', ticketId: 't2', target })
    expect(stage.ended).toEqual(accept ? ['t1'] : [])
  })

  it('reaches the other although the offer gets lost at first, and goes when its end gets lost', () => {
    const stage = two()
    stage.lose('offer')
    offered(stage)
    expect(stage.board(bob).offers).toEqual([])
    stage.lose('withdrawn')
    stage.pass(1000)
    expect(stage.board(bob).offers).toHaveLength(1)
    stage.move(ann, { kind: 'withdraw', offerId: 'o1' })
    stage.pass(9000)
    expect(stage.board(bob).offers).toEqual([])
  })

  it.each<[string, MonitorEvent]>([
    ['is moved', { kind: 'retargeted', ticketId: 't1', target: { ...target, callId: 'c2' }, by: 'hop' }],
    ['has ended', { kind: 'ended', ticketId: 't1', reason: 'asked' }],
    ['is of a call that has ended', { kind: 'targetEnded', ticketId: 't1' }],
  ])('withdraws the offer of a monitor that %s', (_what, event) => {
    const stage = offered()
    stage.monitor(ann, event)
    expect(stage.board(ann).asked).toBeNull()
    expect(stage.board(bob).offers).toEqual([])
    expect(stage.ended).toEqual([])
  })

  it('is withdrawn by hand, and by nobody’s answer in time', () => {
    const byHand = offered()
    byHand.move(ann, { kind: 'withdraw', offerId: 'o1' })
    expect(byHand.board(bob).offers).toEqual([])
    const late = offered()
    for (let passed = 0; passed <= 30_000; passed += 10_000) {
      late.move(ann, { kind: 'message', message: { kind: 'here', from: bob } })
      late.move(bob, { kind: 'message', message: { kind: 'here', from: ann } })
      late.pass(10_000)
    }
    expect(late.board(ann).ended?.outcome).toBe('timedOut')
    expect(late.board(bob).offers).toEqual([])
  })

  it('takes no word for a monitor that nobody offered, and none of itself', () => {
    const stage = two()
    stage.monitor(ann, { kind: 'attached', ticketId: 't1', target })
    const message: HandOverMessage = { kind: 'taken', from: bob, to: ann.id, offerId: 'o1' }
    stage.move(ann, { kind: 'message', message })
    stage.move(ann, { kind: 'message', message: { ...message, from: ann } })
    stage.move(ann, { kind: 'message', message: { kind: 'here', from: ann } })
    expect(stage.ended).toEqual([])
    expect(stage.board(ann).others).toEqual([])
  })
})

describe('what consoles tell each other', () => {
  const message: HandOverMessage = {
    kind: 'offer',
    from: ann,
    to: bob.id,
    offerId: 'o1',
    target,
    notes: 'Ünläutß\r\nAction: Hangup\r\n'.padEnd(4000, '𝕏'),
  }
  const eventOf = (fields: ReturnType<typeof wireOf>) => {
    const [name, ...data] = fields
    return { Event: 'UserEvent', UserEvent: name?.[1], Data: data.map(([, value]) => value).join('\n') }
  }

  it('comes through whole, in lines that AMI takes', () => {
    const fields = wireOf(message)
    expect(messageOf(eventOf(fields))).toEqual(message)
    for (const [key, value] of fields) expect(`${key}: ${value}`.length).toBeLessThan(1000)
    expect(fields.length).toBeLessThan(120)
  })

  it('is nothing when it is anything else', () => {
    const others = [
      { Event: 'Hangup' },
      { Event: 'UserEvent', UserEvent: 'Door' },
      { ...eventOf(wireOf(message)), Data: 'eyJ' },
      { ...eventOf(wireOf(message)), Data: Buffer.from('{"kind":"taken"}').toString('base64') },
      { Event: 'UserEvent', UserEvent: 'EarshotHandOver' },
    ]
    for (const event of others) expect(messageOf(event)).toBeNull()
  })
})
