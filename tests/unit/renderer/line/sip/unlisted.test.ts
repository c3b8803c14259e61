// A registrar that takes the REGISTER and does not list the line: said, and asked again, slower each time.
import { expect, it } from 'vitest'
import { account, setUp } from '../jssip-stage.ts'

it('is lost, and registers again after 4, 8 and 16 seconds, and after 4 once it was listed', () => {
  const stage = setUp()
  stage.phone.connect(account)
  const triesAfter = (ms: number) => {
    stage.ua().refuses(200)
    expect(stage.of('registration').at(-1)?.registration).toMatchObject({
      kind: 'lost',
      cause: { code: 'pbxUnreachable' },
    })
    const before = stage.ua().log.length
    stage.later(ms)
    return stage.ua().log.slice(before)
  }
  for (const ms of [4_000, 8_000, 16_000]) expect(triesAfter(ms)).toEqual(['register'])
  stage.ua().registers()
  expect(triesAfter(4_000)).toEqual(['register'])
})
