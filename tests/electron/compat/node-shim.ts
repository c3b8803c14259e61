// Test only: what the product uses of Node 20 and the Node 12 inside Electron 9 does not have. core-js brings the language's part.
import 'core-js/stable'

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

const wanted = globalThis as unknown as Record<string, unknown>
wanted.Response ??= OldResponse
