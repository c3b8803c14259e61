// Gets a real Asterisk for the tests, without root: Debian's packages, unpacked into a cache folder, run by their own loader.
import { execFile } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { aptSources, debianMirror } from './apt-source.ts'

const run = promisify(execFile)

export type AsteriskVersion = '22' | '16'
export type Asterisk = {
  readonly root: string
  readonly modules: string
  /** Program and first arguments; append Asterisk's own. */
  readonly command: readonly [string, ...string[]]
}

const suites: Record<AsteriskVersion, string> = { '22': 'sid', '16': 'bullseye' }

// What the binary and the modules we load need; stems, because a library's package name carries its version.
const stems =
  /^(asterisk|asterisk-modules|lib(bsd|c|cap|crypt|edit|gcc-s|gcrypt|gpg-error|gsm|icu|jansson|lz4|lzma|md|nspr|nss|opus|popt|sqlite3|srtp2|ssl|stdc\+\+|systemd|tinfo|uriparser|uuid|xml2|xslt|zstd)[\d.-]*(-\d+|t64)*|zlib1g)$/

/** Idempotent; two at once are safe (the last step is one rename). Rejects with the reason when it cannot. */
export async function fetchAsterisk(version: AsteriskVersion = '22'): Promise<Asterisk> {
  const cache = cacheFolder()
  const root = join(cache, `asterisk-${version}`)
  if (!existsSync(join(root, '.complete'))) await build(version, cache, root)
  return located(root)
}

/** The folder with Debian's own sample configuration of that Asterisk (its package asterisk-config), as /etc/asterisk has it. */
export async function fetchSamples(version: AsteriskVersion = '22'): Promise<string> {
  const cache = cacheFolder()
  const kept = join(cache, `asterisk-${version}-samples`)
  if (!existsSync(join(kept, '.complete'))) await buildSamples(version, cache, kept)
  return join(kept, 'etc/asterisk')
}

