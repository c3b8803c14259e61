// `npm run verify-history -- FILE`: whether a history file, or an export of it, is as it was written.
import { readFileSync } from 'node:fs'
import { readHead } from '#main/history/ledger.ts'
import { type Finding, verifyChain, type Wrong } from '#main/history/verify.ts'
import { readVerifyFlags, USAGE } from '#main/history/verify-flags.ts'

const sentences: Readonly<Record<Wrong, string>> = {
  changed: 'was changed after it was written: its content or its hash.',
  removed: 'was removed.',
  inserted: 'is there twice: one of the two was inserted.',
  reordered: 'is not where it was written.',
  unreadable: 'cannot be read as a record.',
  truncated: 'is missing, with whatever followed: the end was cut off.',
  cutOff: 'and all before it are missing, and no later record accounts for that.',
}

const flags = readVerifyFlags(process.argv.slice(2))
if (flags.kind === 'help') end(USAGE, 0)
else if (flags.kind === 'wrong') end(`${flags.why}\n${USAGE}`, 2)
else verify(flags.file, flags.head)

/** Exit code 0: as it was written. 1: it is not. 2: it could not be read. */
function verify(file: string, given: string | null) {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (cause) {
    return end(`${file} cannot be read: ${(cause as Error).message}`, 2)
  }
  if (text === '') return end(`${file} is empty.`, 2)
  const finding = verifyChain(text, readHead(file))
  const other = finding.kind === 'whole' && given !== null && finding.end.hash !== given
  if (other)
    return end(
      `${file}: intact in itself, but does not end at ${given}. It was rewritten, cut off, or has grown since.`,
      1,
    )
  end(`${file}: ${tell(finding, given !== null)}`, finding.kind === 'whole' ? 0 : 1)
}

function tell(finding: Finding, isExpected: boolean): string {
  if (finding.kind === 'wrong') return `record ${finding.seq} (line ${finding.line}) ${sentences[finding.wrong]}`
  const { records, first, end: last, torn, endKnown } = finding
  const pruned = first > 1 ? ` Records 1 to ${first - 1} were deleted for their age, and a record says so.` : ''
  const unfinished = torn ? ' After them comes the beginning of a record that was never finished (a crash).' : ''
  const range = records === 0 ? 'no records' : `records ${first} to ${last.seq} are unchanged`
  const open =
    endKnown || isExpected
      ? ''
      : ' Whether more records followed cannot be known: there is no .head file beside it, and it is not an export.'
  return `${range}.${pruned}${unfinished} It ends at ${last.hash}.${open}`
}

function end(sentence: string, code: number): void {
  const to = code === 0 ? process.stdout : process.stderr
  to.write(`${sentence}\n`)
  process.exitCode = code
}
