// Carries out the plan of an installation.
import { spawn } from 'node:child_process'
import { chmod, copyFile, rename, rm } from 'node:fs/promises'
import type { InstallPlan } from './install-plan.ts'

/** Rejects where it could not be begun, or where its program says that it failed. `show` opens the file for the person. */
export async function install(
  plan: InstallPlan,
  file: string,
  show: (file: string) => Promise<unknown>,
): Promise<void> {
  switch (plan.kind) {
    case 'run':
      return run(plan)
    case 'replace':
      return replace(plan.file, file)
    case 'show':
      await show(file)
  }
}

function run({ command, args, waits }: Extract<InstallPlan, { kind: 'run' }>): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { detached: !waits, stdio: 'ignore' })
    child.once('error', reject)
    if (waits) return child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${command}: ${code}`))))
    return child.once('spawn', () => {
      child.unref()
      resolve()
    })
  })
}

/** Whole or not at all: the program that runs keeps the old file open. */
async function replace(old: string, file: string): Promise<void> {
  const fresh = `${old}.new`
  try {
    await copyFile(file, fresh)
    await chmod(fresh, 0o755)
    await rename(fresh, old)
  } finally {
    await rm(fresh, { force: true })
  }
}
