// Which machine and whose account this is: what is bound to them must not be taken along by a roaming or a copied profile.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { hostname, userInfo } from 'node:os'

/** What is asked of the system; every answer may fail. */
export type Surroundings = {
  readonly platform: NodeJS.Platform
  readonly readFile: (path: string) => string
  readonly run: (program: string, args: readonly string[]) => string
  readonly hostname: () => string
  readonly user: () => string
}

export const thisMachine: Surroundings = {
  platform: process.platform,
  readFile: (path) => readFileSync(path, 'utf8'),
  run: (program, args) =>
    execFileSync(program, [...args], { encoding: 'utf8', timeout: 3_000, stdio: ['ignore', 'pipe', 'ignore'] }),
  hostname,
  user: () => userInfo().username,
}

/**
 * Twelve hex digits, the same at every start of this account on this machine. Linux: machine-id(5); Windows: MachineGuid, which a
 * cloned image may share, so the name counts too; macOS: the hardware's UUID, since its name changes with the network.
 */
export function machineKey(machine: Surroundings = thisMachine): string {
  const { platform } = machine
  const id = tried(() => idOf(machine))
  const name = platform === 'darwin' && id !== '' ? '' : tried(machine.hostname)
  const parts = [platform, id, name, tried(machine.user)]
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 12)
}

function idOf({ platform, readFile, run }: Surroundings): string {
  if (platform === 'win32') {
    const key = 'HKLM\\SOFTWARE\\Microsoft\\Cryptography'
    return /MachineGuid\s+REG_SZ\s+(\S+)/.exec(run('reg', ['query', key, '/v', 'MachineGuid', '/reg:64']))?.[1] ?? ''
  }
  if (platform === 'darwin') {
    return /"IOPlatformUUID" = "([^"]+)"/.exec(run('ioreg', ['-rd1', '-c', 'IOPlatformExpertDevice']))?.[1] ?? ''
  }
  return readFile('/etc/machine-id').trim()
}

/** Empty where the system has no account of this process's number, as in a container that runs under a number alone. */
export const accountName = (machine: Surroundings = thisMachine): string => tried(machine.user)

function tried(ask: () => string): string {
  try {
    return ask()
  } catch {
    return ''
  }
}
