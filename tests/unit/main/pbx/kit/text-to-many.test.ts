import { expect, it } from 'vitest'
import { deskFailure } from '#contract/errors.ts'
import { err, ok } from '#contract/result.ts'
import { ofAll } from '#main/pbx/kit/text-to-many.ts'

const refused = err(deskFailure('textNotTaken', 'not registered'))

it('a text to a queue nobody serves is nobody’s phone’s fault', () => {
  expect(ofAll([], [])).toEqual(err(deskFailure('actNotPossible', 'nobodyServes')))
})

it('tells none, some and all apart, and never what may have come as not come', () => {
  expect(ofAll(['1', '2'], [ok(null), ok(null)])).toEqual(ok(null))
  expect(ofAll(['1', '2'], [ok(null), refused])).toEqual(err(deskFailure('textNotToAll', '2')))
  expect(ofAll(['1', '2'], [refused, refused])).toEqual(refused)
  const unknown = err(deskFailure('actUnknown'))
  expect(ofAll(['1', '2'], [refused, unknown])).toEqual(unknown)
})
