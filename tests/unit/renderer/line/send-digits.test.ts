// Tones on the line: sent by the sender's own DTMF sender, and done when the last has gone.
import { describe, expect, it } from 'vitest'
import { sendTones } from '#renderer/line/send-digits.ts'

class FakeSender extends EventTarget {
  canInsertDTMF = true
  toneBuffer = ''
  readonly sent: (readonly [string, number, number])[] = []
  insertDTMF(tones: string, toneMs: number, gapMs: number): void {
    this.sent.push([tones, toneMs, gapMs])
  }
  plays(tone: string): void {
    this.dispatchEvent(Object.assign(new Event('tonechange'), { tone }))
  }
}

describe('tones', () => {
  it('are done when the last has been sent, not before', async () => {
    const sender = new FakeSender()
    let isDone = false
    const done = sendTones(sender as never, '*57').then((sent) => {
      isDone = true
      return sent
    })
    for (const tone of ['*', '5', '7']) sender.plays(tone)
    await new Promise((resolve) => setImmediate(resolve))
    expect(isDone).toBe(false)
    sender.plays('')
    expect(await done).toEqual({ ok: true, value: null })
    expect(sender.sent).toEqual([['*57', 80, 50]])
  })

  it('come after those that still wait', () => {
    const sender = new FakeSender()
    sender.toneBuffer = '9'
    void sendTones(sender as never, '5')
    expect(sender.sent.map(([tones]) => tones)).toEqual(['95'])
  })

  it.each([null, { canInsertDTMF: false }])('are refused where they cannot be sent: %j', async (sender) => {
    expect(await sendTones(sender as never, '5')).toEqual({
      ok: false,
      error: { code: 'pbxRefused', detail: 'no sender for RFC 4733 events' },
    })
  })
})
