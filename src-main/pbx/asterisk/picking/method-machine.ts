// How the next monitor is attached, and what is told of it: ARI where it works, else the dialplan, else not at all. Pure.
import type { DeskError } from '#contract/errors.ts'

export type MethodName = 'ari' | 'dialplan'

/** Null: that is none of ours. */
export const methodNamed = (name: string | undefined): MethodName | null =>
  name === 'ari' || name === 'dialplan' ? name : null

type Known =
  | { readonly kind: 'unknown' | 'asked' | 'works' }
  /** `isForGood`: the site does not want it. */
  | { readonly kind: 'fails'; readonly cause: DeskError; readonly isForGood: boolean }

export type Picking = {
  readonly isAmiUp: boolean
  readonly ari: Known
  readonly dialplan: Known
  /** The method a monitor began with. It keeps it to its end: another could neither move nor end it. */
  readonly pinned: MethodName | null
  /** For the next monitor. */
  readonly using: MethodName | null
  /** Some method has, since the console was started. */
  readonly hasWorked: boolean
  /** How often nothing worked since AMI is there: a PBX that has just started answers before its dialplan and its modules are there. */
  readonly vain: number
}

export type PickingInput =
  | { readonly kind: 'amiUp' | 'amiLost' | 'due' }
  /** The dialplan may have become another. */
  | { readonly kind: 'look' }
  /** cause null: it works. */
  | { readonly kind: MethodName; readonly cause: DeskError | null }
  | { readonly kind: 'pinned'; readonly pinned: MethodName | null }

export type PickingEffect =
  | { readonly do: 'ask' | 'suspend' | 'resume'; readonly name: MethodName }
  /** The status may be another. */
  | { readonly do: 'tell' }
  | { readonly do: 'again'; readonly inMs: number }

export type PickingStep = { readonly state: Picking; readonly effects: readonly PickingEffect[] }

const STARTING_TRIES = 4
/** 12 s, where ARI says itself that the PBX is still booting (res_ari.c, ast_ari_callback), or something has worked: its modules will come. */
const BOOTING_TRIES = 40
const soonMs = 300
const laterMs = 2000

/** A cause says why the site does not want this method. */
export const nothingKnown = (why: Readonly<Record<MethodName, DeskError | null>>): Picking => ({
  isAmiUp: false,
  ari: why.ari ? { kind: 'fails', cause: why.ari, isForGood: true } : { kind: 'unknown' },
  dialplan: why.dialplan ? { kind: 'fails', cause: why.dialplan, isForGood: true } : { kind: 'unknown' },
  pinned: null,
  using: null,
  hasWorked: false,
  vain: 0,
})

export function nextPicking(state: Picking, input: PickingInput): PickingStep {
  const moved = applied(state, input)
  return moved.state.isAmiUp && moved.state !== state ? picked(moved) : moved
}

const same = (state: Picking): PickingStep => ({ state, effects: [] })

function applied(state: Picking, input: PickingInput): PickingStep {
  switch (input.kind) {
    case 'amiUp':
      return {
        state: { ...state, isAmiUp: true, dialplan: unasked(state.dialplan), vain: 0 },
        effects: state.pinned === 'dialplan' ? [{ do: 'resume', name: 'dialplan' }] : [],
      }
    case 'amiLost':
      return {
        state: { ...state, isAmiUp: false, dialplan: unasked(state.dialplan) },
        effects: [{ do: 'suspend', name: 'dialplan' }],
      }
    case 'due':
      return state.using === null ? same({ ...state, dialplan: unasked(state.dialplan) }) : same(state)
    case 'ari':
      return ariTold(state, input.cause)
    case 'dialplan':
      return dialplanTold(state, input.cause)
    case 'look':
      // A monitor that stands is not taken its way: what it enters next is read before.
      return state.using === 'dialplan' && state.pinned === null ? lookAgain(state) : same(state)
    case 'pinned':
      if (input.pinned === state.pinned) return same(state)
      return state.pinned === 'dialplan' && state.dialplan.kind === 'works'
        ? lookAgain({ ...state, pinned: input.pinned })
        : same({ ...state, pinned: input.pinned })
  }
}

