// What a step's check has come to, and which sentences tell it. Pure.
import type { DeskError } from '#contract/errors.ts'
import type { FindingTopic, SetupFinding } from '#contract/site/setup.ts'

export type Checking =
  | { readonly phase: 'none' }
  | { readonly phase: 'checking' }
  | { readonly phase: 'failed'; readonly error: DeskError }
  | { readonly phase: 'found'; readonly findings: readonly SetupFinding[] }

export type Trouble = { readonly about: FindingTopic; readonly details: readonly SetupFinding[] }

/** What is wrong or not known, a sentence each; several of one kind are told once. What cannot work comes before what is not known. */
export function troublesOf(findings: readonly SetupFinding[]): readonly Trouble[] {
  const wrong = (kind: SetupFinding['kind']) => findings.filter((finding) => finding.kind === kind)
  const troubles = new Map<FindingTopic, SetupFinding[]>()
  for (const finding of [...wrong('missing'), ...wrong('unknown')]) {
    const known = troubles.get(finding.about)
    if (known) known.push(finding)
    else troubles.set(finding.about, [finding])
  }
  return [...troubles].map(([about, details]) => ({ about, details }))
}

export const suggestionsOf = (findings: readonly SetupFinding[]): readonly SetupFinding[] =>
  findings.filter(({ kind }) => kind === 'advice')

/** Nothing of the step stands in the way. */
export const isRight = (findings: readonly SetupFinding[]): boolean => troublesOf(findings).length === 0
