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
  const blocks = [...text.matchAll(/-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----\r?\n([\s\S]+?)-----END/g)]
  if (blocks.length > 0) {
    const at = blocks.findIndex(([, body = '']) => !isWhole(body.replaceAll(/\s/g, '')))
    return at < 0 ? null : `certificate ${at + 1} of ${blocks.length} is broken: copy it again, whole and unchanged`
  }
  return /^\S+\.\w{2,4}$/.test(text)
    ? 'this is the name of a file, and not what is in it: write {"from": "file", "path": "…"}'
    : 'this is no PEM text: it begins with the line -----BEGIN CERTIFICATE-----, and has its line breaks'
}

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Base64 of as many bytes as its DER says it has (X.690, 8.1.3): a sequence with a length of two bytes, which every certificate is. */
function isWhole(body: string): boolean {
  if (body.length % 4 !== 0 || !/^MI[A-Za-z0-9+/]+={0,2}$/.test(body)) return false
  const bits = [...body.slice(0, 8)].reduce((sum, digit) => sum * 64 + digits.indexOf(digit), 0)
  const [tag, length] = [Math.floor(bits / 2 ** 32), Math.floor(bits / 2 ** 16) % 2 ** 16]
  const bytes = (body.length / 4) * 3 - (body.match(/=*$/)?.[0].length ?? 0)
  if (tag === 0x3082) return bytes >= 4 + length
  return tag === 0x3081 && bytes >= 3 + Math.floor(length / 256)
}
