// The bytes to and from an Event Socket, passed in so that a test can be the other end.
import { connect as connectTcp, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { FreeswitchSite } from '#contract/settings.ts'
import { reasonOf } from '#main/pbx/kit/connection-failure.ts'
import { trusting } from '#main/pbx/kit/trust.ts'

export type EslSocket = { readonly write: (text: string) => void; readonly close: () => void }

export type EslSocketEvents = {
  readonly onBytes: (bytes: Uint8Array) => void
  /** Once, whoever closed it, also when it never opened. */
  readonly onClosed: (why: string) => void
}

/** What is written before it is open goes out once it is. */
export type OpenEslSocket = (site: FreeswitchSite, events: EslSocketEvents) => EslSocket

export const realEslSocket: OpenEslSocket = ({ host, esl, ca }, { onBytes, onClosed }) => {
  const socket: Socket = esl.tls
    ? connectTls({ host, port: esl.port, servername: /[a-z]/i.test(host) ? host : '', ...trusting(esl.tls.ca ?? ca) })
    : connectTcp({ host, port: esl.port })
  let why = 'the PBX closed the connection'
  socket.setNoDelay(true)
  socket.on('data', onBytes)
  socket.on('error', (cause) => {
    why = reasonOf(cause)
  })
  socket.on('close', () => onClosed(why))
  return {
    write: (text) => void socket.write(text),
    close: () => socket.destroy(),
  }
}
