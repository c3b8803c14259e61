// The administrator's page and the program agree.
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { settings } from '#contract/settings.ts'
import { monitorContext } from '#main/pbx/asterisk/wire/monitor-context.ts'

const page = readFileSync('docs/asterisk.md', 'utf8')

it('shows the very context that the tests run', () => {
  expect(page).toContain(monitorContext('earshot-monitor'))
})

it('shows a site file that the console takes', () => {
  const example = /```json\n([\s\S]*?)```/.exec(page)?.[1] ?? ''
  expect(settings.parse(JSON.parse(example)).site).toMatchObject({
    kind: 'asterisk',
    way: 'auto',
    context: 'earshot-monitor',
  })
})
