// The phone the supervisor takes monitors on: the line in the console, or a desk phone whose microphone is always open.
import { ringMs } from '#main/pbx/kit/spy-method.ts'
import type { FakeClock } from '../../fakes/fake-clock.ts'
import { type FakeLine, invite } from '../../fakes/fake-line.ts'
import type { Chance } from './chance.ts'
import type { TakesOn } from './mistakes.ts'
import type { ModelledPbx } from './pbx.ts'

export type PhoneParts = {
  readonly clock: FakeClock
  readonly chance: Chance
  readonly ari: () => ModelledPbx['ari']
  readonly line: FakeLine
}

export type SupervisorsPhone = {
  ring(channel: string, token: string): void
  /** Whether what the supervisor says goes out. */
  isHeard(): boolean
  hangUp(): void
  hold(held: boolean): void
  /** The PBX may have hung up. */
  look(): void
  /** The page is gone: its calls are hung up, and what rings there is not answered any more. */
  pageGone(): void
}

export const supervisorsPhone = (takesOn: TakesOn, parts: PhoneParts): SupervisorsPhone =>
  takesOn === 'console' ? consoleLine(parts) : deskPhone(parts)

/** Asterisk gives up on a phone that nobody answers. */
const giveUp = ({ clock, ari }: PhoneParts, channel: string, isUp: () => boolean) =>
  clock.after(ringMs, () => !isUp() && ari().hangUp(channel))

function deskPhone(parts: PhoneParts): SupervisorsPhone {
  const { clock, chance, ari } = parts
  const up = new Set<string>()
  return {
    ring(channel) {
      giveUp(parts, channel, () => up.has(channel))
      clock.after(1 + chance.below(200), () => {
        if (!ari().exists(channel)) return
        up.add(channel)
        ari().answered(channel)
      })
    },
    isHeard: () => up.size > 0,
    hangUp: () => {
      for (const channel of up) ari().hangUp(channel)
    },
    hold: () => undefined,
    look: () => {
      for (const channel of up) if (!ari().exists(channel)) up.delete(channel)
    },
    pageGone: () => undefined,
  }
}

function consoleLine(parts: PhoneParts): SupervisorsPhone {
  const { clock, chance, ari, line } = parts
  const sips = new Map<string, { readonly channel: string; up: boolean }>()
  const gone = (id: string) => {
    if (sips.delete(id)) clock.after(1, () => line.emit({ kind: 'ended', id }))
  }
  const bye = (id: string) => {
    const sip = sips.get(id)
    if (!sip) return
    clock.after(1, () => ari().hangUp(sip.channel))
    gone(id)
  }
  Object.assign(line.phone, {
    answer: (id: string) => {
      const sip = sips.get(id)
      if (!sip) return
      clock.after(1 + chance.below(30), () => {
        if (!sips.has(id) || !ari().exists(sip.channel)) return
        sip.up = true
        line.emit({ kind: 'established', id })
        ari().answered(sip.channel)
      })
    },
    hangUp: bye,
    decline: bye,
  })
  return {
    ring(channel, token) {
      const id = `sip-${channel}`
      giveUp(parts, channel, () => sips.get(id)?.up ?? false)
      clock.after(1 + chance.below(20), () => {
        if (!ari().exists(channel)) return
        sips.set(id, { channel, up: false })
        line.emit({ kind: 'invite', invite: invite(id, { 'X-Monitor-Id': token }) })
      })
    },
    isHeard: () => line.isOpen() && [...sips.values()].some(({ up }) => up),
    hangUp: () => {
      for (const [id, { up }] of sips) if (up) bye(id)
    },
    hold: (held) => {
      for (const [id, { up }] of sips) if (up) line.emit({ kind: 'hold', id, held })
    },
    // SIP tells, if not at once.
    look: () => {
      for (const [id, { channel }] of sips) if (!ari().exists(channel)) gone(id)
    },
    pageGone: () => {
      for (const [id, { channel, up }] of sips) {
        if (up) clock.after(1, () => ari().hangUp(channel))
        sips.delete(id)
      }
    },
  }
}
