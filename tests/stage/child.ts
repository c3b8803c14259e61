// Child processes of the stage: started, waited for by a line they print, and always ended.
import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

export type Child = {
  readonly process: ChildProcess
  /** The first line of standard output that fits; rejects with what was printed when the process ends before. */
  line(fits: (line: string) => boolean, timeoutMs?: number): Promise<string>
  log(): string
  kill(signal?: NodeJS.Signals): Promise<void>
}

const running = new Set<ChildProcess>()
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

export function startChild(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Child {
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['pipe', 'pipe', 'pipe'] })
  running.add(child)
  const lines: string[] = []
  const watchers = new Set<(line: string | null) => void>()
  const tell = (line: string | null) => {
    if (line !== null) lines.push(line)
    for (const watcher of [...watchers]) watcher(line)
  }
  createInterface({ input: child.stdout }).on('line', tell)
  createInterface({ input: child.stderr }).on('line', (text) => lines.push(text))
  const gone = new Promise<void>((done) => {
    child.once('close', () => {
      running.delete(child)
      tell(null)
      done()
    })
  })
  return {
    process: child,
    line: (fits, timeoutMs = 30_000) =>
      new Promise((found, failed) => {
        const known = lines.find(fits)
        if (known !== undefined) return found(known)
        const stop = (end: () => void) => {
          clearTimeout(timer)
          watchers.delete(watch)
          end()
        }
        const watch = (text: string | null) => {
          if (text === null) stop(() => failed(new Error(`${command} ended:\n${lines.join('\n')}`)))
          else if (fits(text)) stop(() => found(text))
        }
        const timer = setTimeout(
          () => stop(() => failed(new Error(`${command} did not say it within ${timeoutMs} ms:\n${lines.join('\n')}`))),
          timeoutMs,
        )
        watchers.add(watch)
      }),
    log: () => lines.join('\n'),
    async kill(signal = 'SIGTERM') {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill(signal)
      const hard = setTimeout(() => child.kill('SIGKILL'), 4000)
      await gone
      clearTimeout(hard)
    },
  }
}
