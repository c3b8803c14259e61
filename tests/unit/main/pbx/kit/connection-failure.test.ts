// Node's reasons for a failed connection, as what a supervisor is told.
import { expect, it } from 'vitest'
import { connectionFailure, reasonOf } from '#main/pbx/kit/connection-failure.ts'

it.each([
  ['ECONNREFUSED connect ECONNREFUSED 127.0.0.1:1', 'pbxUnreachable'],
  ['no answer', 'pbxUnreachable'],
  ['ENOTFOUND getaddrinfo ENOTFOUND pbx.invalid', 'pbxNameUnknown'],
  ['EAI_AGAIN getaddrinfo EAI_AGAIN pbx', 'pbxNameUnknown'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT self-signed certificate', 'pbxCertificate'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE unable to verify the first certificate', 'pbxCertificate'],
  ['CERT_HAS_EXPIRED certificate has expired', 'pbxCertificate'],
  ["ERR_TLS_CERT_ALTNAME_INVALID Hostname/IP does not match certificate's altnames", 'pbxCertificate'],
])('%s is %s, with the reason for the administrator', (reason, code) => {
  expect(connectionFailure('AMI pbx:5038', reason)).toEqual({ code, detail: `AMI pbx:5038: ${reason}` })
})

it('puts the code before the sentence, where there is one', () => {
  expect(reasonOf(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }))).toBe('ECONNREFUSED refused')
  expect(reasonOf(new Error('no answer'))).toBe('no answer')
})
