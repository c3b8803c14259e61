// Monitoring by ARI: the supervisor's channel and a snoop on the agent's channel meet in a bridge; a change of mode is a new snoop.
import { z } from 'zod'
import { deskFailure } from '#contract/errors.ts'
import type { EndReason, Mode } from '#contract/monitor.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { Spot } from '../floor/picture-view.ts'
import { type AriError, type AriEvent, type AriRest, asDeskError } from '../wire/ari-client.ts'
import { type ConsoleChannel, channelId } from '../wire/console-id.ts'
import { leaseS, leaseVariable } from './lease.ts'
import { callerName, markHeader, ringMs, type Way, type WayListener, type WayOrder } from './way.ts'

type Line = {
  readonly ticketId: string
  readonly lines: string[] // one channel a phone; after the answer only the one that answered
  readonly bridge: string
  snoop: string | null
  snoops: number
  ready: Promise<Result<null>>
  phase: 'ringing' | 'up'
}

/** Direction of the whisper, seen from the agent's channel (ARI: POST /channels/{id}/snoop). */
const whisper = { listen: 'none', whisperAgent: 'out', whisperCaller: 'in', join: 'both' } as const satisfies Record<
  Mode,
  string
>

const stasisWithinMs = 2000
const noSuchPhone = /allocation failed|no such|unable/i

export type AriWayParts = {
  readonly ari: AriRest
  readonly app: string
  readonly ownPrefix: string
  readonly supervisor: string
  readonly endpoints: () => Promise<readonly string[]>
  readonly listener: WayListener
}

