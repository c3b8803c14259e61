// Certificates as PEM text. What is none is passed over by TLS in silence, and then nobody is trusted.
import { z } from 'zod'

/** null: what this computer trusts. */
export const pem = z
  .string()
  .max(100_000)
  .refine((text) => whyNotPem(text) === null, { error: ({ input }) => whyNotPem(String(input)) ?? '' })
  .nullable()
  .default(null)

/** Nothing of the text is repeated: it may be a key. */
function whyNotPem(text: string): string | null {
  if (text === '') return null // asked for, and not given yet
  if (/PRIVATE KEY-----/.test(text)) return 'this is a private key, which stays on the PBX: write the certificate here'
  if (/-----BEGIN [^\n]*\\n/.test(text))
    return 'it has \\\\n where a line ends: in JSON that is \\n, with one backslash'
  if (/-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----\r?\n[\s\S]+-----END/.test(text)) return null
  return /^\S+\.\w{2,4}$/.test(text)
    ? 'this is the name of a file, and not what is in it: write {"from": "file", "path": "…"}'
    : 'this is no PEM text: it begins with the line -----BEGIN CERTIFICATE-----, and has its line breaks'
}
