// The built renderer's files, and never a file beside them.
import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.mp3': 'audio/mpeg',
  '.wav': 'audio/wav',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
}

export type FileAnswer = { readonly body: Buffer; readonly type: string }

/** The file of a URL path below `root`, `/` being browser.html; null when there is none, or it is not ours to give. */
export async function staticFile(root: string, urlPath: string): Promise<FileAnswer | null> {
  const path = filePath(root, urlPath)
  if (path === null) return null
  try {
    return { body: await readFile(path), type: types[extname(path)] ?? 'application/octet-stream' }
  } catch {
    return null
  }
}

/** The file's path, or null when the URL would lead out of `root` or hides something in its encoding. */
export function filePath(root: string, urlPath: string): string | null {
  let decoded: string
  try {
    decoded = decodeURIComponent(urlPath)
  } catch {
    return null
  }
  if (decoded.includes('\0') || decoded.includes('\\')) return null
  const path = normalize(join(root, decoded === '/' ? 'browser.html' : decoded))
  return path.startsWith(normalize(root) + sep) ? path : null
}
