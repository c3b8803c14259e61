// What a channel offers: signed as a whole, so that neither a version nor a hash in it can be changed by whoever serves it.
import { createPublicKey, verify } from 'node:crypto'
import { z } from 'zod'
import { err, ok, type Result } from '#contract/result.ts'
import { compareVersions, isVersion } from './versions.ts'

/** Who built the file for what: `linux-x64-deb`, see install-plan.ts. */
const packageFile = z.object({
  for: z.string().max(60),
  name: z.string().regex(/^[\w][\w.-]{0,120}$/), // a file beside the feed, never a path
  bytes: z.number().int().positive().max(1_000_000_000),
  sha512: z.string().regex(/^[0-9a-f]{128}$/),
})
const release = z.object({ version: z.string().refine(isVersion), files: z.array(packageFile).max(40) })
const feed = z.object({ channel: z.enum(['stable', 'beta']), releases: z.array(release).max(200) })
export type PackageFile = Readonly<z.infer<typeof packageFile>>
export type Feed = Readonly<z.infer<typeof feed>>

const envelope = z.object({ signed: z.string(), signature: z.string() })

/** The greatest feed that is read. */
export const MOST_FEED_BYTES = 1_000_000

/** The failure is a sentence for the log. */
export function readFeed(text: string, channel: Feed['channel'], key: string): Result<Feed, string> {
  const outside = envelope.safeParse(jsonOf(text))
  if (!outside.success) return err('the feed is damaged')
  if (!isSigned(outside.data, key)) return err('the feed is not signed by the key of this build')
  const inside = feed.safeParse(jsonOf(outside.data.signed))
  if (!inside.success) return err('the feed is of a form that this version cannot read')
  // Who serves a channel could hand out another one that is signed as well.
  return inside.data.channel === channel ? ok(inside.data) : err(`the feed is that of another channel`)
}

function isSigned({ signed, signature }: z.infer<typeof envelope>, key: string): boolean {
  try {
    const spki = createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' })
    return (
      spki.asymmetricKeyType === 'ed25519' && verify(null, Buffer.from(signed), spki, Buffer.from(signature, 'base64'))
    )
  } catch {
    return false
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** What one console may go to, and the package that leads back. */
export type Release = { readonly version: string; readonly file: PackageFile; readonly wayBack: PackageFile }

type Here = {
  readonly version: string
  readonly kind: string // of package, as in `for`
  readonly avoid: string | null // did not come up here
}

/** The newest that is newer than this one; null: there is none, or no way back from it. */
export function newestRelease({ releases }: Feed, { version, kind, avoid }: Here): Release | null {
  const fileOf = (wanted: string) =>
    releases.find((one) => one.version === wanted)?.files.find((file) => file.for === kind) ?? null
  const wayBack = fileOf(version)
  if (!wayBack) return null
  const [newest] = releases
    .map((one) => one.version)
    .filter((one) => one !== avoid && compareVersions(one, version) > 0 && fileOf(one) !== null)
    .toSorted((a, b) => compareVersions(b, a))
  const file = newest === undefined ? null : fileOf(newest)
  return newest !== undefined && file ? { version: newest, file, wayBack } : null
}

/** Newer than this one, for whatever machine; null: there is none. */
export function newestVersion({ releases }: Feed, version: string): string | null {
  const newer = releases.map((one) => one.version).filter((one) => compareVersions(one, version) > 0)
  return newer.toSorted((a, b) => compareVersions(b, a))[0] ?? null
}
