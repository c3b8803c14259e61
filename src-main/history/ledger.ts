// The file of the chain: appended to, one line a record, each on the disk before the next; mended after a crash; pruned.
import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import type { HistoryRecord } from '#contract/history.ts'
import { whileLocked } from '#main/system/lock.ts'
import { saveFile } from '#main/system/save-file.ts'
import { canonicalJson } from './canonical-json.ts'
import { beginning, type ChainEnd, endOf, type Link, lineOf, linkAfter, readLine } from './chain.ts'

export const LEDGER_FILE = 'history.jsonl'
export const headPath = (ledger: string): string => `${ledger}.head`

export type Ledger = {
  /** Durable when it returns. What cannot be written is kept and tried again with the next; `unsaved` counts it. */
  readonly append: (record: HistoryRecord) => void
  readonly unsaved: () => number
  /** The file as it is now: whole lines only. */
  readonly text: () => string
  /** Changes whenever the file does, also by another console. */
  readonly version: () => string
  /** Drops the beginning, up to and with the last record that `isOld` and has only such before it. */
  readonly prune: (isOld: (record: unknown) => boolean, signOff: (dropped: ChainEnd) => HistoryRecord) => void
}

type Log = (level: 'info' | 'warn' | 'error', text: string) => void

/** Opens the ledger in `dir`. The torn end a crash may have left is put aside as `history.jsonl.torn-N`. */
export function openLedger(dir: string, log: Log): Ledger {
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const path = join(dir, LEDGER_FILE)
  const waiting: HistoryRecord[] = []
  let end = beginning
  let seen = ''

  const version = () => {
    const stats = statSync(path, { throwIfNoEntry: false })
    return stats ? `${stats.ino} ${stats.size} ${stats.mtimeMs}` : 'none'
  }
  const locked = <T>(run: () => T): T => whileLocked(`${path}.lock`, run)
  const catchUp = () => {
    if (version() === seen) return
    mendTornEnd(path, log)
    end = furthest(lastEnd(readText(path)), readHead(path))
  }
  const write = (record: HistoryRecord) => {
    const link = linkAfter(end, record)
    appendDurably(path, `${lineOf(link)}\n`)
    end = endOf(link)
    seen = version()
    noteHead(path, end)
  }
  const tryWriting = () =>
    locked(() => {
      catchUp()
      for (let next = waiting[0]; next; next = waiting[0]) {
        write(next)
        waiting.shift()
      }
    })
  const guarded = (what: string, run: () => void) => {
    try {
      run()
    } catch (cause) {
      log('error', `history: ${what}: ${(cause as Error).message}`)
    }
  }
  guarded('cannot be opened', () => locked(catchUp))

  return {
    append: (record) => {
      waiting.push(record)
      guarded('a record could not be written', tryWriting)
    },
    unsaved: () => waiting.length,
    text: () => wholeLines(readText(path)),
    version,
    prune: (isOld, signOff) =>
      guarded('could not be pruned', () =>
        locked(() => {
          catchUp()
          const dropped = lastOld(linksOf(readText(path)), isOld)
          if (!dropped) return
          // Signed off first: killed in between, there is a signature too many, but nothing is missing.
          write(signOff(dropped))
          rewriteWithout(path, dropped)
          seen = version()
          log('info', `history: dropped up to record ${dropped.seq}`)
        }),
      ),
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

const wholeLines = (text: string): string => text.slice(0, text.lastIndexOf('\n') + 1)

export const linksOf = (text: string): readonly Link[] =>
  wholeLines(text)
    .split('\n')
    .flatMap((line) => {
      const read = readLine(line)
      return read.kind === 'link' ? [read.link] : []
    })

/** Where the chain goes on: its last readable link, or the anchor of a chain with none. */
function lastEnd(text: string): ChainEnd {
  const lines = wholeLines(text).split('\n')
  for (let index = lines.length - 1; index >= 0; index--) {
    const read = readLine(lines[index] ?? '')
    if (read.kind === 'link') return endOf(read.link)
    if (read.kind === 'anchor') return read.at
  }
  return beginning
}

/** A power cut may also leave whole lines of zeros: everything behind the last readable line goes aside. */
function mendTornEnd(path: string, log: Log): void {
  const bytes = existsSync(path) ? readFileSync(path) : Buffer.alloc(0)
  const good = lengthToLastGoodLine(bytes)
  if (good === bytes.length) return
  const aside = freeName(`${path}.torn-`)
  writeFileSync(aside, bytes.subarray(good), { mode: 0o600 })
  truncateSync(path, good)
  log('warn', `history: the last record was never finished; its beginning is kept as ${aside}`)
}

function lengthToLastGoodLine(bytes: Buffer): number {
  let end = bytes.lastIndexOf(10) + 1
  while (end > 0) {
    const start = end < 2 ? 0 : bytes.lastIndexOf(10, end - 2) + 1
    if (readLine(bytes.toString('utf8', start, end - 1)).kind !== 'unreadable') return end
    end = start
  }
  return 0
}

function freeName(stem: string): string {
  for (let n = 1; ; n++) if (!existsSync(`${stem}${n}`)) return `${stem}${n}`
}

/** All of the text is on the disk, or none of it. */
function appendDurably(path: string, text: string): void {
  const file = openSync(path, 'a', 0o600)
  const before = statSync(path).size
  try {
    writeAll(file, Buffer.from(text))
    fsyncSync(file)
  } catch (cause) {
    ftruncateSync(file, before)
    throw cause
  } finally {
    closeSync(file)
  }
}

function writeAll(file: number, bytes: Buffer): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done)
}

/** Only ever behind the chain, never before it: a head that is ahead shows that the end was cut off. */
function noteHead(path: string, end: ChainEnd): void {
  saveFile(headPath(path), `${canonicalJson(end)}\n`)
}

/** Null when there is none that can be read. */
export function readHead(ledger: string): ChainEnd | null {
  try {
    const read = readLine(`{"end":${readFileSync(headPath(ledger), 'utf8').trim()}}`)
    return read.kind === 'end' ? read.at : null
  } catch {
    return null
  }
}

/** A record that was taken away must stay missed: the chain goes on behind it, so that the gap shows for ever. */
const furthest = (end: ChainEnd, head: ChainEnd | null): ChainEnd => (head && head.seq > end.seq ? head : end)

function lastOld(links: readonly Link[], isOld: (record: unknown) => boolean): ChainEnd | null {
  let last: Link | null = null
  for (const link of links) {
    if (!isOld(link.record)) break
    last = link
  }
  return last && endOf(last)
}

function rewriteWithout(path: string, dropped: ChainEnd): void {
  const kept = linksOf(readText(path)).filter(({ seq }) => seq > dropped.seq)
  saveFile(path, [{ anchor: dropped }, ...kept].map((line) => `${lineOf(line)}\n`).join(''))
}
