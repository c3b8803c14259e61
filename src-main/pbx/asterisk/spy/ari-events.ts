// What ARI tells of our lines and snoops, and what a look shows of them.
import type { EndReason } from '#contract/monitor.ts'
import { leaseS } from '#main/pbx/kit/lease.ts'
import type { AriEvent } from '../wire/ari-client.ts'
import { whyUnanswered } from '../wire/hangup-cause.ts'
import type { Room } from './ari-rooms.ts'
import { enter, isAlive, type Line, move, type Work } from './ari-work.ts'
import { leaseVariable } from './lease.ts'

const goneWithinMs = 1000
/** Events can be lost: what they would have told shows when it is looked for. */
const watchEveryMs = 1000

async function answered(work: Work, line: Line, channel: string): Promise<void> {
  const { listener } = work.parts
  const isFirst = line.state.channel === null
  move(work, line, { kind: 'answered', id: channel, reason: 'asked' })
  if (!isFirst || !isAlive(line)) return
  const ready = await line.ready
  const isIn = !ready.ok || (isAlive(line) && (await enter(work, line, channel, ready.value)))
  if (!isAlive(line)) return
  const { ticketId } = line.state
  if (!isIn) return listener.lineDown(ticketId, 'pbxEnded')
  listener.lineUp(ticketId)
  if (!ready.ok) listener.spyGone(ticketId)
}

function snoopGone(work: Work, line: Line, room: Room): void {
  move(work, line, { kind: 'roomLeft', room })
  work.parts.listener.spyGone(line.state.ticketId)
}

function channelGone(work: Work, id: string, reason: EndReason): void {
  for (const line of work.lines.values()) {
    const { room } = line.state
    if (line.lent !== 'no' && line.state.channel === id) line.lent = 'lost'
    // The agent has left: that is what was asked for.
    if (room?.snoop === id && line.lent !== 'no') return void move(work, line, { kind: 'roomLeft', room })
    if (room?.snoop === id) return void snoopGone(work, line, room)
    if (line.lent !== 'no') continue
    move(work, line, { kind: 'gone', id, reason })
  }
}

function started(work: Work, id: string): void {
  const { attachments, parts, lines } = work
  // The application is ours alone. A phone that sends its monitor on has its place taken by a channel of Asterisk's own (measured, 22),
  // and whoever that leads to was not chosen.
  if (!id.startsWith(parts.idPrefix)) return void attachments.remove('channel', id)
  attachments.hear(id, 'seen')
  // A request that was given up, and done after all.
  if (!attachments.isWanted(id)) return void attachments.remove('channel', id)
  const line = [...lines.values()].find(({ state }) => state.phones.includes(id))
  if (line) void answered(work, line, id)
  else void lease(work, id, leaseS)
}

/** A lease of a snoop can be set only once it is in Stasis; a line has its own from the beginning. */
export const lease = ({ parts }: Work, id: string, seconds: string) =>
  parts.ari.call('POST', `/channels/${id}/variable`, { variable: leaseVariable, value: seconds })

/** Asked for by its own ids, once at a time. No answer is not "none": what is unknown stays so, and is asked again. */
export function lookAfter(work: Work, line: Line): Promise<void> {
  line.looking ??= look(work, line).finally(() => {
    line.looking = null
  })
  return line.looking
}

async function look(work: Work, line: Line): Promise<void> {
  const { attachments } = work
  if (line.lent !== 'no') return
  const { phones, room } = line.state
  const ids = room ? [...phones, room.snoop] : phones
  const seen = await Promise.all(ids.map(async (id) => ({ id, state: await attachments.look('channel', id) })))
  if (!isAlive(line) || isLent(line)) return
  for (const { id, state } of seen) {
    if (state === 'up' && id !== room?.snoop && line.state.channel === null) void answered(work, line, id)
    // Not there yet, for all that is known.
    if (state !== 'absent' || attachments.isWanted(id)) continue
    // Once it is not looked for any more it must be gone for certain.
    void attachments.remove('channel', id)
    if (room?.snoop !== id) channelGone(work, id, 'pbxLost')
    else if (line.state.room === room) snoopGone(work, line, room)
  }
}

const isLent = ({ lent }: Line): boolean => lent !== 'no'

/** Looks after a line as long as there is one. */
export function watch(work: Work, line: Line): void {
  work.parts.clock.after(watchEveryMs, async () => {
    if (!isAlive(line)) return
    await lookAfter(work, line)
    watch(work, line)
  })
}

export function handle(work: Work, event: AriEvent): void {
  const { attachments, rooms } = work
  rooms.handle(event)
  switch (event.type) {
    case 'StasisStart':
      return void started(work, event.channel.id)
    case 'StasisEnd':
      return void left(work, event.channel.id)
    case 'ChannelDestroyed':
      return void destroyed(work, event.channel.id, whyUnanswered(event.cause, event.tech_cause ?? null))
    case 'BridgeDestroyed':
      return void attachments.hear(event.bridge.id, 'ended')
    case 'ChannelEnteredBridge':
    case 'ChannelLeftBridge':
    case 'PlaybackStarted':
    case 'PlaybackFinished':
    case 'ApplicationReplaced':
      return
  }
}

/** Of a snoop no ChannelDestroyed is told; a line's channel is there until then, and that may be lost. */
function left(work: Work, id: string): void {
  const { attachments, parts } = work
  if (!isPhone(id)) attachments.hear(id, 'ended')
  channelGone(work, id, 'lineHungUp')
  parts.clock.after(goneWithinMs, () => {
    const isOnLoan = [...work.lines.values()].some((line) => isLent(line) && line.state.channel === id)
    if (attachments.isWanted(id) && !isOnLoan) void attachments.remove('channel', id)
  })
}

/** A request for a phone that was not answered may be done after it was hung up: then it rings once more, for nobody. */
function destroyed(work: Work, id: string, reason: EndReason): void {
  work.attachments.hear(id, 'ended')
  if (isPhone(id) && id.startsWith(work.parts.idPrefix)) void work.attachments.remove('channel', id)
  channelGone(work, id, reason)
}

const isPhone = (id: string): boolean => id.endsWith('.line')
