// Serves the packaged page under app://console with its security headers; nothing outside its folder can be had.
import { pageFile } from '#main/shell/page/page-files.ts'
import { pageHeaders } from '#main/shell/page/page-headers.ts'
import { isOwnOrigin } from './own-page.ts'

/** A handler for `protocol.handle`. `policy` is asked on every answer, because the line's address can change. */
export function servePage(folder: string, policy: () => string): (request: { url: string }) => Promise<Response> {
  return async ({ url }) => {
    const headers = pageHeaders(policy())
    const file = isOwnOrigin(url) ? await pageFile(folder, new URL(url).pathname) : null
    if (file === null) return new Response(null, { status: 404, headers })
    return new Response(file.body, { headers: { ...headers, 'content-type': file.type } })
  }
}
