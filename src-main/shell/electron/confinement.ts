// Keeps every page of this program where it is: no navigation away, no new windows, no webviews, no bad certificates.
import type { App, WebContents } from 'electron'
import { isOwnPage } from './own-page.ts'

type Log = (text: string) => void

/** For all web contents there will ever be, so that one that is opened by mistake is confined as well. */
export function confineAll(app: App, log: Log): void {
  app.on('web-contents-created', (_event, contents) => confine(contents, log))
  app.on('certificate-error', (event, _contents, url, error, _certificate, trust) => {
    event.preventDefault()
    log(`refused the certificate of ${hostOf(url)}: ${error}`)
    trust(false)
  })
}

function confine(contents: WebContents, log: Log): void {
  contents.setWindowOpenHandler(({ url }) => {
    log(`refused a new window to ${hostOf(url)}`)
    return { action: 'deny' }
  })
  const stay = (event: { preventDefault: () => void }, url: string) => {
    if (isOwnPage(url)) return
    log(`refused to go to ${hostOf(url)}`)
    event.preventDefault()
  }
  contents.on('will-navigate', (event, url) => stay(event, url))
  contents.on('will-redirect', (event, url) => stay(event, url))
  contents.on('will-frame-navigate', (event) => stay(event, event.url))
  // A page must not be able to hold the program open: here preventDefault lets it go.
  contents.on('will-prevent-unload', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => {
    log('refused a webview')
    event.preventDefault()
  })
}

// Only the host is written down: an address can carry secrets.
const hostOf = (url: string): string =>
  URL.canParse(url) ? `${new URL(url).protocol}//${new URL(url).host}` : 'an address that is none'
