// The folder to start Electron on: the product as built, or the compat build for an Electron that is too old for it.
import { spawnSync } from 'node:child_process'
import { buildCompat } from './compat/build.ts'
import type { Runtime } from './runtime.ts'

export async function builtFor(runtime: Runtime): Promise<string> {
  if (runtime.compat) return buildCompat('.cache/electron-compat')
  const { status } = spawnSync('npx', ['electron-vite', 'build', '--logLevel', 'warn'], { stdio: 'inherit' })
  if (status !== 0) throw new Error('the console could not be built')
  return '.'
}
