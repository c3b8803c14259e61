import { expect, it } from 'vitest'
import type { Act } from '#contract/acts/acts.ts'
import { deskFailure } from '#contract/errors.ts'
import { err, ok } from '#contract/result.ts'
import { joinActs } from '#main/pbx/kit/acts.ts'

const out: Act = { kind: 'transferCall', callId: 'a', agentId: '1001', to: { kind: 'number', number: '5550100' } }

it('transfers out where a PBX tells no transfer from another', async () => {
  const acts = joinActs({ transferCall: { run: async () => ok(null) } })
  expect(acts.can()).toEqual({ transferCall: null, transferOut: null })
  expect(await acts.run(out, 'act')).toEqual(ok(null))
})

it('transfers nothing out where it transfers nothing', async () => {
  const why = deskFailure('actNotPossible', 'no')
  expect(joinActs({}).can()).toEqual({})
  const acts = joinActs({ transferCall: { can: () => why, run: async () => ok(null) } })
  expect(acts.can()).toEqual({ transferCall: why, transferOut: why })
  expect(await acts.run(out, 'act')).toEqual(err(why))
})

it('asks the runner of transfers out where there is one', async () => {
  const why = deskFailure('actNotPossible', 'no')
  const acts = joinActs({
    transferCall: { can: () => why, run: async () => ok(null) },
    transferOut: { run: async () => ok(null) },
  })
  expect(acts.can()).toEqual({ transferCall: why, transferOut: null })
  expect(await acts.run(out, 'act')).toEqual(ok(null))
})
