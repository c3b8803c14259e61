// The demo PBX alone, as it ships.
import { randomBytes } from 'node:crypto'
import { readOptions } from './options.ts'
import { nothingAdded, runProgram } from './program.ts'

const chosen = readOptions(process.argv.slice(2), process.env, () => randomBytes(16).toString('hex'))
runProgram(chosen, nothingAdded)