/** `handle` must be given every event of the application. */
export function ariWay(parts: AriWayParts): Way & { handle(event: AriEvent): void } {
  const { ari, app, listener } = parts
  const lines = new Map<string, Line>()
  const owner = new Map<string, Line>() // channel id → line
  const waiters = new Map<string, () => void>()

  const idOf = (ticketId: string, number: number, kind: ConsoleChannel['kind']) =>
    channelId({ prefix: parts.ownPrefix, supervisor: parts.supervisor, ticketId, number, kind })

  const until = (key: string): Promise<boolean> =>
    new Promise((resolve) => {
      const timer = setTimeout(() => done(false), stasisWithinMs)
      const done = (came: boolean) => {
        clearTimeout(timer)
        waiters.delete(key)
        resolve(came)
      }
      waiters.set(key, () => done(true))
    })

  const removeSnoop = async (line: Line): Promise<void> => {
    const old = line.snoop
    if (old === null) return
    line.snoop = null
    owner.delete(old)
    const left = until(`left ${old}`)
    const removed = await ari.call('DELETE', `/channels/${old}`)
    // Added before the old one is out, the new snoop would echo the caller's own voice (seen on 16.28).
    if (removed.ok) await left
    else waiters.get(`left ${old}`)?.()
  }

  const addSnoop = async (line: Line, spot: Spot, mode: Mode): Promise<Result<null, AriError>> => {
    const id = idOf(line.ticketId, ++line.snoops, mode)
    const started = until(`started ${id}`)
    line.snoop = id
    owner.set(id, line)
    const query = { app, spy: 'both', whisper: whisper[mode] }
    const made = await ari.call('POST', `/channels/${spot.channelId}/snoop/${id}`, query)
    if (!made.ok) {
      waiters.get(`started ${id}`)?.()
      forgetSnoop(line, id)
      return made
    }
    if (!(await started) || line.snoop !== id) return err({ status: 0, text: 'the snoop did not start' })
    // A lease can be set only once the channel is in Stasis.
    const adding = ari.call('POST', `/bridges/${line.bridge}/addChannel`, { channel: id })
    const [added] = await Promise.all([adding, lease(id)])
    return added.ok ? ok(null) : added
  }

  const lease = (id: string) => ari.call('POST', `/channels/${id}/variable`, { variable: leaseVariable, value: leaseS })

  const forgetSnoop = (line: Line, id: string) => {
    owner.delete(id)
    if (line.snoop === id) line.snoop = null
  }

  const spy = async (line: Line, spot: Spot, mode: Mode): Promise<Result<null>> => {
    await removeSnoop(line)
    const added = await addSnoop(line, spot, mode)
    if (added.ok) return added
    await removeSnoop(line)
    return err(added.error.status === 404 ? deskFailure('callGone', added.error.text) : asDeskError(added.error))
  }

  const ring = async (line: Line, order: WayOrder): Promise<Result<null>> => {
    const endpoints = await parts.endpoints()
    const asked = await Promise.all(
      endpoints.map((endpoint, index) => {
        const id = idOf(line.ticketId, index, 'line')
        line.lines.push(id)
        owner.set(id, line)
        const query = {
          endpoint,
          app,
          channelId: id,
          timeout: String(ringMs / 1000),
          callerId: `${callerName} <${order.spot.agentId}>`,
        }
        const variables = { [`PJSIP_HEADER(add,${markHeader})`]: order.token, [leaseVariable]: leaseS }
        return ari.call('POST', '/channels', query, { variables })
      }),
    )
    if (asked.some((answer) => answer.ok)) return ok(null)
    const refused = asked.find((answer) => !answer.ok)
    if (!refused || refused.ok || noSuchPhone.test(refused.error.text))
      return err(deskFailure('lineNotRegistered', endpoints.join(' ')))
    return err(asDeskError(refused.error))
  }

  const drop = async (line: Line): Promise<void> => {
    lines.delete(line.ticketId)
    for (const id of line.lines) owner.delete(id)
    // The answer to DELETE comes before the channel is gone; only then is nothing left. Of a snoop no ChannelDestroyed is told.
    const removed = line.lines.map(async (id) => {
      const gone = until(`gone ${id}`)
      const asked = await ari.call('DELETE', `/channels/${id}`)
      if (asked.ok) await gone
      else waiters.get(`gone ${id}`)?.()
    })
    await Promise.all([removeSnoop(line), ...removed])
    await ari.call('DELETE', `/bridges/${line.bridge}`)
  }

  const answered = async (line: Line, channel: string): Promise<void> => {
    if (line.phase === 'up') return void ari.call('DELETE', `/channels/${channel}`)
    line.phase = 'up'
    for (const other of line.lines.filter((id) => id !== channel)) {
      owner.delete(other)
      void ari.call('DELETE', `/channels/${other}`)
    }
    line.lines.splice(0, line.lines.length, channel)
    // absorbDTMF: a key pressed on the supervisor's phone must never reach a party.
    const added = line.ready.then(() =>
      ari.call('POST', `/bridges/${line.bridge}/addChannel`, { channel, absorbDTMF: 'true' }),
    )
    const both = [await line.ready, await added]
    if (lines.get(line.ticketId) !== line) return
    if (both[1]?.ok) {
      listener.lineUp(line.ticketId)
      if (!both[0]?.ok) listener.spyGone(line.ticketId)
    } else listener.lineDown(line.ticketId, 'pbxEnded')
  }

  const channelGone = (id: string, reason: EndReason) => {
    const line = owner.get(id)
    if (!line) return
    owner.delete(id)
    if (line.snoop === id) {
      line.snoop = null
      return listener.spyGone(line.ticketId)
    }
    line.lines.splice(line.lines.indexOf(id), 1)
    if (line.lines.length === 0 && lines.get(line.ticketId) === line)
      listener.lineDown(
        line.ticketId,
        line.phase === 'ringing' && reason === 'lineHungUp' ? 'lineDidNotAnswer' : reason,
      )
  }

  const withLine = async (ticketId: string, act: (line: Line) => Promise<Result<null>>): Promise<Result<null>> => {
    const line = lines.get(ticketId)
    return line ? act(line) : err(deskFailure('unknownMonitor'))
  }

  return {
    switching: ['api'],
    how: 'Monitoring through ARI',
    async open(order) {
      const bridge = `${parts.ownPrefix}${order.ticketId}.bridge`
      const line: Line = {
        ticketId: order.ticketId,
        lines: [],
        bridge,
        snoop: null,
        snoops: 0,
        ready: Promise.resolve(ok(null)),
        phase: 'ringing',
      }
      lines.set(order.ticketId, line)
      // The snoop is made while the phone rings: nobody is in the bridge to hear it yet, and the answer finds it ready.
      line.ready = ari
        .call('POST', '/bridges', { type: 'mixing', bridgeId: bridge, name: bridge })
        .then((made) => (made.ok ? spy(line, order.spot, 'listen') : err(asDeskError(made.error))))
      const rung = await ring(line, order)
      if (rung.ok) return rung
      await line.ready
      await drop(line)
      return rung
    },
    spy: (ticketId, spot, mode) => withLine(ticketId, (line) => spy(line, spot, mode)),
    digits: async () => null,
    async unspy(ticketId) {
      const line = lines.get(ticketId)
      if (line) await removeSnoop(line)
    },
    async drop(ticketId) {
      const line = lines.get(ticketId)
      if (line) await drop(line)
    },
    async renew() {
      await Promise.all([...owner.keys()].map(lease))
    },
    async resync(keep) {
      const present = new Set(await idsOf(ari, '/channels'))
      for (const id of [...owner.keys()]) if (!present.has(id)) channelGone(id, 'pbxLost')
      for (const line of lines.values()) if (!keep.has(line.ticketId)) await drop(line)
    },
    handle(event) {
      switch (event.type) {
        case 'StasisStart': {
          const id = event.channel.id
          waiters.get(`started ${id}`)?.()
          const line = owner.get(id)
          if (line?.lines.includes(id)) void answered(line, id)
          return
        }
        case 'StasisEnd':
          waiters.get(`left ${event.channel.id}`)?.()
          return channelGone(event.channel.id, 'lineHungUp')
        case 'ChannelDestroyed':
          waiters.get(`gone ${event.channel.id}`)?.()
          waiters.get(`left ${event.channel.id}`)?.()
          return channelGone(event.channel.id, 'lineHungUp')
        case 'ChannelLeftBridge':
          return waiters.get(`left ${event.channel.id}`)?.()
        case 'ApplicationReplaced':
          return
      }
    },
  }
}

const ids = z.array(z.object({ id: z.string() }))

async function idsOf(ari: AriRest, path: string): Promise<string[]> {
  const found = await ari.call('GET', path)
  const parsed = found.ok ? ids.safeParse(found.value) : null
  return parsed?.success ? parsed.data.map(({ id }) => id) : []
}

/** Removes what an earlier run of this console left in Stasis: its channels and bridges, known by the prefix of their ids. */
export async function sweepAri(ari: AriRest, ownPrefix: string): Promise<number> {
  const ours = (all: string[]) => all.filter((id) => id.startsWith(ownPrefix))
  const channels = ours(await idsOf(ari, '/channels'))
  await Promise.all(channels.map((id) => ari.call('DELETE', `/channels/${id}`)))
  const bridges = ours(await idsOf(ari, '/bridges'))
  await Promise.all(bridges.map((id) => ari.call('DELETE', `/bridges/${id}`)))
  return channels.length + bridges.length
}
