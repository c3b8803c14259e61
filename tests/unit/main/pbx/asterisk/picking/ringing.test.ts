// L3: a desk phone on the supervisor's own extension may have registered first; the console's own contact is rung.
import { expect, it } from 'vitest'
import { deskFailure } from '#contract/errors.ts'
import { err, ok } from '#contract/result.ts'
import { phonesToRing } from '#main/pbx/asterisk/picking/ringing.ts'

const seat = '0123456789ab'
const desk = 'PJSIP/5001/sip:5001@10.0.0.7:5060'
const own = `PJSIP/5001/sip:earshot-${seat}-abc@10.0.0.9:41000;transport=ws`
const ghost = `PJSIP/5001/sip:earshot-${seat}-old@10.0.0.9:40000;transport=ws`
const other = 'PJSIP/5001/sip:earshot-ba9876543210-abc@10.0.0.8:41000;transport=ws'

const rung = (takeOn: Parameters<typeof phonesToRing>[0], listed: readonly string[] | null, of: string | null = seat) =>
  phonesToRing(takeOn, '5001', of, {
    action: async (_name, [, ...rest] = []) => {
      expect(rest).toEqual([])
      return listed ? ok({ head: { Value: listed.join('&') }, rows: [] }) : err(deskFailure('pbxRefused'))
    },
  })

it('rings the console’s own contact, whoever registered first, also where a crash has left another of its seat', async () => {
  expect(await rung('console', [desk, own])).toEqual([own])
  expect(await rung('console', [desk, ghost, own, other])).toEqual([ghost, own])
})

it('rings every contact where its own cannot be told, or where all are wanted', async () => {
  expect(await rung('console', [desk, other])).toEqual([desk, other])
  expect(await rung('console', [desk, own], null)).toEqual([desk, own])
  expect(await rung('all', [desk, own])).toEqual([desk, own])
})

it('rings the endpoint where the PBX does not list its contacts', async () => {
  expect(await rung('console', null)).toEqual(['PJSIP/5001'])
  expect(await rung('all', [''])).toEqual(['PJSIP/5001'])
})

it('rings the desk phone that the site names, without asking', async () => {
  expect(await rung({ phone: '5101' }, null)).toEqual(['PJSIP/5101'])
})
