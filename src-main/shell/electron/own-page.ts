// The one page this program shows, and the test whether an address is it.
import { isWallboardQuery, WALLBOARD_QUERY } from '#contract/windows.ts'

export const scheme = 'app'
export const host = 'console'
export const pageUrl = `${scheme}://${host}/index.html`
const wallboardHash = '#wallboard'
/** Of a window that is a wallboard and nothing else. */
export const wallUrl = `${pageUrl}?${WALLBOARD_QUERY}`

/** Whether the address belongs to our own origin. `origin` of a URL of a custom scheme is opaque in Node, so the parts are compared. */
export function isOwnOrigin(address: string | undefined): boolean {
  const url = parse(address)
  return url !== null && url.protocol === `${scheme}:` && url.host === host
}

/** Whether the address is the console's page itself; its query and fragment do not matter (a reload keeps them). */
export function isOwnPage(address: string): boolean {
  return isOwnOrigin(address) && parse(address)?.pathname === '/index.html'
}

/** Whether nobody may sit before what the address shows: it hangs on the wall. */
export function isWallboard(address: string): boolean {
  const url = isOwnPage(address) ? parse(address) : null
  return url !== null && (url.hash === wallboardHash || isWallboardQuery(url.search))
}

function parse(address: string | undefined): URL | null {
  if (address === undefined || !URL.canParse(address)) return null
  return new URL(address)
}
