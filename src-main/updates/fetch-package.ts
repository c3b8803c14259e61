// Fetches a file of the feed into a folder. Only what has its size and its hash gets its name; the rest is thrown away.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { err, ok, type Result } from '#contract/result.ts'
import type { Clock } from '#contract/time.ts'
import type { PackageFile } from './release-feed.ts'

/** As `fetch` does it. */
export type Get = (
  url: string,
  how: { readonly signal: AbortSignal },
) => Promise<{ readonly status: number; readonly body: AsyncIterable<Uint8Array> | null }>

export type Fetching = {
  readonly get: Get
  readonly clock: Pick<Clock, 'after'>
  readonly signal: AbortSignal
}

/** A server that sends nothing for so long is given up. */
export const SILENCE_MS = 30_000

/** The path of the file, fetched now or before. */
export async function fetchPackage(
  feed: string,
  file: PackageFile,
  folder: string,
  fetching: Fetching,
): Promise<Result<string, string>> {
  const path = join(folder, file.name)
  if (await isWhole(path, file)) return ok(path)
  const part = `${path}.part`
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const target = await open(part, 'w', 0o600)
    try {
      for await (const piece of pieces(addressIn(feed, file.name), file.bytes, fetching)) await target.writeFile(piece)
      await target.sync()
    } finally {
      await target.close()
    }
    if (!(await isWhole(part, file))) return err(`${file.name} is damaged`)
    await rename(part, path)
    return ok(path)
  } catch (cause) {
    return err(`${file.name}: ${cause instanceof Error ? cause.message : String(cause)}`)
  } finally {
    await rm(part, { force: true })
  }
}

/** A small text, the feed itself. */
export async function fetchText(url: string, most: number, fetching: Fetching): Promise<Result<string, string>> {
  try {
    const all: Uint8Array[] = []
    for await (const piece of pieces(url, most, fetching)) all.push(piece)
    return ok(Buffer.concat(all).toString('utf8'))
  } catch (cause) {
    return err(cause instanceof Error ? cause.message : String(cause))
  }
}

/** What was fetched for other versions goes; packages are large. */
export async function keepOnly(folder: string, names: readonly string[]): Promise<void> {
  for (const name of await readdir(folder)) if (!names.includes(name)) await rm(join(folder, name), { force: true })
}

/** Looked at again just before it is installed: it may have lain there for days. */
export async function isWhole(
  path: string,
  { bytes, sha512 }: Pick<PackageFile, 'bytes' | 'sha512'>,
): Promise<boolean> {
  const hash = createHash('sha512')
  let size = 0
  try {
    for await (const piece of createReadStream(path)) {
      size += piece.length
      hash.update(piece)
    }
  } catch {
    return false
  }
  return size === bytes && hash.digest('hex') === sha512
}

/** `name` beside the feed, whether its address ends in a stroke or not. */
export const addressIn = (feed: string, name: string): string =>
  new URL(name, feed.endsWith('/') ? feed : `${feed}/`).href

async function* pieces(url: string, most: number, { get, clock, signal }: Fetching): AsyncGenerator<Uint8Array> {
  const silence = new AbortController()
  let stop = clock.after(SILENCE_MS, () => silence.abort())
  try {
    const answer = await get(url, { signal: AbortSignal.any([signal, silence.signal]) })
    if (answer.status !== 200 || !answer.body) throw new Error(`the server answers ${answer.status}`)
    let size = 0
    for await (const piece of answer.body) {
      stop()
      stop = clock.after(SILENCE_MS, () => silence.abort())
      size += piece.length
      if (size > most) throw new Error('more is sent than there should be')
      yield piece
    }
  } finally {
    stop()
  }
}
