// The administrator's page and the program agree.
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { monitorContext } from '../../../src-main/pbx/asterisk/monitor-context.ts'
import { settings } from '../../../src-preload/contract/settings.ts'

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
