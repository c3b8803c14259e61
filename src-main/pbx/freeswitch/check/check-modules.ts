// check-site, the program itself: how old it is, and whether it has the applications that monitors and acts are made of.

import { advice, fine, missing } from '#contract/site/finding.ts'
import type { SetupFinding } from '#contract/site/setup.ts'
import type { EslClient } from '../wire/esl-client.ts'
import { jsonRows } from '../wire/lists.ts'

/** Measured with 1.10; what is older says some of it otherwise. */
const OLDEST = [1, 10] as const

export async function checkModules(client: Pick<EslClient, 'api'>): Promise<SetupFinding[]> {
  const [status, applications] = await Promise.all([client.api('status'), client.api('show application as json')])
  const rows = applications.ok ? jsonRows(applications.value) : null
  return [
    ...(status.ok ? versionFinding(status.value) : []),
    ...(rows && rows.length > 0 ? applicationFindings(new Set(rows.map(({ name = '' }) => name))) : []),
  ]
}

function versionFinding(status: string): SetupFinding[] {
  const [, text, major = '0', minor = '0'] = /Version ((\d+)\.(\d+)[\w.-]*)/.exec(status) ?? []
  if (text === undefined) return []
  const isOld = Number(major) < OLDEST[0] || (Number(major) === OLDEST[0] && Number(minor) < OLDEST[1])
  return [
    isOld
      ? missing(
          'version',
          `FreeSWITCH ${text} is older than this connector was made for`,
          'update to 1.10: its facts were measured there, and older ones differ in what they tell',
        )
      : fine('version', `FreeSWITCH ${text}`),
  ]
}

function applicationFindings(known: ReadonlySet<string>): SetupFinding[] {
  const without = (names: readonly string[]) => names.filter((name) => !known.has(name))
  const [needed, useful] = [without(['eavesdrop', 'park']), without(['intercept', 'valet_park'])]
  return [
    ...(needed.length > 0
      ? [
          missing(
            'module',
            `The application ${needed.join(', ')} is not there, without which nobody can listen`,
            'load mod_dptools (modules.conf.xml, "load mod_dptools")',
          ),
        ]
      : []),
    ...(useful.length > 0
      ? [
          advice(
            'module',
            `The application ${useful.join(', ')} is not there: calls cannot be ${useful.includes('intercept') ? 'picked up' : 'parked'}`,
            'load mod_dptools (intercept) and mod_valet_parking (valet_park)',
          ),
        ]
      : []),
  ]
}
