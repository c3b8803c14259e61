import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deskFrame, requestFrame } from '#contract/channel.ts'
import { requestNames, requests, signalNames, signals } from '#contract/ipc.ts'
import { settings } from '#contract/settings.ts'

describe('the schemas of the contract', () => {
  const schemas = [
    ...requestNames.flatMap((name) => [requests[name].input, requests[name].output]),
    ...signalNames.map((name) => signals[name]),
    requestFrame,
    deskFrame,
    settings,
  ]
  it('meet any value without throwing', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withBigInt: true }), (value) => {
        for (const schema of schemas) expect(typeof schema.safeParse(value).success).toBe('boolean')
      }),
    )
  })

  it('refuse a monitor of no call, an unknown mode and an endless id', () => {
    expect(requests.startMonitor.input.safeParse({ target: { callId: '', agentId: '1' }, follow: false }).success).toBe(
      false,
    )
    expect(requests.setMode.input.safeParse({ ticketId: 't', mode: 'shout', changeId: 1 }).success).toBe(false)
    expect(requests.endMonitor.input.safeParse({ ticketId: 'x'.repeat(101) }).success).toBe(false)
  })

  it('take away fields the contract does not know', () => {
    const parsed = requests.endMonitor.input.parse({ ticketId: 't', extra: 1 })
    expect(parsed).toEqual({ ticketId: 't' })
  })

  it('give whole settings from nothing, and keep a window from changing the site', () => {
    expect(settings.parse({}).site.kind).toBe('demo')
    expect(requests.changeSettings.input.parse({ theme: 'dark', policy: 'open' })).toEqual({ theme: 'dark' })
  })

  it('let a change of one setting leave the others as they are', () => {
    const change = { line: { processing: false }, alerts: { sound: true } }
    expect(requests.changeSettings.input.parse(change)).toEqual(change)
  })
})
