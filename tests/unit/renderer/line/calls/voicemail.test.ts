// The lamp of the mailbox: asked for once the line stands, told unasked by some PBXs, and never taken from a body that says nothing.
import { describe, expect, it } from 'vitest'
import { voicemailIn } from '#renderer/line/calls/voicemail.ts'
import { account, setUp } from '../jssip-stage.ts'

const body = (waiting: string, count = '') => `Messages-Waiting: ${waiting}\r\nMessage-Account: sip:5001@x\r\n${count}`

describe('what a PBX says of the mailbox', () => {
  it.each([
    [body('yes', 'Voice-Message: 2/8 (0/2)\r\n'), { waiting: true, count: 2 }],
    [body('no', 'Voice-Message: 0/8\r\n'), { waiting: false, count: 0 }],
    [body('YES'), { waiting: true, count: null }],
    // FreeSWITCH writes each MWI-… header of its event as a line (sofia_presence.c; mod_voicemail.c, update_mwi), told unasked after each REGISTER as well.
    [
      'Messages-Waiting: yes\r\nUpdate-Reason: NEW\r\nMessage-Account: sip:5001@pbx.example\r\nVoice-Message: 1/0 (0/0)\r\n',
      { waiting: true, count: 1 },
    ],
    ['Messages-Waiting: no\r\nMessage-Account: sip:5001@pbx.example\r\n', { waiting: false, count: null }],
    ['', null],
    ['Messages-Waiting: perhaps', null],
    ['Voice-Message: 2/0', null],
  ])('%j', (text, voicemail) => expect(voicemailIn(text)).toEqual(voicemail))
})

function registered() {
  const stage = setUp()
  stage.phone.connect(account)
  stage.ua().registers()
  return stage
}

it('is asked for when the line has registered, once, and again only after the PBX has ended it', () => {
  const { ua } = registered()
  ua().registers()
  expect(ua().subscriptions.map(({ what, asked }) => [what, asked])).toEqual([['message-summary of sip:5001@x', 1]])
  ua().subscriptions[0]?.emit('terminated')
  ua().registers()
  expect(ua().subscriptions).toHaveLength(2)
})

it('is told as it changes, asked for or not', () => {
  const { ua, of } = registered()
  ua().subscriptions[0]?.emit('notify', false, {}, body('yes', 'Voice-Message: 1/0\r\n'))
  ua().emit('sipEvent', { event: { event: 'message-summary' }, request: { body: body('no') } })
  ua().emit('sipEvent', { event: { event: 'dialog' }, request: { body: body('yes') } })
  expect(of('voicemail').map(({ voicemail }) => voicemail)).toEqual([
    { waiting: true, count: 1 },
    { waiting: false, count: null },
  ])
})
