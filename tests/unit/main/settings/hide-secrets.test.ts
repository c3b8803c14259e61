// What others say is told without a site's secrets, and what the console itself says keeps its words, whatever the secrets are.
import { describe, expect, it } from 'vitest'
import { deskFailure } from '#contract/errors.ts'
import { type ConnectorStatus, connectorStatus } from '#contract/ipc.ts'
import { type SetupFinding, setupFinding } from '#contract/site/setup.ts'
import { secretsIn, withHidden } from '#main/settings/hide-secrets.ts'

const refusal = (detail: string): ConnectorStatus => ({
  phase: 'live',
  since: 1,
  how: 'Monitoring by live',
  cause: deskFailure('pbxRefused', detail),
})

describe('a secret', () => {
  it('is hidden in what the phone system says, also where it is all that it says', () => {
    expect(withHidden(refusal('no such user: hunter2'), ['hunter2'])).toMatchObject({
      cause: { detail: 'no such user: ***' },
    })
    expect(withHidden(refusal('hunter2'), ['hunter2'])).toMatchObject({ cause: { detail: '***' } })
  })

  it.each(['live', 'pbxRefused'])('that is a word of a status leaves it what it was: %s', (secret) => {
    const told = withHidden(refusal(`refused: ${secret}`), [secret])
    expect(connectorStatus.parse(told)).toMatchObject({
      phase: 'live',
      cause: { code: 'pbxRefused', detail: 'refused: ***' },
    })
  })

  it.each(['password', 'missing'])('that is a word of a finding leaves it what it was: %s', (secret) => {
    const finding: SetupFinding = { kind: 'missing', about: 'password', what: `it said ${secret}`, remedy: 'compare' }
    const [told] = withHidden([finding], [secret])
    expect(setupFinding.parse(told)).toEqual({ ...finding, what: 'it said ***' })
  })

  it('is found at any depth of the settings, and one too short to be looked for is not', () => {
    const site = {
      ami: { secret: 'hunter2', user: 'console' },
      line: { password: 'abc', ice: [{ credential: 'turn-pass' }] },
    }
    expect(secretsIn({ site })).toEqual(['hunter2', 'turn-pass'])
  })
})
