// Packets of a phone that is quicker than our side of the key exchange.
import type { RTCDtlsTransport } from 'werift'

type Transport = {
  readonly onStateChange: Pick<RTCDtlsTransport['onStateChange'], 'once'>
  readonly iceTransport: {
    readonly connection: {
      readonly onData: Pick<RTCDtlsTransport['iceTransport']['connection']['onData'], 'subscribe' | 'execute'>
    }
  }
}

const MAX_EARLY = 4

/**
 * A phone may send its ClientHello before werift has nominated the pair and listens: without this it is lost, and the phone
 * sends it again only 50 ms later.
 */
export function replayEarly(transport: Transport): void {
  const early: Buffer[] = []
  const { onData } = transport.iceTransport.connection
  const { unSubscribe } = onData.subscribe((data) => {
    if (early.length < MAX_EARLY) early.push(data)
  })
  transport.onStateChange.once(() => {
    unSubscribe()
    // When this is told the DTLS socket is about to be made, but is not there yet.
    setImmediate(() => {
      for (const data of early) onData.execute(data)
    })
  })
}
