// The sounds of a notice by ARI, while requests go wrong in every way: said to be played only when it was, to whom it was meant for, and nothing is left.
import { describe, expect, it } from 'vitest'
import type { Ears } from '#contract/notice/notice.ts'
import { createAriNotice } from '#main/pbx/asterisk/spy/ari-notice.ts'
import { createAttachments } from '#main/pbx/asterisk/spy/attachments.ts'
import type { AriEvent } from '#main/pbx/asterisk/wire/ari-client.ts'
import type { NoticeSound } from '#main/pbx/connector.ts'
import { type Fault, fakeAri, faults } from '../../../../fakes/fake-ari.ts'
import { fakeClock } from '../../../../fakes/fake-clock.ts'

const target = { callId: 'one', agentId: '1001' }
const spot = { channelId: 'one', channelName: 'PJSIP/1001-one', callId: 'one', agentId: '1001' }
const tone: NoticeSound = { kind: 'tone' }
const announcement = (name: string | null): NoticeSound => ({ kind: 'announcement', name })

function stage(fault: (number: number, what: string) => Fault | null = () => null, lostEvents = false) {
  const clock = fakeClock()
  let handle: (event: AriEvent) => void = () => undefined
  const pbx = fakeAri({ clock, fault, event: (event) => handle(event) })
  const attachments = createAttachments({ ari: pbx.rest, clock, random: () => 0, hangUp: async () => 'unknown' })
  let isTalking = true
  let isHeld = () => false
  const notice = createAriNotice({
    ari: pbx.rest,
    app: 'app',
    idPrefix: 'earshot.5001.me.run.',
    attachments,
    clock,
    spotOf: () => (isTalking ? { ...spot, isHeld: isHeld() } : null),
  })
  handle = (event) => {
    if (lostEvents) return
    if (event.type === 'StasisEnd') attachments.hear(event.channel.id, 'ended')
    notice.handle(event)
  }
  pbx.callChannel('one')
  const play = async (sound: NoticeSound, to: Ears = 'both', inMs = 90_000) => {
    const playing = notice.play({ id: 'n1', target, sound, to })
    await clock.advance(inMs)
    return playing
  }
  return {
    pbx,
    clock,
    play,
    notice,
    silence: () => (isTalking = false),
    hold: (now: () => boolean) => {
      isHeld = now
    },
  }
}

describe('a sound of a notice', () => {
  it.each([
    ['agent', 'one agent'],
    ['caller', 'one caller'],
    ['both', 'one agent and caller'],
  ] as const)('to %s is whispered to whom it is meant for, and leaves nothing', async (to, heard) => {
    for (const sound of [tone, announcement('custom/told')]) {
      const { pbx, play } = stage()
      expect(await play(sound, to)).toEqual({ ok: true, value: null })
      expect(pbx.sounds).toEqual([heard])
      expect(pbx.left()).toEqual([])
    }
  })

  it('is not played to a call on hold, and not told as heard where the hold came meanwhile', async () => {
    const onHold = { error: { code: 'noticeNotGiven', detail: 'onHold' } }
    const held = stage()
    held.hold(() => true)
    expect(await held.play(tone)).toMatchObject(onHold)
    expect(held.pbx.sounds).toEqual([])
    const meanwhile = stage()
    meanwhile.hold(() => meanwhile.pbx.sounds.length > 0)
    expect(await meanwhile.play(tone)).toMatchObject(onHold)
    expect(meanwhile.pbx.left()).toEqual([])
  })

  it('that is an announcement is over when the PBX says so', async () => {
    const { pbx, clock, notice } = stage()
    let isOver = false
    void notice.play({ id: 'n1', target, sound: announcement('custom/told'), to: 'both' }).then(() => (isOver = true))
    await clock.advance(900)
    expect([pbx.sounds.length, isOver]).toEqual([1, false])
    await clock.advance(200)
    expect(isOver).toBe(true)
  })

  it('that is not there, or has no name, was not played', async () => {
    const { play, notice } = stage()
    expect(await play(announcement('missing'))).toMatchObject({ error: { code: 'noticeNotGiven' } })
    expect(notice.whyNot(announcement(null))).toMatchObject({ code: 'noticeNotGiven' })
    expect(await play(announcement(null))).toMatchObject({ error: { code: 'noticeNotGiven' } })
  })

  it('reaches nobody where nobody talks, and says that', async () => {
    const { pbx, play, silence } = stage()
    silence()
    expect(await play(tone)).toMatchObject({ error: { code: 'callGone' } })
    expect(pbx.requests).toEqual([])
  })

  it('ends with its call, unplayed', async () => {
    const { pbx, clock, notice } = stage()
    const playing = notice.play({ id: 'n1', target, sound: announcement('custom/told'), to: 'both' })
    await clock.advance(300)
    pbx.endCall('one')
    await clock.advance(100)
    expect(await playing).toMatchObject({ error: { code: 'callGone' } })
  })

  it('whose end is lost is not said to have been heard', async () => {
    const { play } = stage(() => null, true)
    expect(await play(announcement('custom/told'))).toMatchObject({ error: { code: 'timedOut' } })
  })

  const requests = ['snoop', 'play', 'DELETE']
  it.each(requests.flatMap((what) => faults.map((fault) => ({ what, fault }))))(
    'survives $fault of $what: never said to be heard unheard, and nothing is left',
    async ({ what, fault }) => {
      for (const times of [1, 99]) {
        for (const sound of [tone, announcement('custom/told')]) {
          let count = 0
          const { pbx, play } = stage((_, request) => (request.includes(what) && ++count <= times ? fault : null))
          const played = await play(sound)
          if (played.ok) expect(pbx.sounds.length).toBeGreaterThan(0)
          else
            expect(['noticeNotGiven', 'timedOut', 'pbxRefused', 'pbxUnreachable', 'callGone']).toContain(
              played.error.code,
            )
          expect(pbx.sounds.length).toBeLessThanOrEqual(1)
          if (times === 1 || what !== 'DELETE') expect(pbx.left()).toEqual([])
        }
      }
    },
  )
})
