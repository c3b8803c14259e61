// What went over the page's SIP socket, as a wire tap sees it.
import type { Page } from '@playwright/test'

export type SipFrames = {
  readonly received: readonly string[]
  readonly sent: readonly string[]
  invites(): string[]
  answers(status: number): string[]
}

/** Must be called before the page opens its socket; a reload is enough. */
export function tapSip(page: Page): SipFrames {
  const received: string[] = []
  const sent: string[] = []
  page.on('websocket', (socket) => {
    if (!socket.url().endsWith('/sip')) return
    socket.on('framereceived', ({ payload }) => received.push(String(payload)))
    socket.on('framesent', ({ payload }) => sent.push(String(payload)))
  })
  const isNewInvite = (frame: string) => frame.startsWith('INVITE ') && !/^To:.*;tag=/im.test(frame)
  return {
    received,
    sent,
    invites: () => received.filter(isNewInvite),
    answers: (status) =>
      sent.filter((frame) => frame.startsWith(`SIP/2.0 ${status}`) && /^CSeq: *\d+ INVITE/im.test(frame)),
  }
}

export const headerOf = (frame: string, name: string): string =>
  new RegExp(`^${name}: *(.*)$`, 'im').exec(frame)?.[1]?.trim() ?? ''
