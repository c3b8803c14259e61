// PINs and badges: kept as scrypt hashes, told apart in constant time, and never slower for one person than for another.
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

// RFC 7914; about 30 ms on a desk's computer. A PIN of four digits falls to whoever has the file and an hour: keep the file readable for the program alone.
const cost = { N: 16_384, r: 8, p: 1 } as const
const LENGTH = 32

/** `scrypt:SALT:KEY`, as the site file holds it. Spaces around a badge's number are the reader's. */
export async function hashOf(secret: string, salt = randomBytes(16).toString('hex')): Promise<string> {
  return `scrypt:${salt}:${(await derive(secret.trim(), salt)).toString('hex')}`
}

export async function isSecret(shown: string, hash: string): Promise<boolean> {
  const [, salt = '', key = ''] = hash.split(':')
  const [wanted, found] = [Buffer.from(key, 'hex'), await derive(shown.trim(), salt)]
  return wanted.length === found.length && timingSafeEqual(wanted, found)
}

const derive = (secret: string, salt: string): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(secret.normalize('NFKC'), Buffer.from(salt, 'hex'), LENGTH, cost, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })
