// `npm run sign-feed`: writes the feed of a channel beside the installers, signed. What the consoles read: src-main/updates/release-feed.ts.
//
//   --new-key FILE                      makes a key: its private half into FILE (never into the repository), its public half printed
//   --key FILE --channel stable|beta    signs FOLDER/CHANNEL.json for the installers in FOLDER
//   --folder FOLDER                     out/installers; the releases its feed names already stay in it
//   --version V                         of the installers; that of package.json
import { createHash, createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import own from '../package.json' with { type: 'json' }

type FeedText = { readonly channel: string; readonly releases: readonly ReleaseText[] }
type ReleaseText = { readonly version: string; readonly files: readonly object[] }

export function signedFeed(feed: FeedText, key: KeyObject): string {
  const signed = JSON.stringify(feed)
  return JSON.stringify({ signed, signature: sign(null, Buffer.from(signed), key).toString('base64') })
}

/** `Earshot-0.2.0-linux-x64.AppImage` is for `linux-x64-AppImage`; null: no installer that updates are made of. */
export function fileFor(name: string, bytes: Buffer): object | null {
  const deb = /^earshot_[\w.-]+_amd64\.deb$/.test(name)
  const [, os = '', arch = '', type = ''] = /-(linux|mac|win)-(\w+)\.(AppImage|deb|rpm|dmg|exe)$/.exec(name) ?? []
  if (!deb && os === '') return null
  const machine = arch === 'x86_64' || arch === 'amd64' ? 'x64' : arch
  const kind = os === 'win' ? `windows-${machine}-nsis` : `${os}-${machine}-${type}`
  const sha512 = createHash('sha512').update(bytes).digest('hex')
  return { for: deb ? 'linux-x64-deb' : kind, name, bytes: bytes.length, sha512 }
}

function signFolder(folder: string, channel: string, version: string, keyFile: string): string {
  const path = join(folder, `${channel}.json`)
  const before: FeedText = existsSync(path)
    ? JSON.parse(JSON.parse(readFileSync(path, 'utf8')).signed)
    : { channel, releases: [] }
  const files = readdirSync(folder)
    .filter((name) => name.includes(version))
    .flatMap((name) => fileFor(name, readFileSync(join(folder, name))) ?? [])
  const releases = [{ version, files }, ...before.releases.filter((one) => one.version !== version)]
  writeFileSync(path, signedFeed({ channel, releases }, createPrivateKey(readFileSync(keyFile))))
  return `${path}: ${files.length} files of ${version}\n`
}

function newKey(file: string): string {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  writeFileSync(file, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600, flag: 'wx' })
  return `export const releaseKey: string | null = '${publicKey.export({ format: 'der', type: 'spki' }).toString('base64')}'\n`
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const text = { type: 'string' } as const
  const { values } = parseArgs({ options: { 'new-key': text, key: text, channel: text, folder: text, version: text } })
  const { key, channel = 'stable', folder = 'out/installers', version = own.version } = values
  if (values['new-key']) process.stdout.write(newKey(values['new-key']))
  else if (key) process.stdout.write(signFolder(folder, channel, version, key))
  else process.stderr.write('sign-feed: give --key FILE, or --new-key FILE\n')
}
