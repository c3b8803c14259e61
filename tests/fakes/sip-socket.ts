// JsSIP's WebSocket in memory: what it sends is kept, and the test says what arrives.
import { afterAll, beforeAll, vi } from 'vitest'

export class SipSocket {
  static last: SipSocket | null = null
  readonly sent: string[] = []
  readonly OPEN = 1
  readyState: number
  onopen = () => {}
  onclose = (_event: object) => {}
  onmessage = (_event: { readonly data: string }) => {}
  onerror = () => {}
  constructor(readyState: number) {
    this.readyState = readyState
    SipSocket.last = this
  }
  send(text: string): void {
    this.sent.push(text)
  }
  close(): void {
    this.readyState = 3
  }
}

export const sipAccount = {
  uri: 'sip:5001@pbx.example',
  wsUrl: 'wss://pbx.example/ws',
  authUser: '5001',
  password: 'secret',
  displayName: '',
  iceServers: [],
}

/** In the place of the browser's, for all tests of a file. `readyState`: of a new one. */
export function withSipSockets(readyState: 0 | 1): void {
  const made = class extends SipSocket {
    constructor() {
      super(readyState)
    }
  }
  beforeAll(() => {
    vi.stubGlobal('WebSocket', Object.assign(made, { CONNECTING: 0, OPEN: 1, CLOSING: 2, CLOSED: 3 }))
    vi.stubGlobal('window', globalThis)
    vi.stubGlobal('RTCPeerConnection', class extends EventTarget {})
  })
  afterAll(() => vi.unstubAllGlobals())
}
