// Finds what looks like a secret of somebody's in the files of the project. Pure.

export type Found = { readonly what: string; readonly line: number }

const kinds: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['a private key', /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----\n[A-Za-z0-9+/=\s]{64}/g],
  ['an access key of AWS', /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g],
  ['a token of GitHub', /\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{60,})\b/g],
  ['a token of npm', /\bnpm_[A-Za-z0-9]{36}\b/g],
  ['a token of Slack', /\bxox[abprs]-[A-Za-z0-9-]{20,}\b/g],
  ['a key of Google', /\bAIza[0-9A-Za-z_-]{35}\b/g],
  ['a key of Stripe', /\b[sr]k_live_[0-9A-Za-z]{20,}\b/g],
  ['a signed token', /\beyJ[A-Za-z0-9_-]{20,}\.eyJ[A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]{20,}\b/g],
  [
    'a password in an address',
    /\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@'"`$<{]+:[^\s@/'"`$<{]{6,}@(?!.*\bexample\b)[a-z0-9.-]+\.[a-z]{2,}/g,
  ],
]

export function secretsIn(text: string): readonly Found[] {
  return kinds.flatMap(([what, pattern]) =>
    [...text.matchAll(pattern)].map(({ index }) => ({ what, line: text.slice(0, index).split('\n').length })),
  )
}
