// Makes the machine busy: both cores, while something runs.
import { type ChildProcess, spawn } from 'node:child_process'

const LOOPS = 2

export async function besideLoops<T>(run: () => Promise<T>): Promise<T> {
  const loops: ChildProcess[] = Array.from({ length: LOOPS }, () => spawn(process.execPath, ['-e', 'for (;;);']))
  try {
    return await run()
  } finally {
    for (const loop of loops) loop.kill()
  }
}
