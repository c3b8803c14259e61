// Serves the packaged page under app://console with its security headers; nothing outside its folder can be had.
import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { isOwnOrigin } from './own-page.ts'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.wav': 'audio/wav',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
}

/** The file an address means, or null when it is none of ours (another host, a way out of the folder, an unknown kind). */
export function fileFor(address: string, folder: string): string | null {
  if (!isOwnOrigin(address)) return null
  const path = decoded(new URL(address).pathname)
  if (path === null || path.includes('\0') || path.includes('\\')) return null
  const file = normalize(join(folder, path))
  return file.startsWith(folder + sep) && types[extname(file)] !== undefined ? file : null
}

/** A handler for `protocol.handle`. `policy` is asked on every answer, because the line's address can change. */
export function servePage(folder: string, policy: () => string): (request: { url: string }) => Promise<Response> {
  return async ({ url }) => {
    const file = fileFor(url, folder)
    const body = file === null ? null : await readFile(file).catch(() => null)
    if (file === null || body === null) return new Response(null, { status: 404, headers: pageHeaders(policy()) })
    const type = types[extname(file)] ?? 'application/octet-stream'
    return new Response(new Uint8Array(body), { headers: { ...pageHeaders(policy()), 'content-type': type } })
  }
}

const pageHeaders = (policy: string): Record<string, string> => ({
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
})

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path)
  } catch {
    return null
  }
}
