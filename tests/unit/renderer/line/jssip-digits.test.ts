// Digits from the softphone: by INFO one after the other, or as tones, and what becomes of them.
import { describe, expect, it, vi } from 'vitest'
import { FakeSession } from '../../../fakes/fake-ua.ts'
import { onCall } from './jssip-stage.ts'

describe('digits', () => {
  it('go as INFO one after the other, each when the one before has arrived', async () => {
    const { phone, session } = await onCall()
    const sent = phone.sendDigits('call-1', '57', 'info')
    expect(session.log).toContain('digit 5')
    expect(session.log).not.toContain('digit 7')
    session.lastDigit.emit('succeeded')
    await vi.waitFor(() => expect(session.log).toContain('digit 7'))
    session.lastDigit.emit('succeeded')
    expect(await sent).toEqual({ ok: true, value: null })
  })

  it('stop at the first that is refused', async () => {
    const { phone, session } = await onCall()
    const sent = phone.sendDigits('call-1', '57', 'info')
    session.lastDigit.emit('failed')
    expect(await sent).toMatchObject({ ok: false, error: { code: 'pbxRefused' } })
    expect(session.log).not.toContain('digit 7')
  })

  it('go as tones where that is asked for', async () => {
    const { phone, session } = await onCall()
    expect(await phone.sendDigits('call-1', '5', 'rfc4733')).toMatchObject({ ok: false })
    const target = new EventTarget()
    const sender = Object.assign(target, {
      canInsertDTMF: true,
      toneBuffer: '',
      insertDTMF: (tones: string) => {
        session.log.push(`tone ${tones}`)
        target.dispatchEvent(Object.assign(new Event('tonechange'), { tone: '' }))
      },
    })
    if (session.connection) session.connection.sender.dtmf = sender as never
    expect(await phone.sendDigits('call-1', '57', 'rfc4733')).toEqual({ ok: true, value: null })
    expect(session.log.slice(2)).toEqual(['tone 57'])
  })

  it('are lost with the call', async () => {
    const { phone, session } = await onCall()
    const sent = phone.sendDigits('call-1', '57', 'info')
    session.hangUp()
    expect(await sent).toEqual({ ok: false, error: { code: 'pbxRefused', detail: 'the call ended' } })
  })

  it('are lost with the call as tones too, of which a browser then says nothing more', async () => {
    const { phone, session } = await onCall()
    const sender = Object.assign(new EventTarget(), { canInsertDTMF: true, toneBuffer: '', insertDTMF: () => {} })
    if (session.connection) session.connection.sender.dtmf = sender as never
    const sent = phone.sendDigits('call-1', '57', 'rfc4733')
    session.hangUp()
    expect(await sent).toEqual({ ok: false, error: { code: 'pbxRefused', detail: 'the call ended' } })
  })

  it('leave nothing behind that waits for the end of the call', async () => {
    const { phone, session } = await onCall()
    const before = session.listenerCount('ended')
    for (const digit of '123') {
      const sent = phone.sendDigits('call-1', digit, 'info')
      session.lastDigit.emit('succeeded')
      expect(await sent).toEqual({ ok: true, value: null })
    }
    expect(session.listenerCount('ended')).toBe(before)
  })

  it('of the far end are not ours', async () => {
    const { phone, session } = await onCall()
    const ours = session.sendDTMF.bind(session)
    session.sendDTMF = (digit) => {
      const dtmf = new FakeSession('', { name: '', user: '' })
      session.emit('newDTMF', { originator: 'remote', dtmf })
      dtmf.emit('succeeded')
      ours(digit)
    }
    const sent = phone.sendDigits('call-1', '5', 'info')
    session.lastDigit.emit('failed')
    expect(await sent).toMatchObject({ ok: false, error: { detail: 'INFO was refused' } })
  })

  it('of a call that is not there are refused', async () => {
    const { phone } = await onCall()
    const refused = { ok: false, error: { code: 'lineNotRegistered' } }
    expect(await phone.sendDigits('nobody', '5', 'info')).toEqual(refused)
  })
})
