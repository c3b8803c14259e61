// Runs the picking of a method: asks the PBX what works, and tells the monitors when a connection is cut and back.
import { deskFailure } from '#contract/errors.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { AsteriskSite } from '#contract/site-asterisk.ts'
import type { Clock, Stop } from '#contract/time.ts'
import type { Monitors } from '#main/pbx/kit/monitors.ts'
import type { SpyMethod } from '#main/pbx/kit/spy-method.ts'
import { contextMissing, rightMissing } from '../spy/dialplan-check.ts'
import type { DialplanParts } from '../spy/dialplan-work.ts'
import {
  type MethodName,
  nextPicking,
  nothingKnown,
  type Picking,
  type PickingEffect,
  type PickingInput,
  type Told,
  toldOf,
} from './method-machine.ts'

export type Picker = {
  put(input: PickingInput): void
  /** For the next monitor. */
  method(): Result<SpyMethod>
  using(): MethodName | null
  /** What there is to go by: also the method of a monitor that waits for its connection. */
  present(): SpyMethod | null
  /** There is nothing to go by now, and there was. */
  isCut(): boolean
  isAmiUp(): boolean
  close(): void
}

export type PickerParts = {
  readonly site: AsteriskSite
  readonly clock: Clock
  readonly action: DialplanParts['action']
  readonly methods: { readonly ari: SpyMethod | null; readonly dialplan: SpyMethod }
  readonly connectAri: () => void
  readonly monitors: Pick<Monitors, 'suspend' | 'resume' | 'check'>
  readonly tell: (told: Told) => void
}

/** A `dialplan reload` is told to nobody. */
const LOOK_EVERY_MS = 30_000

export function createPicker(parts: PickerParts): Picker {
  const { site, clock, action, methods, monitors } = parts
  let state: Picking = nothingKnown(unwanted(site))
  let stopTimer: Stop | null = null
  let last: MethodName | null = null // that has worked
  let closed = false

  const stopLooking = clock.every(LOOK_EVERY_MS, () => put({ kind: 'look' }))
  const put = (input: PickingInput) => {
    if (closed) return
    const step = nextPicking(state, input)
    state = step.state
    last = state.using ?? last
    for (const effect of step.effects) perform(effect)
  }
  const perform = (effect: PickingEffect) => {
    switch (effect.do) {
      case 'ask':
        return effect.name === 'ari' ? parts.connectAri() : void askDialplan()
      case 'suspend':
      case 'resume': {
        const method = methods[effect.name]
        return method ? void monitors[effect.do](method) : undefined
      }
      case 'tell': {
        const told = toldOf(state)
        monitors.check()
        return told ? parts.tell(told) : undefined
      }
      case 'again':
        stopTimer ??= clock.after(effect.inMs, () => {
          stopTimer = null
          put({ kind: 'due' })
        })
    }
  }
  const askDialplan = async () => {
    const read = await contextMissing(action, site.context)
    // A question without an answer says nothing of a way that works.
    if (!read.ok && state.dialplan.kind === 'works') return
    const wrong = read.ok ? read.value : (read.error.detail ?? read.error.code)
    const missing = wrong ?? (await rightMissing(action))
    put({ kind: 'dialplan', cause: missing === null ? null : deskFailure('pbxRefused', missing) })
  }

  return {
    put,
    method: () => {
      const method = state.using && methods[state.using]
      if (method) return ok(method)
      const told = toldOf(state)
      if (told?.kind === 'none') return err(deskFailure('noWayToMonitor', told.why))
      if (told?.kind === 'waits') return err(told.cause)
      const cut = last && state[last]
      return err(cut?.kind === 'fails' ? cut.cause : deskFailure('pbxUnreachable', 'not connected yet'))
    },
    using: () => state.using,
    present: () => {
      const name = state.using ?? state.pinned
      return name && methods[name]
    },
    isCut: () => last !== null && !state.using && !state.pinned,
    isAmiUp: () => state.isAmiUp,
    close: () => {
      closed = true
      stopTimer?.()
      stopLooking()
    },
  }
}

function unwanted({ ari, way }: AsteriskSite): Parameters<typeof nothingKnown>[0] {
  const noAri = ari ? null : deskFailure('pbxRefused', 'the site file has no ARI')
  return {
    ari: way === 'dialplan' ? deskFailure('pbxRefused', 'the site file chooses the dialplan') : noAri,
    dialplan: way === 'ari' ? deskFailure('pbxRefused', '') : null,
  }
}
