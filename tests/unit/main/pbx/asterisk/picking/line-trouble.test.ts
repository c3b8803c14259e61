// max_contacts reached: Asterisk answers 403, as to a wrong password elsewhere; asked by AMI, it says what it is.
import { expect, it } from 'vitest'
import { deskFailure } from '#contract/errors.ts'
import { err, ok } from '#contract/result.ts'
import { lineTrouble, whyNoLine } from '#main/pbx/asterisk/picking/line-trouble.ts'

const line = { uri: 'sip:5001@pbx', wsUrl: 'wss://pbx/ws', authUser: '5001', password: 'p' }
const asked = (values: Readonly<Record<string, string>> | null) =>
  whyNoLine({ line }, '5001', {
    action: async (_name, fields = []) => {
      const variable = String(fields[0]?.[1])
      return values ? ok({ head: { Value: values[variable] ?? '' }, rows: [] }) : err(deskFailure('pbxUnreachable'))
    },
  })
const contacts = (count: number) => Array.from({ length: count }, (_, n) => `PJSIP/5001/sip:5001@10.0.0.${n}`).join('&')

it('names a line that has as many phones as it may have, whatever its address of record is called', async () => {
  const full = { 'PJSIP_ENDPOINT(5001,aors)': 'sam', 'PJSIP_AOR(sam,max_contacts)': '2' }
  const cause = { code: 'lineFull', detail: 'max_contacts=2 of sam (pjsip.conf)' }
  expect(await asked({ ...full, 'PJSIP_DIAL_CONTACTS(5001)': contacts(2) })).toEqual(cause)
  expect(await asked({ ...full, 'PJSIP_DIAL_CONTACTS(5001)': contacts(1) })).toBeNull()
})

it('says nothing where the PBX does not tell', async () => {
  expect(await asked({})).toBeNull()
  expect(await asked(null)).toBeNull()
  expect(await whyNoLine({ line: null }, 'console', { action: async () => err(deskFailure('internal')) })).toBeNull()
})

const troubleBy = (values: Readonly<Record<string, string>>) =>
  lineTrouble({ line, takeOn: 'console' } as never, '5001', {
    action: async (_name, fields = []) => ok({ head: { Value: values[String(fields[0]?.[1])] ?? '' }, rows: [] }),
  })

it.each(['res_srtp', 'res_pjsip_header_funcs'])(
  'names %s where it is not loaded, and nothing where that is not told',
  async (module) => {
    const found = await troubleBy({ [`IFMODULE(${module}.so)`]: '0' })
    expect(found?.code).toBe('lineNotWebrtc')
    expect(found?.detail).toContain(`module ${module} is not loaded`)
    expect((await troubleBy({}))?.detail ?? '').not.toContain('module')
  },
)
