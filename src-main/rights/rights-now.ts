// The rights of whoever is at the console now, from the site file and who has signed in. Pure.
import type { ActKind } from '#contract/acts/act-kinds.ts'
import type { DeskError } from '#contract/errors.ts'
import { deskFailure } from '#contract/errors.ts'
import type { Mode } from '#contract/monitor.ts'
import type { Notice, SiteNotice } from '#contract/notice/notice.ts'
import type { AccessRule, SiteAccess } from '#contract/rights.ts'
import type { Settings } from '#contract/settings.ts'
import type { ScorecardForm } from '#contract/site/scorecard.ts'
import { type Asker, actsOf, modesOf } from './why-not.ts'

/** nobody: the site has people, and none of them has signed in here. */
export type Sitting =
  | { readonly kind: 'anybody' }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'person'; readonly extension: string }

export type RightsNow = {
  readonly asker: Asker | null // null: nobody, who may do nothing
  readonly rules: readonly AccessRule[]
  /** What could be allowed on some call, for the window. */
  readonly modes: readonly Mode[]
  readonly acts: readonly ActKind[]
  readonly hidesNumbers: boolean
  /** Whoever listens says why. */
  readonly reason: { readonly choices: readonly string[] } | null
  /** What agent and caller are told of it; null: nothing. */
  readonly notice: Notice | null
  /** Whether they may listen without it. */
  readonly listensPrivately: boolean
  /** The form they may fill in. */
  readonly scorecard: Pick<ScorecardForm, 'questions'> | null
}

type Rules = Pick<Settings, 'access' | 'notice' | 'people' | 'rights' | 'supervisor' | 'scorecard'>

/** `signedIn`: the extension of whom the phone system has let in, where it asks. */
export function rightsNow(settings: Rules, sitting: Sitting, signedIn: string | null) {
  const { access, people, rights, supervisor, scorecard } = settings
  const { rules, hideNumbersFrom } = access
  const asker = askerOf({ people, supervisor }, sitting, signedIn)
  const allowed = asker ? modesOf(rules, asker) : []
  return {
    asker,
    rules,
    modes: rights.filter((mode) => allowed.includes(mode)),
    acts: asker ? [...actsOf(rules, asker)] : [],
    hidesNumbers: hideNumbersFrom.length > 0 && (!asker?.role || hideNumbersFrom.includes(asker.role)),
    reason: reasonFor(access, asker),
    ...noticeFor(settings.notice, asker?.role ?? null),
    scorecard: scorecardFor(scorecard, asker),
  } satisfies RightsNow
}

/** Before anything else: whether there is somebody who could have rights. */
export const whyNobody = ({ asker }: RightsNow): DeskError | null => (asker ? null : deskFailure('signInAtSeat'))

function askerOf(
  { people, supervisor }: Pick<Settings, 'people' | 'supervisor'>,
  sitting: Sitting,
  signedIn: string | null,
): Asker | null {
  if (sitting.kind === 'nobody') return null
  const extension = sitting.kind === 'person' ? sitting.extension : signedIn
  const person = people.find((one) => one.extension === extension)
  if (person) return { role: person.role ?? null, teams: person.teams }
  if (sitting.kind === 'person') return null
  return { role: supervisor?.role ?? null, teams: supervisor?.teams ?? [] }
}

const scorecardFor = (form: ScorecardForm | null, asker: Asker | null): RightsNow['scorecard'] =>
  form && asker && (!form.roles || (asker.role !== null && form.roles.includes(asker.role)))
    ? { questions: form.questions }
    : null

const reasonFor = ({ reason }: SiteAccess, asker: Asker | null): RightsNow['reason'] =>
  reason && asker && (!reason.roles || (asker.role !== null && reason.roles.includes(asker.role)))
    ? { choices: reason.choices }
    : null

/** The first rule that fits the role counts; whoever has none is told of like everybody. */
function noticeFor({ rules, privateFor }: SiteNotice, role: string | null) {
  const rule = rules.find(
    ({ roles, exceptRoles }) =>
      (roles === undefined || (role !== null && roles.includes(role))) && !exceptRoles?.includes(role ?? ''),
  )
  const tells = rule && (rule.tone ?? rule.announcement ?? rule.sign) !== null
  const { tone = null, announcement = null, sign = null, failing = 'end' } = rule ?? {}
  const notice: Notice | null = tells ? { tone, announcement, sign, failing } : null
  return { notice, listensPrivately: notice !== null && role !== null && privateFor.includes(role) }
}
