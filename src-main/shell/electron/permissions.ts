// What the page may use of the machine, from our own main frame: the microphone, the choice of a speaker, notifications, a screen that stays on, a headset's buttons.
import type { Session } from 'electron'
import { allowHeadsets } from './machine/headsets.ts'
import { isOwnOrigin } from './own-page.ts'

export type Asked = {
  readonly permission: string
  readonly from: string | undefined
  readonly mainFrame: boolean
  readonly media: readonly string[]
  readonly isWall: boolean // the window is a wallboard
}

// Chromium asks for these before a page may reach a PBX on the same machine or network; which addresses it may reach at
// all is pinned by connect-src of the Content-Security-Policy.
const reachingThePbx = ['local-network-access', 'local-network', 'loopback-network']

// `hid`: which devices that are is decided in machine/headsets.ts.
const harmless = ['speaker-selection', 'notifications', 'screen-wake-lock', 'hid']

export function mayUse(asked: Asked): boolean {
  if (!asked.mainFrame || !isOwnOrigin(asked.from)) return false
  if (asked.isWall) return asked.permission === 'screen-wake-lock'
  if (asked.permission === 'media') return asked.media.length > 0 && asked.media.every((kind) => kind === 'audio')
  return harmless.includes(asked.permission) || reachingThePbx.includes(asked.permission)
}

/** `allowMicrophone` asks the operating system where it has a say of its own (macOS). */
export function guardPermissions(
  session: Session,
  isWall: (contents: unknown) => boolean,
  allowMicrophone: () => Promise<boolean>,
  log: (text: string) => void,
) {
  session.setPermissionCheckHandler((contents, permission, origin, details) =>
    mayUse({
      permission,
      from: contents === null ? undefined : (details.requestingUrl ?? origin),
      mainFrame: details.isMainFrame,
      media: details.mediaType === undefined ? [] : [details.mediaType],
      isWall: isWall(contents),
    }),
  )
  session.setPermissionRequestHandler((contents, permission, answer, details) => {
    const media = 'mediaTypes' in details ? (details.mediaTypes ?? []) : []
    const from = details.requestingUrl
    const asked = { permission, from, mainFrame: details.isMainFrame, media, isWall: isWall(contents) }
    if (!mayUse(asked)) {
      log(`refused the page ${permission}${media.length > 0 ? ` (${media.join(', ')})` : ''}`)
      return answer(false)
    }
    if (permission !== 'media') return answer(true)
    void allowMicrophone().then(answer, () => answer(false))
  })
  allowHeadsets(session, log)
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}))
}
