// Test only: what the product uses of Node 20 and the Node 12 inside Electron 9 does not have. core-js brings the language's part.
import 'core-js/stable'
import { EventEmitter } from 'node:events'
import fs, { type PathLike, type StatSyncOptions } from 'node:fs'
import { performance } from 'node:perf_hooks'

const stat = fs.statSync as (path: PathLike, options?: StatSyncOptions) => fs.Stats
const mended = (path: PathLike, options?: StatSyncOptions) => {
  if (options?.throwIfNoEntry === false && !fs.existsSync(path)) return undefined
  return stat(path)
}
const rmSync = (path: PathLike, { force = false, recursive = false } = {}) => {
  if (force && !fs.existsSync(path)) return
  if (recursive && fs.lstatSync(path).isDirectory()) fs.rmdirSync(path, { recursive })
  else fs.unlinkSync(path)
}
Object.assign(fs, { statSync: mended, rmSync })

class OldResponse {
  readonly status: number
  readonly headers: Map<string, string>
  private readonly body: Uint8Array | null
  constructor(body: Uint8Array | null, { status = 200, headers = {} }: { status?: number; headers?: object } = {}) {
    this.status = status
    this.headers = new Map(Object.entries(headers))
    this.body = body
  }
  async arrayBuffer(): Promise<Uint8Array> {
    return this.body ?? new Uint8Array()
  }
}

/** As much of them as Conf uses to tell of a change. */
class OldEvent {
  readonly type: string
  constructor(type: string) {
    this.type = type
  }
}
class OldEventTarget {
  private readonly emitter = new EventEmitter()
  addEventListener = (type: string, run: () => void) => void this.emitter.on(type, run)
  removeEventListener = (type: string, run: () => void) => void this.emitter.off(type, run)
  dispatchEvent = (event: OldEvent) => this.emitter.emit(event.type, event)
}

const wanted = globalThis as unknown as Record<string, unknown>
wanted.Response ??= OldResponse
wanted.performance ??= performance
wanted.Event ??= OldEvent
wanted.EventTarget ??= OldEventTarget

// Without this Electron shows a dialog nobody can click.
process.on('uncaughtException', (cause) => {
  console.error(cause)
  process.exit(70)
})
process.on('unhandledRejection', (cause) => {
  console.error(cause)
  process.exit(71)
})
