// A feed of the test's own: a key, packages with their hashes, and a server on loopback that serves what it is given.
import { createHash, generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { PackageFile } from '#main/updates/release-feed.ts'
import { signedFeed } from '../../../../build/sign-feed.ts'

export const kind = 'linux-x64-deb'

export function testKey() {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  return { key: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'), privateKey }
}
export const ours = testKey()

export const packageOf = (version: string, text = `package ${version}`): PackageFile => ({
  for: kind,
  name: `earshot_${version}_amd64.deb`,
  bytes: Buffer.byteLength(text),
  sha512: createHash('sha512').update(text).digest('hex'),
})

export const feedText = (
  versions: readonly string[],
  { channel = 'stable', key = ours }: { readonly channel?: string; readonly key?: ReturnType<typeof testKey> } = {},
): string =>
  signedFeed(
    { channel, releases: versions.map((version) => ({ version, files: [packageOf(version)] })) },
    key.privateKey,
  )

/** `files`: by path; what is not there is answered with 404. Counts what was asked for. */
export async function serve(files: Readonly<Record<string, string | (() => string)>>) {
  const asked: string[] = []
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    asked.push(path)
    const file = files[path]
    if (file === undefined) return response.writeHead(404).end()
    return response.end(typeof file === 'string' ? file : file())
  })
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done)
  })
  const { port } = server.address() as AddressInfo
  const close = () =>
    new Promise<void>((done) => {
      server.closeAllConnections()
      server.close(() => done())
    })
  return { feed: `http://127.0.0.1:${port}/earshot`, asked, close }
}
