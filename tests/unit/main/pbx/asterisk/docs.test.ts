// The administrator's page and the program agree.

import { readFileSync } from 'node:fs'
import { rootCertificates } from 'node:tls'
import { expect, it } from 'vitest'
import { settings } from '#contract/settings.ts'
import { monitorContext } from '#main/pbx/asterisk/wire/monitor-context.ts'

const page = readFileSync('docs/asterisk.md', 'utf8')

it('shows the very context that the tests run', () => {
  expect(page).toContain(monitorContext('earshot-monitor'))
})

it('shows a site file that the console takes', () => {
  const example = /```json\n([\s\S]*?)```/.exec(page)?.[1] ?? ''
  // The page leaves the certificate itself out.
  const shown = '-----BEGIN CERTIFICATE-----\\n…\\n-----END CERTIFICATE-----\\n'
  expect(example).toContain(shown)
  const filled = example.replace(shown, (rootCertificates[0] ?? '').replaceAll('\n', '\\n'))
  expect(settings.parse(JSON.parse(filled)).site).toMatchObject({
    kind: 'asterisk',
    way: 'auto',
    context: 'earshot-monitor',
  })
})
