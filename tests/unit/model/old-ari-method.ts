// How ARI was used before: one bridge a monitor, each request made once, and what it came to not looked at. Case M1.
import { deskFailure } from '#contract/errors.ts'
import type { Mode } from '#contract/monitor.ts'
import { ok } from '#contract/result.ts'
import type { Spot } from '#main/pbx/asterisk/floor/picture-view.ts'
import type { AriMethod } from '#main/pbx/asterisk/spy/ari-method.ts'
import type { AriMethodParts } from '#main/pbx/asterisk/spy/ari-work.ts'
import type { AriEvent } from '#main/pbx/asterisk/wire/ari-client.ts'
import { markHeader } from '#main/pbx/kit/spy-method.ts'
import type { FakeClock } from '../../fakes/fake-clock.ts'

type Line = {
  readonly ticketId: string
  readonly channel: string
  readonly bridge: string
  snoop: string
  snoops: number
}

const whisper = { listen: 'none', whisperAgent: 'out', whisperCaller: 'in', join: 'both' } as const
const TRIES = 5

export function oldAriMethod(parts: AriMethodParts & { readonly clock: FakeClock }): Omit<AriMethod, 'notice'> {
  const { ari, app, idPrefix, listener, clock } = parts
  const lines = new Map<string, Line>()
  const lineOf = (channel: string) => [...lines.values()].find((line) => line.channel === channel)
  const pause = (ms: number) => new Promise<void>((resolve) => void clock.after(ms, resolve))

  const attach = async (line: Line, spot: Spot, mode: Mode): Promise<boolean> => {
    line.snoops += 1
    line.snoop = `${line.channel}.${line.snoops}.snoop`
    await ari.call('POST', `/channels/${spot.channelId}/snoop/${line.snoop}`, { app, whisper: whisper[mode] })
    return lines.has(line.ticketId)
  }
  const meet = async (line: Line, channels: string): Promise<boolean> => {
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const added = await ari.call('POST', `/bridges/${line.bridge}/addChannel`, { channel: channels })
      if (added.ok) return true
      await pause(5)
    }
    return false
  }
  const handle = async ({ type, ...event }: AriEvent): Promise<void> => {
    if (!('channel' in event)) return
    const { id } = event.channel
    const line = lineOf(id)
    if (type === 'StasisStart' && line) {
      await meet(line, `${line.snoop},${id}`)
      listener.lineUp(line.ticketId)
    }
    if (type === 'ChannelDestroyed' && line) listener.lineDown(line.ticketId, 'lineHungUp')
    const spying = [...lines.values()].find(({ snoop }) => snoop === id)
    if (type === 'StasisEnd' && spying) listener.spyGone(spying.ticketId)
  }

  return {
    name: 'ari',
    lending: null,
    switching: ['api'],
    canSwitch: [],
    async open({ ticketId, token, spot }) {
      const channel = `${idPrefix}${ticketId}.line`
      const line: Line = { ticketId, channel, bridge: `${idPrefix}${ticketId}.bridge`, snoop: '', snoops: 0 }
      lines.set(ticketId, line)
      await ari.call('POST', '/bridges', { type: 'mixing', bridgeId: line.bridge })
      await attach(line, spot, 'listen')
      const variables = { [`PJSIP_HEADER(add,${markHeader})`]: token }
      const rung = await ari.call('POST', '/channels', { app, channelId: channel }, { variables })
      return rung.ok ? ok(null) : { ok: false, error: deskFailure('pbxUnreachable') }
    },
    async spy(ticketId, spot, mode) {
      const line = lines.get(ticketId)
      if (!line) return { kind: 'silent', cause: deskFailure('unknownMonitor') }
      await ari.call('DELETE', `/channels/${line.snoop}`)
      const isDone = (await attach(line, spot, mode)) && (await meet(line, line.snoop))
      return isDone ? { kind: 'inForce' } : { kind: 'silent', cause: deskFailure('unconfirmed') }
    },
    digits: async () => null,
    async unspy(ticketId) {
      const line = lines.get(ticketId)
      if (line) await ari.call('DELETE', `/channels/${line.snoop}`)
    },
    async drop(ticketId) {
      const line = lines.get(ticketId)
      if (!line) return
      lines.delete(ticketId)
      const things = [`/channels/${line.channel}`, `/channels/${line.snoop}`, `/bridges/${line.bridge}`]
      await Promise.all(things.map((path) => ari.call('DELETE', path)))
    },
    renew: async () => undefined,
    resync: async () => undefined,
    handle: (event) => void handle(event),
    abandon: () => undefined,
    close: () => undefined,
  }
}
