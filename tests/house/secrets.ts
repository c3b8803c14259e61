// `npm run secrets`: no file that is committed holds what looks like somebody's secret.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { secretsIn } from './secret-scan.ts'

/** Pictures, sounds, and the lock file's hashes. */
const notText = /\.(?:png|svg|ul|wav|ico|woff2?)$|^package-lock\.json$/

const files = execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8' })
  .split('\0')
  .filter((path) => path !== '' && !notText.test(path))
const found = files.flatMap((path) =>
  secretsIn(textOf(path)).map(({ what, line }) => `REFUSED: ${path}:${line} holds what looks like ${what}`),
)
for (const line of found) console.log(line)
if (found.length === 0) console.log(`secrets: none in ${files.length} files`)
process.exitCode = found.length === 0 ? 0 : 1

/** Deleted and not committed yet: nothing there. */
function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
