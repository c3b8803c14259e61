// Why a connection to the PBX failed, by Node's own codes, as the console can tell a supervisor.
import { type DeskError, deskFailure } from '#contract/errors.ts'

/** Codes: Node's documentation of errors and of TLS (X509 certificate error codes). */
export function connectionFailure(what: string, reason: string): DeskError {
  const detail = `${what}: ${reason}`
  if (/CERT_|SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)|ALTNAME_INVALID/.test(reason))
    return deskFailure('pbxCertificate', detail)
  if (/ENOTFOUND|EAI_AGAIN/.test(reason)) return deskFailure('pbxNameUnknown', detail)
  return deskFailure('pbxUnreachable', detail)
}

/** Node's code before its sentence, where it has one. */
export const reasonOf = (cause: Error): string =>
  'code' in cause ? `${String(cause.code)} ${cause.message}` : cause.message
