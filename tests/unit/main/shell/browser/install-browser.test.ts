import { expect, it } from 'vitest'
import { type CommandEnd, findOrInstall } from '#main/shell/browser/install-browser.ts'
import { runCommand } from '#main/shell/browser/run-command.ts'

const debian = '/etc/debian_version'
const chromium = '/usr/bin/chromium'
const remedy = 'Install Chromium, Chrome or Edge, or set EARSHOT_BROWSER to the path of one.'
const done: CommandEnd = { code: 0, stderr: '' }
const failed = (stderr: string): CommandEnd => ({ code: 100, stderr })

type Machine = {
  readonly there?: readonly string[]
  readonly env?: NodeJS.ProcessEnv
  readonly uid?: number | null
  readonly apt?: { readonly update: CommandEnd; readonly install: CommandEnd }
  readonly installs?: boolean
}

async function look({ there = [debian], env = {}, uid = 0, apt, installs = false }: Machine) {
  const files = new Set(there)
  const ran: string[] = []
  const said: string[] = []
  const found = await findOrInstall(
    { platform: 'linux', env, home: '/root', exists: (path) => files.has(path) },
    {
      uid,
      say: (sentence) => said.push(sentence),
      run: async (program, args, { DEBIAN_FRONTEND }) => {
        ran.push(`${DEBIAN_FRONTEND} ${program} ${args.join(' ')}`)
        if (args.includes('update')) return apt?.update ?? done
        if (installs) files.add(chromium)
        return apt?.install ?? done
      },
    },
  )
  return { found, ran, said }
}

it('installs nothing where a browser is', async () => {
  expect(await look({ there: [debian, chromium] })).toEqual({
    found: { kind: 'found', browser: chromium },
    ran: [],
    said: [],
  })
})

it.each([
  ['another user on Debian', { uid: 1000 }, `Chromium, Chrome or Edge was not found. ${remedy}`],
  ['root elsewhere', { there: [] }, `Chromium, Chrome or Edge was not found. ${remedy}`],
  [
    'who names one that is not there',
    { env: { EARSHOT_BROWSER: '/my/other' } },
    'EARSHOT_BROWSER is set to /my/other, which does not exist.',
  ],
])('installs nothing for %s, and says what to do', async (_who, machine, why) => {
  expect(await look(machine)).toEqual({ found: { kind: 'none', why }, ran: [], said: [] })
})

it('fetches the lists of packages first, since a fresh machine has none, and says that it installs', async () => {
  const { found, ran, said } = await look({ installs: true })
  expect(found).toEqual({ kind: 'found', browser: chromium })
  expect(ran).toEqual([
    'noninteractive apt-get -q -o DPkg::Lock::Timeout=120 update',
    'noninteractive apt-get -q -o DPkg::Lock::Timeout=120 install -y chromium',
  ])
  expect(said).toHaveLength(1)
})

it('installs from the lists that are there when they cannot be fetched anew', async () => {
  const apt = { update: failed('E: Could not get lock /var/lib/apt/lists/lock.'), install: done }
  expect((await look({ apt, installs: true })).found).toEqual({ kind: 'found', browser: chromium })
})

it.each([
  [
    'the network is the cause',
    failed('W: x\nE: Failed to fetch http://h/ Temporary failure resolving.\nE: Some index files failed'),
    failed('E: Unable to locate package chromium\n'),
    'Failed to fetch http://h/ Temporary failure resolving',
  ],
  [
    'there is no such package',
    done,
    failed('E: Unable to locate package chromium\n'),
    'Unable to locate package chromium',
  ],
  ['apt-get is missing', { code: null, stderr: 'spawn apt-get ENOENT' }, failed(''), 'spawn apt-get ENOENT'],
  ['it says nothing', failed(''), failed('\n'), 'apt-get failed without saying why'],
  ['it lies', done, done, 'apt-get says it is, but it is not where Chromium usually is'],
])('says why Chromium could not be installed: %s', async (_case, update, install, why) => {
  const { found } = await look({ apt: { update, install } })
  expect(found).toEqual({ kind: 'none', why: `Chromium could not be installed: ${why}. ${remedy}` })
})

it('runs a program to its end, whatever that is', async () => {
  const run = (script: string) => runCommand('/bin/sh', ['-c', script], {})
  expect(await run('echo "E: no" >&2; exit 3')).toEqual({ code: 3, stderr: 'E: no\n' })
  expect(await run('exit 0')).toEqual(done)
  expect(await runCommand('/no/such/program', [], {})).toEqual({
    code: null,
    stderr: expect.stringContaining('ENOENT'),
  })
})
