// Texts on Asterisk by AMI: one phone each, once, cleaned; what is lost, refused or partly there is told as it is.
import { expect, it } from 'vitest'
import { deskFailure } from '#contract/errors.ts'
import { err, ok, type Result } from '#contract/result.ts'
import { asteriskSite } from '#contract/site-asterisk.ts'
import { textActs } from '#main/pbx/asterisk/acts/texts.ts'
import { createPicture } from '#main/pbx/asterisk/floor/picture.ts'
import type { AmiFields, AmiReply } from '#main/pbx/asterisk/wire/ami-client.ts'

const site = asteriskSite.parse({
  kind: 'asterisk',
  host: 'pbx.example',
  ami: { user: 'console', secret: 's' },
  extensions: ['1001', '1002', '1003'],
})

function stage() {
  const rules = { trunks: site.trunks, extensions: site.extensions, lines: [], consolePrefix: 'x.', ownPrefix: 'x.a.' }
  const picture = createPicture(rules, 0)
  for (const [extension, state] of [
    ['1001', 'NOT_INUSE'],
    ['1002', 'NOT_INUSE'],
    ['1003', 'UNAVAILABLE'],
  ] as const) {
    picture.apply({ Event: 'DeviceStateChange', Device: `PJSIP/${extension}`, State: state }, 0)
    picture.apply(
      {
        Event: 'QueueMemberAdded',
        Queue: 'sales',
        Interface: `PJSIP/${extension}`,
        StateInterface: `PJSIP/${extension}`,
        MemberName: extension,
        Paused: '0',
      },
      0,
    )
  }
  picture.takePatch(0)
  const sent: string[] = []
  const answers = new Map<string, Result<AmiReply>>()
  const action = async (name: string, fields: AmiFields = []) => {
    const of = Object.fromEntries(fields)
    sent.push(`${name} ${of.To} ${of.From}: ${Buffer.from(of.Base64Body ?? '', 'base64')}`)
    return answers.get(of.To ?? '') ?? ok({ head: {}, rows: [] })
  }
  const acts = textActs({
    site,
    names: { line: '5001' },
    feed: { action, picture: () => picture, ping: async () => {} },
  } as unknown as Parameters<typeof textActs>[0])
  return {
    sent,
    answers,
    acts,
    say: (agentId: string, text = 'Slow down') => acts.sendText?.run({ kind: 'sendText', agentId, text }, 'i'),
    tellQueue: () => acts.broadcast?.run({ kind: 'broadcast', queueId: 'sales', text: 'Meeting' }, 'i'),
  }
}

it('goes to the agent’s own phone, once, without anything that is no text', async () => {
  const { say, sent } = stage()
  expect(await say('1001', 'Slow\u0007 \u202edown\r\nAction: Hangup')).toEqual(ok(null))
  expect(sent).toEqual(['MessageSend pjsip:1001 sip:5001@pbx.example: Slow  down Action: Hangup'])
})

it('is not sent to a phone that is not there, nor where nothing is left of it or it is too long', async () => {
  const { say, sent } = stage()
  expect(await say('1003')).toMatchObject({ ok: false, error: { code: 'textNotTaken' } })
  expect(await say('nobody')).toMatchObject({ ok: false, error: { code: 'textNotTaken' } })
  expect(await say('1001', '\u202e\u0000')).toMatchObject({ ok: false, error: { code: 'badRequest' } })
  expect(await say('1001', '𝕏'.repeat(251))).toMatchObject({ ok: false, error: { code: 'badRequest' } })
  expect(sent).toEqual([])
})

it('is not known to have come where the answer is lost, and is not sent again', async () => {
  const { say, sent, answers } = stage()
  for (const lost of [deskFailure('timedOut'), deskFailure('pbxUnreachable', 'the PBX closed the AMI connection')]) {
    answers.set('pjsip:1001', err(lost))
    expect(await say('1001')).toMatchObject({ ok: false, error: { code: 'actUnknown' } })
  }
  expect(sent).toHaveLength(2)
  answers.set('pjsip:1001', err(deskFailure('pbxUnreachable', 'AMI is not connected')))
  expect(await say('1001')).toMatchObject({ ok: false, error: { code: 'pbxUnreachable' } })
})

it('is not offered any more once the AMI user lacks the right', async () => {
  const { say, answers, acts } = stage()
  expect(acts.sendText?.can?.()).toBeNull()
  answers.set('pjsip:1001', err(deskFailure('pbxRefused', 'Permission denied')))
  expect(await say('1001')).toMatchObject({ ok: false, error: { code: 'actNotPossible' } })
  expect(acts.sendText?.can?.()).toMatchObject({ code: 'refusedByAccess' })
})

it('to a queue reaches whoever is there, and names whom it did not', async () => {
  const { tellQueue, sent, answers } = stage()
  expect(await tellQueue()).toEqual(ok(null))
  expect(sent.map((one) => one.split(' ')[1])).toEqual(['pjsip:1001', 'pjsip:1002'])
  answers.set('pjsip:1002', err(deskFailure('pbxRefused', 'no')))
  expect(await tellQueue()).toEqual(err(deskFailure('textNotToAll', '1002')))
  answers.set('pjsip:1001', err(deskFailure('timedOut')))
  expect(await tellQueue()).toMatchObject({ ok: false, error: { code: 'actUnknown' } })
})
