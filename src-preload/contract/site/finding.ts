// One thing check-site looked at, and what to do about it when it is not as it should be.
import type { FindingTopic, SetupFinding } from './setup.ts'

export const fine = (about: FindingTopic, what: string): SetupFinding => ({ kind: 'ok', about, what, remedy: '' })
export const advice = (about: FindingTopic, what: string, remedy: string): SetupFinding => ({
  kind: 'advice',
  about,
  what,
  remedy,
})
export const missing = (about: FindingTopic, what: string, remedy: string): SetupFinding => ({
  kind: 'missing',
  about,
  what,
  remedy,
})
export const unknown = (about: FindingTopic, what: string, remedy: string): SetupFinding => ({
  kind: 'unknown',
  about,
  what,
  remedy,
})
