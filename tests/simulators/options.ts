// The command line of the simulators: that of the demo PBX, and whether a NetSapiens platform stands beside it. Pure.
import { type Options, type Read, readOptions } from '#main/demo-pbx/options.ts'

/** Its web server, then its cores; 0 is any free one. */
export type Ports = readonly [number, ...number[]]
export type SimulatorOptions = Options & { readonly netsapiens: Ports | null }

export function readSimulatorOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  randomSecret: () => string,
): Read<SimulatorOptions> {
  const { rest, isWanted, ports } = ownFlags(args)
  // A supervisor of NetSapiens has the softphone as a device of its own.
  const options = readOptions(rest, env, randomSecret, isWanted ? '5001wp' : '5001')
  if (!options.ok) return options
  if (!isWanted) return { ok: true, value: { ...options.value, netsapiens: null } }
  const read = readPorts(ports)
  return read.ok ? { ok: true, value: { ...options.value, netsapiens: read.value } } : read
}

function ownFlags(args: readonly string[]) {
  const isOwn = (arg: string | undefined) => arg === '--netsapiens' || arg === '--netsapiens-ports'
  const at = args.indexOf('--netsapiens-ports')
  return {
    rest: args.filter((arg, i) => !isOwn(arg) && args[i - 1] !== '--netsapiens-ports'),
    isWanted: args.includes('--netsapiens'),
    ports: at < 0 ? '0,0,0' : (args[at + 1] ?? ''),
  }
}

function readPorts(text: string): Read<Ports> {
  const isPort = (port: string) => /^\d{1,5}$/.test(port) && Number(port) <= 65_535
  const [web, ...cores] = text.split(',').map((port) => (isPort(port) ? Number(port) : -1))
  if (web === undefined || cores.length === 0 || [web, ...cores].includes(-1))
    return { ok: false, error: `--netsapiens-ports must look like 0,0,0, not "${text}".` }
  return { ok: true, value: [web, ...cores] }
}
