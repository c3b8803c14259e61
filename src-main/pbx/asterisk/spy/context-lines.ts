// What the lines of the monitoring context do, mode by mode: on the way without ARI they alone decide who hears the supervisor. Pure.
import { type Mode, modes } from '#contract/monitor.ts'
import type { ContextRead, LineFault } from '#contract/site/proof.ts'
import type { AmiMessage } from '../wire/ami-codec.ts'
import { agentVariable, digitOf, idleExtension, modeOfDigit, peerVariable } from '../wire/monitor-context.ts'

type Rule = {
  /** The channel it spies on. */
  readonly of: string
  /** Options of ChanSpy (its page in Asterisk's documentation); of `ES` either is enough. */
  readonly needs: Readonly<Record<string, string>>
  readonly never: Readonly<Record<string, string>>
}

const leaves = { X: 'no key leads out of it' }
const ends = { ES: 'the supervisor would be heard in the agent’s next call' }
const keys = { d: 'with it the keys that change the mode do nothing' }
const heard = 'the supervisor would be heard while the console says that nobody hears them'
const both = { B: 'the other side of the call would hear the supervisor too' }
const deaf = { W: 'the supervisor would hear nobody' }

const rules: Readonly<Record<Mode, Rule>> = {
  listen: { of: agentVariable, needs: leaves, never: { ...keys, w: heard, B: heard, W: heard } },
  whisperAgent: {
    of: agentVariable,
    needs: { ...leaves, ...ends, w: 'the agent would not hear the supervisor' },
    never: { ...keys, ...both, ...deaf },
  },
  join: {
    of: agentVariable,
    needs: { ...leaves, ...ends, B: 'the caller would not hear the supervisor' },
    never: { ...keys, ...deaf },
  },
  whisperCaller: {
    of: peerVariable,
    needs: { ...leaves, ...ends, w: 'the caller would not hear the supervisor' },
    never: { ...keys, ...both, ...deaf },
  },
}

/** What is wrong with one line, and in words what would come of it. */
type Wrong = LineFault & { readonly why: string }

/** The first line that does not do what its mode says, with what would come of it; null: all do. Rows of ShowDialPlan. */
export const wrongLine = (rows: readonly AmiMessage[]): string | null =>
  [...modes.flatMap((mode) => wrongSpies(rows, mode)), ...wrongGotos(rows)][0]?.why ?? null

/** Of those lines alone that a change to this mode enters. */
export const wrongLineOf = (rows: readonly AmiMessage[], mode: Mode): string | null =>
  [...wrongSpies(rows, mode), ...wrongGotos(rows)][0]?.why ?? null

/** Everything that is wrong in it. */
export function contextRead(rows: readonly AmiMessage[]): ContextRead {
  const missing = missingOf(rows)
  const there = modes.filter((mode) => !missing.includes(digitOf[mode]))
  const wrong = [...there.flatMap((mode) => wrongSpies(rows, mode)), ...wrongGotos(rows)]
  return { missing, faults: wrong.map(({ mode, fault, what }) => ({ mode, fault, what })) }
}

/** Extensions that the context must have, and has not. */
export function missingOf(rows: readonly AmiMessage[]): readonly string[] {
  const present = new Set(rows.map((row) => row.Extension))
  return ['s', idleExtension, ...Object.values(digitOf)].filter((extension) => !present.has(extension))
}

function wrongSpies(rows: readonly AmiMessage[], mode: Mode): readonly Wrong[] {
  const extension = digitOf[mode]
  const spies = spiesOf(rows, extension)
  if (spies.length === 0) return [{ mode, fault: 'noChanSpy', what: '', why: `extension ${extension} has no ChanSpy` }]
  return spies.flatMap((spy) => {
    const wrong = wrongSpy(spy, rules[mode])
    return wrong ? [{ ...wrong, mode, why: `ChanSpy of extension ${extension} ${wrong.why}` }] : []
  })
}

/** Extensions whose ChanSpy is not quiet: the supervisor hears a beep and the name of the channel. */
export const beeping = (rows: readonly AmiMessage[]): readonly string[] =>
  Object.values(digitOf).filter((extension) => spiesOf(rows, extension).some(({ flags }) => !flags.includes('q')))

type Spy = { readonly channel: string; readonly flags: string }

function spiesOf(rows: readonly AmiMessage[], extension: string): readonly Spy[] {
  const spies = rows.filter((row) => row.Extension === extension && row.Application === 'ChanSpy')
  return spies.map(({ AppData = '' }) => {
    const [channel = '', options = ''] = AppData.split(/,(.*)/s)
    // What stands in brackets belongs to the option before it.
    return { channel: channel.trim(), flags: options.replace(/\([^)]*\)/g, '') }
  })
}

function wrongSpy({ channel, flags }: Spy, { of, needs, never }: Rule): Omit<Wrong, 'mode'> | null {
  if (channel !== `\${${of}}`)
    return {
      fault: 'otherChannel',
      what: channel,
      why: `spies on ${channel || 'every channel'}, and not on \${${of}}`,
    }
  const has = (options: string) => [...options].some((option) => flags.includes(option))
  const present = Object.entries(never).find(([option]) => has(option))
  if (present) return { fault: 'has', what: present[0], why: `has the option ${present[0]}: ${present[1]}` }
  const absent = Object.entries(needs).find(([options]) => !has(options))
  if (!absent) return null
  const either = [...absent[0]]
  return { fault: 'lacks', what: either.join('/'), why: `lacks the option ${either.join(' or ')}: ${absent[1]}` }
}

const quiet = new Set(['s', ...Object.values(digitOf)])
const speaking: readonly string[] = modes.filter((mode) => mode !== 'listen').map((mode) => digitOf[mode])

/** Each mode but listening is entered by its digit alone. */
function wrongGotos(rows: readonly AmiMessage[]): readonly Wrong[] {
  return rows.flatMap(({ Extension = '', Application, AppData = '' }) => {
    if (Application !== 'Goto' || !quiet.has(Extension)) return []
    const to = AppData.split(',').at(-2)?.trim() ?? Extension
    if (!speaking.includes(to)) return []
    const mode = modeOfDigit(Extension) ?? 'listen'
    return [{ mode, fault: 'leads', what: to, why: `extension ${Extension} leads to ${to}: ${heard}` } as const]
  })
}