/** Until the answer comes the way stands as it was judged. */
const lookAgain = (state: Picking): PickingStep => ({ state, effects: [{ do: 'ask', name: 'dialplan' }] })

function dialplanTold(state: Picking, cause: DeskError | null): PickingStep {
  const { kind } = state.dialplan
  if (kind === 'works')
    return cause && state.pinned !== 'dialplan' ? same({ ...state, dialplan: known(cause) }) : same(state)
  // Late: AMI was lost meanwhile, and it is asked again.
  return kind === 'asked' ? same({ ...state, dialplan: known(cause) }) : same(state)
}

const unasked = (before: Known): Known => (before.kind === 'fails' && before.isForGood ? before : { kind: 'unknown' })

const known = (cause: DeskError | null): Known =>
  cause ? { kind: 'fails', cause, isForGood: false } : { kind: 'works' }

/** Its connection is its own: an AMI that comes and goes tells nothing of it. */
function ariTold(state: Picking, cause: DeskError | null): PickingStep {
  if (cause && state.ari.kind === 'fails' && reasonOf(state.ari.cause) === reasonOf(cause)) return same(state)
  const effects: readonly PickingEffect[] = [{ do: cause ? 'suspend' : 'resume', name: 'ari' }]
  return { state: { ...state, ari: known(cause) }, effects }
}

function picked({ state, effects }: PickingStep): PickingStep {
  const wanted: readonly MethodName[] = state.pinned ? [state.pinned] : ['ari', 'dialplan']
  const name = wanted.find((one) => state[one].kind !== 'fails')
  if (name === undefined) {
    const vain = state.vain + 1
    const inMs = vain < startingTries(state) ? soonMs : laterMs
    return { state: { ...state, using: null, vain }, effects: [...effects, { do: 'tell' }, { do: 'again', inMs }] }
  }
  if (state[name].kind === 'works')
    return {
      state: { ...state, using: name, hasWorked: true, vain: BOOTING_TRIES },
      effects: [...effects, { do: 'tell' }],
    }
  const isNew = state[name].kind === 'unknown'
  const asked: Picking = { ...state, [name]: { kind: 'asked' }, using: null }
  return { state: asked, effects: isNew ? [...effects, { do: 'ask', name }] : effects }
}

const startingTries = ({ ari, hasWorked }: Pick<Picking, 'ari' | 'hasWorked'>): number =>
  hasWorked || (ari.kind === 'fails' && /not booted/i.test(reasonOf(ari.cause))) ? BOOTING_TRIES : STARTING_TRIES

/** waits: only the method it began with can move the monitor there is. none: calls cannot be monitored. */
export type Told =
  | { readonly kind: 'using'; readonly name: MethodName; readonly whyNotAri: string }
  | { readonly kind: 'waits'; readonly cause: DeskError }
  | { readonly kind: 'none'; readonly why: string }

/** null: it is being asked. */
export function toldOf({ ari, dialplan, pinned, using, hasWorked, vain }: Picking): Told | null {
  const why = [ari, dialplan].flatMap((one) => (one.kind === 'fails' ? [reasonOf(one.cause)] : []))
  if (using) return { kind: 'using', name: using, whyNotAri: why[0] ?? '' }
  const held = pinned ? { ari, dialplan }[pinned] : null
  if (held?.kind === 'fails') return { kind: 'waits', cause: held.cause }
  if (pinned || ari.kind !== 'fails' || dialplan.kind !== 'fails' || vain < startingTries({ ari, hasWorked }))
    return null
  return { kind: 'none', why: why.filter((text) => text !== '').join('; ') }
}

const reasonOf = ({ detail, code }: DeskError): string => detail ?? code
