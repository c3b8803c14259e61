// Serves the page under app://console with its security headers; nothing outside its folder can be had.
import { devPageFile } from '#main/shell/page/dev-page.ts'
import { type PageFile, pageFile } from '#main/shell/page/page-files.ts'
import { pageHeaders } from '#main/shell/page/page-headers.ts'
import { isOwnOrigin } from './own-page.ts'

/** folder: of the built page. vite: while the page is being written, the origin of Vite, which writes scripts and styles into it. */
export type PageSource = { readonly folder: string } | { readonly vite: string }

/** A handler for `protocol.handle`. `policy` is asked on every answer, because the line's address can change. */
export function servePage(source: PageSource, policy: () => string): (request: { url: string }) => Promise<Response> {
  return async ({ url }) => {
    const headers = 'vite' in source ? {} : pageHeaders(policy())
    const file = isOwnOrigin(url) ? await fileOf(source, new URL(url)) : null
    if (file === null) return new Response(null, { status: 404, headers })
    return new Response(file.body, { headers: { ...headers, 'content-type': file.type } })
  }
}

const fileOf = (source: PageSource, { pathname, search }: URL): Promise<PageFile | null> =>
  'vite' in source ? devPageFile(source.vite, `${pathname}${search}`) : pageFile(source.folder, pathname)
