// The page in its session: served from our own files, under a policy that lets it reach the supervisor's line and no other host.
import { type BrowserWindow, type Session, session } from 'electron'
import { contentSecurityPolicy, socketOrigin } from '#main/shell/page/content-security-policy.ts'
import { isOwnPage, pageUrl, scheme } from './own-page.ts'
import { type PageSource, servePage } from './page-files.ts'

/** Without a cache. It persists because Chromium salts the ids of microphones and speakers by session: the choice must hold. */
export const pageSession = (): Session => session.fromPartition('persist:console', { cache: false })

export type Page = {
  /** The page itself when the address is not its own. */
  readonly load: (address: string) => Promise<void>
  /** Where the line registers. A page that was loaded for another place is loaded anew: its policy is fixed when it loads. */
  readonly lineAt: (lineUrl: string | null) => void
}

export function showPage(
  window: BrowserWindow,
  within: Session,
  source: PageSource,
  firstLineUrl: string | null,
  log: (text: string) => void,
): Page {
  let origin = socketOrigin(firstLineUrl)
  within.protocol.handle(
    scheme,
    servePage(source, () => contentSecurityPolicy(origin)),
  )
  const load = (address: string) =>
    window
      .loadURL(isOwnPage(address) ? address : pageUrl)
      .catch((cause: unknown) => log(`the page did not load: ${String(cause)}`))
  return {
    load,
    lineAt: (lineUrl) => {
      const next = socketOrigin(lineUrl)
      if (next === null || next === origin) return
      origin = next
      void load(pageUrl)
    },
  }
}
