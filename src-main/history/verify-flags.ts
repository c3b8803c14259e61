// The command line of `npm run verify-history`. Pure.

export const USAGE = `Usage: npm run verify-history -- FILE [--head HASH]
FILE is history.jsonl in the console's folder, or its export for audit. --head HASH is the hash it ended with when you last checked.`

export type VerifyFlags =
  | { readonly kind: 'verify'; readonly file: string; readonly head: string | null }
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly why: string }

export function readVerifyFlags(args: readonly string[]): VerifyFlags {
  if (args.includes('--help')) return { kind: 'help' }
  const at = args.indexOf('--head')
  const head = at < 0 ? null : (args[at + 1] ?? '')
  if (head !== null && !/^[0-9a-f]{64}$/.test(head))
    return { kind: 'wrong', why: '--head needs a hash of 64 hex digits.' }
  const files = at < 0 ? args : [...args.slice(0, at), ...args.slice(at + 2)]
  const [file, ...others] = files
  if (file === undefined || others.length > 0) return { kind: 'wrong', why: 'Name one file.' }
  if (file.startsWith('-')) return { kind: 'wrong', why: `There is no option ${file}.` }
  return { kind: 'verify', file, head }
}
