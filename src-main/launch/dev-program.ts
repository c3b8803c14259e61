// A program of the project, run from its sources by tsx while it is being written; it ends when we do.
import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { EndProgram } from './restarting.ts'

export type DevProgram = {
  readonly command: readonly [string, ...string[]]
  readonly env: NodeJS.ProcessEnv
  readonly onLine: (line: string) => void
  readonly onEnd: (code: number | null) => void
}

/** The command that runs a source file of the project. */
export const fromSource = (file: string, args: readonly string[] = []): [string, ...string[]] => [
  process.execPath,
  '--import',
  'tsx',
  file,
  ...args,
]

/** The channel and the open standard input tell it when we are gone, however we went. */
export function startDevProgram({ command, env, onLine, onEnd }: DevProgram): EndProgram {
  const [program, ...args] = command
  const child: ChildProcess = spawn(program, args, { env, stdio: ['pipe', 'pipe', 'inherit', 'ipc'] })
  if (child.stdout) createInterface({ input: child.stdout }).on('line', onLine)
  child.stdin?.on('error', () => {})
  const gone = new Promise<void>((resolve) => {
    const ended = (code: number | null) => {
      resolve()
      onEnd(code)
    }
    child.once('error', () => ended(null))
    child.once('exit', ended)
  })
  return () => {
    child.kill('SIGTERM')
    return gone
  }
}