async function buildSamples(version: AsteriskVersion, cache: string, kept: string): Promise<void> {
  mkdirSync(cache, { recursive: true })
  const work = mkdtempSync(join(cache, `.samples-${version}-`))
  try {
    const env = { ...process.env, APT_CONFIG: privateApt(work, suites[version]), LC_ALL: 'C' }
    await run('apt-get', ['update', '-qq'], { env })
    await unpack(work, env, ['asterisk-config'])
    writeFileSync(join(work, 'root', '.complete'), '')
    publish(join(work, 'root'), kept)
  } catch (cause) {
    throw new Error(`The samples of Asterisk ${version} could not be fetched: ${explain(cause)}`, { cause })
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

const cacheFolder = (): string => process.env.EARSHOT_CACHE ?? join(homedir(), '.cache', 'earshot')

async function build(version: AsteriskVersion, cache: string, root: string): Promise<void> {
  mkdirSync(cache, { recursive: true })
  const work = mkdtempSync(join(cache, `.asterisk-${version}-`))
  try {
    const env = { ...process.env, APT_CONFIG: privateApt(work, suites[version]), LC_ALL: 'C' }
    await run('apt-get', ['update', '-qq'], { env })
    const closure = await dependencyClosure(env)
    await unpack(
      work,
      env,
      closure.filter((name) => stems.test(name)),
    )
    if ((await missingLibraries(join(work, 'root'))).length > 0)
      await unpack(
        work,
        env,
        closure.filter((name) => name.startsWith('lib') && !stems.test(name)),
      )
    const missing = await missingLibraries(join(work, 'root'))
    if (missing.length > 0) throw new Error(`libraries not found after unpacking: ${missing.join(', ')}`)
    writeFileSync(join(work, 'root', '.complete'), '')
    publish(join(work, 'root'), root)
  } catch (cause) {
    throw new Error(`Asterisk ${version} could not be fetched: ${explain(cause)}`, { cause })
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

function publish(built: string, root: string): void {
  try {
    if (existsSync(root) && !existsSync(join(root, '.complete'))) rmSync(root, { recursive: true, force: true })
    renameSync(built, root)
  } catch (cause) {
    if (!existsSync(join(root, '.complete'))) throw cause // else another run was faster, and its result is as good
  }
}

function privateApt(work: string, suite: string): string {
  const mirror = debianMirror(aptSources())
  if (mirror === null) throw new Error('no Debian mirror in the apt settings of this machine')
  for (const folder of ['lists/partial', 'cache/archives/partial', 'debs', 'root'])
    mkdirSync(join(work, folder), { recursive: true })
  writeFileSync(join(work, 'status'), '')
  const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg'
  writeFileSync(join(work, 'sources.list'), `deb [signed-by=${keyring}] ${mirror} ${suite} main\n`)
  const settings = {
    'Dir::State': work,
    'Dir::State::lists': join(work, 'lists'),
    'Dir::State::status': join(work, 'status'),
    'Dir::Cache': join(work, 'cache'),
    'Dir::Etc::sourcelist': join(work, 'sources.list'),
    'Dir::Etc::sourceparts': '/dev/null',
    'Acquire::Check-Valid-Until': 'false',
    'Acquire::Languages': 'none',
    'Acquire::IndexTargets::deb::DEP-11::DefaultEnabled': 'false',
    'APT::Sandbox::User': '',
    'APT::Install-Recommends': 'false',
  }
  const file = join(work, 'apt.conf')
  writeFileSync(
    file,
    Object.entries(settings)
      .map(([key, value]) => `${key} "${value}";\n`)
      .join(''),
  )
  return file
}

async function dependencyClosure(env: NodeJS.ProcessEnv): Promise<string[]> {
  const { stdout } = await run('apt-get', ['install', '--print-uris', '-y', 'asterisk'], { env, maxBuffer: 1e8 })
  return [...stdout.matchAll(/^'\S+' ([^_\s]+)_/gm)].flatMap((found) => found[1] ?? [])
}

async function unpack(work: string, env: NodeJS.ProcessEnv, names: readonly string[]): Promise<void> {
  const debs = join(work, 'debs')
  const root = join(work, 'root')
  await run('apt-get', ['download', '-qq', ...names], { env, cwd: debs, maxBuffer: 1e8 })
  mkdirSync(join(root, 'usr'), { recursive: true })
  // Old suites put the loader in /lib64 and some libraries in /lib: with these links everything lands below usr.
  for (const name of ['bin', 'sbin', 'lib', 'lib64']) {
    mkdirSync(join(root, 'usr', name), { recursive: true })
    if (!existsSync(join(root, name))) symlinkSync(`usr/${name}`, join(root, name))
  }
  for (const file of readdirSync(debs)) {
    const data = await run('sh', [
      '-c',
      `dpkg-deb --fsys-tarfile "$1" | tar -x --keep-directory-symlink -C "$2"`,
      'sh',
      join(debs, file),
      root,
    ])
    if (data.stderr.includes('rror')) throw new Error(`${file}: ${data.stderr}`)
    rmSync(join(debs, file))
  }
}

async function missingLibraries(root: string): Promise<string[]> {
  const { command, modules } = located(root)
  const wanted = [
    'res_pjsip',
    'res_http_websocket',
    'res_srtp',
    'codec_opus_open_source',
    'res_ari',
    'app_queue',
    'codec_gsm',
  ]
  const files = wanted.map((name) => join(modules, `${name}.so`)).filter((file) => existsSync(file))
  const [loader, ...options] = command
  const lists = [command.at(-1) ?? '', ...files].map(async (file) => {
    const { stdout } = await run(loader, [...options.slice(0, 2), '--list', file]).catch((cause) => ({
      stdout: `${cause.stdout}${cause.stderr}`,
    }))
    return [...stdout.matchAll(/^\s*(\S+) => not found|(\S+): cannot open shared object/gm)].flatMap(
      (found) => found[1] ?? found[2] ?? [],
    )
  })
  return [...new Set((await Promise.all(lists)).flat())]
}

function located(root: string): Asterisk {
  const lib = join(root, 'usr/lib/x86_64-linux-gnu')
  const loader = [join(root, 'usr/lib64/ld-linux-x86-64.so.2'), join(lib, 'ld-linux-x86-64.so.2')].find((file) =>
    existsSync(file),
  )
  if (loader === undefined) throw new Error(`no program loader in ${root}`)
  const modules = join(lib, 'asterisk/modules')
  return {
    root,
    modules: existsSync(modules) ? modules : join(root, 'usr/lib/asterisk/modules'),
    command: [loader, '--library-path', `${lib}:${join(root, 'usr/lib')}`, join(root, 'usr/sbin/asterisk')],
  }
}

const explain = (cause: unknown): string => {
  const stderr = typeof cause === 'object' && cause !== null && 'stderr' in cause ? String(cause.stderr).trim() : ''
  return stderr || (cause instanceof Error ? cause.message : String(cause))
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const version of ['22', '16'] as const) {
    const began = Date.now()
    await fetchAsterisk(version).then(
      ({ root }) => console.log(`Asterisk ${version} is in ${root} (${((Date.now() - began) / 1000).toFixed(1)} s)`),
      (cause: Error) => {
        console.error(`\n*** ${cause.message}\n`)
        process.exitCode = 1
      },
    )
  }
}
