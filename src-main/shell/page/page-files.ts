// The built renderer's files, and never a file beside them.
import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'

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

export type PageFile = { readonly body: Uint8Array<ArrayBuffer>; readonly type: string }

/** The file of a URL path below `folder`; null when there is none, or it is not ours to give. */
export async function pageFile(folder: string, urlPath: string): Promise<PageFile | null> {
  const path = filePath(folder, urlPath)
  const type = path === null ? undefined : types[extname(path)]
  if (path === null || type === undefined) return null
  const body = await readFile(path).catch(() => null)
  return body === null ? null : { body: new Uint8Array(body), type }
}

/** The file's path, or null when the URL would lead out of `folder` or hides something in its encoding. */
export function filePath(folder: string, urlPath: string): string | null {
  const path = decoded(urlPath)
  if (path === null || path.includes('\0') || path.includes('\\')) return null
  const file = normalize(join(folder, path))
  return file.startsWith(normalize(folder) + sep) ? file : null
}

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path)
  } catch {
    return null
  }
}
