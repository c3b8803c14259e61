// The command line of the simulators: that of the demo PBX, and what stands beside it: a NetSapiens platform, or a FreeSWITCH. Pure.
import { type Options, type Read, readOptions } from '#main/demo-pbx/options.ts'

/** Its web server, then its cores; 0 is any free one. */
export type Ports = readonly [number, ...number[]]
export type SimulatorOptions = Options & { readonly netsapiens: Ports | null; readonly freeswitch: number | null }

export function readSimulatorOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  randomSecret: () => string,
): Read<SimulatorOptions> {
  const own = ownFlags(args)
  if (own.isFreeswitch) return withFreeswitch(own, env, randomSecret)
  const { rest, isWanted, ports } = own
  // A supervisor of NetSapiens has the softphone as a device of its own.
  const options = readOptions(rest, env, randomSecret, isWanted ? '5001wp' : '5001')
  if (!options.ok) return options
  if (!isWanted) return { ok: true, value: { ...options.value, netsapiens: null, freeswitch: null } }
  const read = readPorts(ports)
  return read.ok ? { ok: true, value: { ...options.value, netsapiens: read.value, freeswitch: null } } : read
}

/** `--freeswitch-port N`: that of its Event Socket. */
function withFreeswitch(
  { rest, port }: ReturnType<typeof ownFlags>,
  env: Readonly<Record<string, string | undefined>>,
  randomSecret: () => string,
): Read<SimulatorOptions> {
  const options = readOptions(rest, env, randomSecret, '5001')
  if (!options.ok) return options
  const read = readPorts(`0,${port}`)
  if (!read.ok) return { ok: false, error: `--freeswitch-port must be a port, not "${port}".` }
  return { ok: true, value: { ...options.value, netsapiens: null, freeswitch: Number(port) } }
}

const withValue = ['--netsapiens-ports', '--freeswitch-port']

function ownFlags(args: readonly string[]) {
  const isOwn = (arg: string) => ['--netsapiens', '--freeswitch', ...withValue].includes(arg)
  const valueAfter = (flag: string, otherwise: string) =>
    args.includes(flag) ? (args[args.indexOf(flag) + 1] ?? '') : otherwise
  return {
    rest: args.filter((arg, i) => !isOwn(arg) && !withValue.includes(args[i - 1] ?? '')),
    isWanted: args.includes('--netsapiens'),
    ports: valueAfter('--netsapiens-ports', '0,0,0'),
    isFreeswitch: args.includes('--freeswitch'),
    port: valueAfter('--freeswitch-port', '0'),
  }
}

function readPorts(text: string): Read<Ports> {
  const isPort = (port: string) => /^\d{1,5}$/.test(port) && Number(port) <= 65_535
  const [web, ...cores] = text.split(',').map((port) => (isPort(port) ? Number(port) : -1))
  if (web === undefined || cores.length === 0 || [web, ...cores].includes(-1))
    return { ok: false, error: `--netsapiens-ports must look like 0,0,0, not "${text}".` }
  return { ok: true, value: [web, ...cores] }
}
