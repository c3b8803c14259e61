// A computer of its own for the console: a network namespace, one cable (veth) to the PBX, and what can be wrong with that cable.
import { execFileSync } from 'node:child_process'

export type OwnNetwork = {
  /** The address of the PBX's side. */
  readonly near: string
  /** What a program is started through to be on that computer. */
  readonly through: readonly string[]
  /** Each is dropped at random in both directions, of all that passes. */
  lose(percent: number): void
  /** As nftables has it, of packets from the PBX (`in`) and to it (`out`); all the rest passes. */
  drop(rules: { readonly in?: readonly string[]; readonly out?: readonly string[] }): void
  /** Nothing passes, and nobody is told: the cable is still in. */
  outage(): void
  /** No more than so much passes a second (tbf). */
  narrow(kbit: number): void
  mend(): void
  /** The computer has another address in the same net, and the one it had is gone. */
  moveTo(host: number): void
  close(): void
}

/** null: this machine can; else why it cannot. */
export function whyNoNetwork(): string | null {
  if (process.platform !== 'linux') return 'network namespaces are needed, and this is no Linux'
  if (process.getuid?.() !== 0) return 'a network namespace is made by root alone'
  const missing = ['ip', 'nft', 'tc', 'turnserver'].filter((program) => !has(program))
  return missing.length === 0
    ? null
    : `${missing.join(', ')} not found; on Debian: apt install iproute2 nftables coturn`
}

const has = (program: string): boolean => {
  try {
    execFileSync('which', [program], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

export function openOwnNetwork(id = process.pid): OwnNetwork {
  const name = `earshot-${id}`
  const [ours, theirs] = [`ear${id}a`, `ear${id}b`]
  const net = `10.213.${id % 250}`
  const through = ['ip', 'netns', 'exec', name]
  const run = (...words: readonly string[]) => execFileSync(words[0] ?? '', words.slice(1), { stdio: 'pipe' })
  const inside = (...words: readonly string[]) => run(...through, ...words)
  const filter = (lines: { readonly in: readonly string[]; readonly out: readonly string[] }) =>
    execFileSync('ip', ['netns', 'exec', name, 'nft', '-f', '-'], { input: rulesOf(theirs, lines) })
  const close = () => {
    attempt(() => run('ip', 'netns', 'del', name))
    attempt(() => run('ip', 'link', 'del', ours))
  }
  let host = 2
  run('ip', 'netns', 'add', name)
  process.once('exit', close)
  run('ip', 'link', 'add', ours, 'type', 'veth', 'peer', 'name', theirs, 'netns', name)
  run('ip', 'addr', 'add', `${net}.1/24`, 'dev', ours)
  run('ip', 'link', 'set', ours, 'up')
  inside('ip', 'link', 'set', 'lo', 'up')
  inside('ip', 'addr', 'add', `${net}.${host}/24`, 'dev', theirs)
  inside('ip', 'link', 'set', theirs, 'up')
  inside('ip', 'route', 'add', 'default', 'via', `${net}.1`)
  return {
    near: `${net}.1`,
    through,
    lose: (percent) => {
      const rule = `numgen random mod 100 < ${percent} drop`
      filter({ in: [rule], out: [rule] })
    },
    drop: (rules) => filter({ in: rules.in ?? [], out: rules.out ?? [] }),
    outage: () => filter({ in: ['drop'], out: ['drop'] }),
    narrow: (kbit) => {
      for (const [start, device] of [
        [[], ours],
        [through, theirs],
      ] as const)
        run(...start, 'tc', 'qdisc', 'replace', 'dev', device, 'root', 'tbf', 'rate', `${kbit}kbit`, ...BUCKET)
    },
    mend: () => {
      filter({ in: [], out: [] })
      attempt(() => run('tc', 'qdisc', 'del', 'dev', ours, 'root'))
      attempt(() => inside('tc', 'qdisc', 'del', 'dev', theirs, 'root'))
    },
    moveTo: (next) => {
      inside('ip', 'addr', 'del', `${net}.${host}/24`, 'dev', theirs)
      inside('ip', 'addr', 'add', `${net}.${next}/24`, 'dev', theirs)
      inside('ip', 'route', 'replace', 'default', 'via', `${net}.1`)
      host = next
    },
    close: () => {
      process.off('exit', close)
      close()
    },
  }
}

const BUCKET = ['burst', '4000', 'latency', '200ms']

function rulesOf(device: string, lines: { readonly in: readonly string[]; readonly out: readonly string[] }): string {
  const chain = (hook: 'input' | 'output', side: 'iifname' | 'oifname', rules: readonly string[]) =>
    `chain ${hook} {\ntype filter hook ${hook} priority 0;\n${rules.map((rule) => `${side} "${device}" ${rule}\n`).join('')}}\n`
  return `flush ruleset\ntable inet faults {\n${chain('input', 'iifname', lines.in)}${chain('output', 'oifname', lines.out)}}\n`
}

/** What is not there any more need not be taken away. */
function attempt(act: () => void): void {
  try {
    act()
  } catch {}
}
