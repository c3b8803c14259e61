// A desk made anew under its windows: what is asked meanwhile waits, and who looks goes on looking.
import { expect, it } from 'vitest'
import type { FloorMessage } from '#contract/floor.ts'
import type { Signal } from '#contract/ipc.ts'
import { createListeners } from '#contract/observable.ts'
import type { DeskServer } from '#main/desk/desk.ts'
import { handlersBy } from '#main/desk/guarded.ts'
import { createRenewableDesk } from '#main/desk/renewable.ts'

function stage() {
  const events: string[] = []
  const desks: { readonly tell: (signal: Signal) => void; readonly floor: (message: FloorMessage) => void }[] = []
  let release: () => void = () => {}
  const make = (): DeskServer => {
    const number = desks.length + 1
    const signals = createListeners<Signal>()
    const floor = createListeners<FloorMessage>()
    desks.push({ tell: signals.emit, floor: floor.emit })
    events.push(`made ${number}`)
    return {
      handlers: handlersBy(async () => ({
        ping: async () => {
          events.push(`ping ${number}`)
          return null
        },
      })),
      onSignal: signals.on,
      windowGone: async () => {},
      nobodyThere: () => {},
      somebodyThere: () => {},
      asksPassphrase: () => false,
      onLeaveKiosk: () => () => {},
      onlook: {
        hello: () => {
          throw new Error('not asked here')
        },
        site: () => {
          throw new Error('not asked here')
        },
        floor: floor.on,
        use: () => ({ kind: 'free' }) as never,
        answers: () => true,
      },
      close: () =>
        new Promise((resolve) => {
          release = () => {
            events.push(`closed ${number}`)
            resolve()
          }
        }),
    }
  }
  return { desk: createRenewableDesk(make), desks, events, release: () => release() }
}

const whole: FloorMessage = { kind: 'whole', floor: { agents: {}, calls: {}, queues: {} } }

it('answers by the new desk what was asked while the old one closed', async () => {
  const { desk, events, release } = stage()
  const renewed = desk.renew()
  const asked = desk.handlers.ping(null)
  await Promise.resolve()
  release()
  await Promise.all([renewed, asked])
  expect(events).toEqual(['made 1', 'closed 1', 'made 2', 'ping 2'])
})

it('passes on the signals and the floor of the present desk alone', async () => {
  const { desk, desks, release } = stage()
  const seen: string[] = []
  desk.onSignal(({ name }) => seen.push(name))
  const stop = desk.onlook.floor(({ kind }) => seen.push(kind))
  const renewed = desk.renew()
  await Promise.resolve()
  release()
  await renewed
  desks[0]?.tell({ name: 'hush', payload: null })
  desks[1]?.tell({ name: 'hush', payload: null })
  desks[1]?.floor(whole)
  stop()
  desks[1]?.floor(whole)
  expect(seen).toEqual(['hush', 'whole'])
})
