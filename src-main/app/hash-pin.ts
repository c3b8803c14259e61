// `npm run hash-pin`: asks for a PIN or a badge's number and prints what stands for it in the site file. Nothing of it is kept.
import { createInterface } from 'node:readline'
import { hashOf } from '#main/rights/pin.ts'

// Read, never given as an argument: those are seen by every user of the computer.
const { stdin, stdout, stderr } = process
if (stdin.isTTY) stderr.write('PIN, or hold the badge to the reader: ')
const lines = createInterface({ input: stdin })
let secret = ''
for await (const line of lines) {
  secret = line.trim()
  break
}
if (secret === '') {
  stderr.write('Nothing was entered.\n')
  process.exitCode = 2
} else stdout.write(`${await hashOf(secret)}\n`)
