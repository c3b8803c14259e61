// Who may talk to the browser shell's server: the page we served to the one holder of the key.
import { timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders, ServerResponse } from 'node:http'

/** Only our own name and port: a foreign name that resolves to loopback (DNS rebinding) is refused. */
export const isOurHost = (host: string | undefined, port: number): boolean =>
  host === `127.0.0.1:${port}` || host === `localhost:${port}`

/** A WebSocket is not bound by the same-origin policy; its Origin tells which page opened it. */
export const isOurOrigin = (origin: string | undefined, port: number): boolean =>
  origin === `http://127.0.0.1:${port}` || origin === `http://localhost:${port}`

/** A key that opens once: whoever shows it first gets the session, which lasts as long as the server runs. */
export function createEntrance(randomId: (bytes: number) => string) {
  let key = randomId(24)
  const session = randomId(24)
  // Cookies know no ports: two consoles in one browser must not overwrite each other's.
  const cookie = `earshot-${randomId(4)}`
  let used = false
  return {
    /** One that opens: another when the last one is used up. */
    key: () => {
      if (used) key = randomId(24)
      used = false
      return key
    },
    /** The value of Set-Cookie, or null when the key is wrong or used up. */
    redeem: (shown: string | null): string | null => {
      if (used || shown === null || !same(shown, key)) return null
      used = true
      return `${cookie}=${session}; HttpOnly; SameSite=Strict; Path=/`
    },
    knows: (headers: IncomingHttpHeaders): boolean => {
      const shown = headers.cookie
        ?.split(';')
        .map((pair) => pair.trim())
        .find((pair) => pair.startsWith(`${cookie}=`))
      return shown !== undefined && same(shown.slice(cookie.length + 1), session)
    },
  }
}
export type Entrance = ReturnType<typeof createEntrance>

/**
 * The key leaves the address bar and the history at once. Who comes from another page (the one that held the key) is led on by a
 * page of ours: a redirect would still count as that page's, and bring no cookie that is SameSite=Strict.
 */
export function letIn(response: ServerResponse, { 'sec-fetch-site': from }: IncomingHttpHeaders, cookie: string): void {
  response.setHeader('Set-Cookie', cookie)
  if (from !== 'cross-site') return void response.writeHead(303, { Location: '/' }).end()
  response.setHeader('Content-Type', 'text/html; charset=utf-8')
  response.end('<!doctype html><meta http-equiv="refresh" content="0;url=/">\n')
}

function same(shown: string, wanted: string): boolean {
  const left = Buffer.from(shown)
  const right = Buffer.from(wanted)
  return left.length === right.length && timingSafeEqual(left, right)
}
