// Whether a chain is as it was written, and if not, which record is the first that is wrong, and how. Pure.
import { beginning, type ChainEnd, endOf, hashOf, type Line, type Link, readLine } from './chain.ts'

/**
 * changed: the record is not the one that was written · removed: it is missing · inserted: two records claim its place ·
 * reordered: it stands further down · unreadable: its line is not a record · truncated: the file once reached further ·
 * cutOff: the beginning is missing and no record signs that off.
 */
export type Wrong = 'changed' | 'removed' | 'inserted' | 'reordered' | 'unreadable' | 'truncated' | 'cutOff'

export type Finding =
  /** `torn`: after the last record stands the beginning of one that was never finished. `endKnown` false: more may have followed. */
  | {
      readonly kind: 'whole'
      readonly records: number
      readonly first: number
      readonly end: ChainEnd
      readonly torn: boolean
      readonly endKnown: boolean
    }
  | { readonly kind: 'wrong'; readonly wrong: Wrong; readonly seq: number; readonly line: number }

/**
 * `text`: a history file or an export of it. `head`: where the chain is known to have ended, from the file beside it or
 * from whoever noted it down; without it a truncated end cannot be known, except in an export, which carries its own.
 */
export function verifyChain(text: string, head: ChainEnd | null): Finding {
  const lines = text.split('\n')
  const torn = lines.pop() !== ''
  const read = lines.map(readLine)
  const start = read[0]?.kind === 'anchor' ? read[0].at : beginning
  const skipped = start === beginning ? 0 : 1
  const last = read[read.length - 1]
  const links = read.slice(skipped, last?.kind === 'end' ? -1 : undefined)
  const known = last?.kind === 'end' ? last.at : head
  const wrong = firstWrong(links, start, known)
  if (wrong) return { ...wrong, kind: 'wrong', line: wrong.line + skipped }
  const end = endAfter(links, start)
  if (!signedOff(links, start)) return { kind: 'wrong', wrong: 'cutOff', seq: start.seq, line: 1 }
  if (known && end.seq < known.seq)
    return { kind: 'wrong', wrong: 'truncated', seq: end.seq + 1, line: lines.length + 1 }
  return { kind: 'whole', records: links.length, first: start.seq + 1, end, torn, endKnown: known !== null }
}

type Found = { readonly wrong: Wrong; readonly seq: number; readonly line: number }

function firstWrong(lines: readonly Line[], start: ChainEnd, known: ChainEnd | null): Found | null {
  let end = start
  for (const [index, read] of lines.entries()) {
    const expected = end.seq + 1
    const line = index + 1
    if (read.kind !== 'link') return { wrong: 'unreadable', seq: expected, line }
    const { link } = read
    if (hashOf(link) !== link.hash) return { wrong: 'changed', seq: expected, line }
    if (link.seq > expected) {
      const later = lines.some((other, at) => at > index && other.kind === 'link' && other.link.seq === expected)
      return { wrong: later ? 'reordered' : 'removed', seq: expected, line }
    }
    if (link.seq < expected) return { wrong: 'inserted', seq: link.seq, line }
    if (link.prev !== end.hash) return remade(lines, index, end, known)
    end = endOf(link)
    if (known?.seq === end.seq && known.hash !== end.hash) return { wrong: 'changed', seq: end.seq, line }
  }
  return null
}

/** Each of the two is right in itself, but they do not hold together: the one the rest of the chain does not hold to was made anew. */
function remade(lines: readonly Line[], index: number, before: ChainEnd, known: ChainEnd | null): Found {
  const link = linkAt(lines, index)
  const next = linkAt(lines, index + 1)
  const isHeldTo = next ? next.prev === link?.hash : known?.hash === link?.hash
  const isFirst = index === 0
  if (isFirst) return { wrong: 'changed', seq: before.seq + 1, line: 1 }
  return isHeldTo
    ? { wrong: 'changed', seq: before.seq, line: index }
    : { wrong: 'changed', seq: before.seq + 1, line: index + 1 }
}

function linkAt(lines: readonly Line[], index: number): Link | null {
  const line = lines[index]
  return line?.kind === 'link' ? line.link : null
}

/** A beginning may be missing only where a later record says that it was dropped, and up to which hash. */
function signedOff(lines: readonly Line[], start: ChainEnd): boolean {
  if (start.seq === 0) return true
  return lines.some((line) => line.kind === 'link' && signs(line.link.record, start))
}

function signs(record: unknown, start: ChainEnd): boolean {
  const { kind, seq, hash } = record as { kind?: unknown; seq?: unknown; hash?: unknown }
  return kind === 'pruned' && seq === start.seq && hash === start.hash
}

function endAfter(lines: readonly Line[], start: ChainEnd): ChainEnd {
  const last = linkAt(lines, lines.length - 1)
  return last ? endOf(last) : start
}
