// A call that is placed: what it asks the PBX for.
import { expect, it } from 'vitest'
import { account, setUp } from '../jssip-stage.ts'

function placed() {
  const stage = setUp()
  stage.phone.connect(account)
  stage.ua().registers()
  stage.phone.dial('a', '1001')
  return { ...stage, options: stage.ua().placed[0]?.options ?? expect.fail('nothing was placed') }
}

it('asks for a session of half an hour (RFC 4028 4): JsSIP asks for 90 s, which FreeSWITCH refuses by 422 as too short', () => {
  expect(placed().options.sessionTimersExpires).toBe(1_800)
})

it('what JsSIP takes for no address is told as a call that has not come about', () => {
  expect(placed().of('ended')).toEqual([{ kind: 'ended', id: 'a', status: 0 }])
})
