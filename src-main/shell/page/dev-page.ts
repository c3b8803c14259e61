// The page of `npm run dev` in Electron: fetched from Vite on this computer, under the console's own origin.
import type { PageFile } from './page-files.ts'

/** Where Vite serves the page (`http://127.0.0.1:5173`), or null: only a program that is no installed one loads it, and only from this computer. */
export function devPageOrigin(named: string | undefined, isPackaged: boolean): string | null {
  if (isPackaged || named === undefined || !URL.canParse(named)) return null
  const { protocol, hostname, origin } = new URL(named)
  return protocol === 'http:' && hostname === '127.0.0.1' ? origin : null
}

/** `pathAndQuery` as the page asks its own origin for it. Null when Vite has no such file, or does not answer. */
export async function devPageFile(origin: string, pathAndQuery: string): Promise<PageFile | null> {
  const answer = await fetch(`${origin}${pathAndQuery}`).catch(() => null)
  if (!answer?.ok) return null
  const type = answer.headers.get('content-type') ?? 'text/javascript'
  return { body: new Uint8Array(await answer.arrayBuffer()), type }
}
