// Who may import whom, and who must be given the time, is a lint error: violations planted in a copy of the layout are found, and what is allowed is not.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const forbidden: readonly (readonly [file: string, imported: string])[] = [
  ['src-preload/contract/floor.ts', 'node:fs'],
  ['src-preload/contract/floor.ts', 'electron'],
  ['src-preload/contract/floor.ts', 'react'],
  ['src-preload/contract/floor.ts', '../socket-desk.ts'],
  ['src-preload/contract/floor.ts', '#main/system/log.ts'],
  ['src-preload/browser.ts', '#main/desk/desk.ts'],
  ['src-preload/browser.ts', '#renderer/desk/bridge.ts'],
  ['src-preload/browser.ts', 'node:fs'],
  ['src-main/desk/desk.ts', '#renderer/desk/bridge.ts'],
  ['src-main/desk/desk.ts', 'electron'],
  ['src-main/desk/desk.ts', '#main/shell/electron/tray.ts'],
  ['src-main/desk/desk.ts', '#main/pbx/asterisk/connector.ts'],
  ['src-main/desk/desk.ts', '../system/log.ts'],
  ['src-main/app/compose.ts', 'electron'],
  ['src-main/shell/browser/server.ts', '#main/shell/electron/tray.ts'],
  ['src-main/shell/electron/tray.ts', '#main/shell/browser/server.ts'],
  ['src-main/shell/electron/tray.ts', '#renderer/desk/bridge.ts'],
  ['src-main/pbx/demo/link.ts', '#main/pbx/asterisk/connector.ts'],
  ['src-main/pbx/demo/link.ts', '../asterisk/connector.ts'],
  ['src-main/pbx/demo/link.ts', '#main/desk/desk.ts'],
  ['src-main/pbx/demo/link.ts', '#main/demo-pbx/pbx.ts'],
  ['src-main/pbx/demo/link.ts', 'electron'],
  ['src-main/pbx/demo/link.ts', 'node:timers/promises'],
  ['src-main/pbx/asterisk/wire/ami-client.ts', 'node:timers'],
  ['src-main/desk/desk.ts', 'node:timers'],
  ['src-main/pbx/asterisk/wire/ami-client.ts', '#main/pbx/demo/link.ts'],
  ['src-main/pbx/asterisk/wire/ami-client.ts', '../../demo/link.ts'],
  ['src-main/demo-pbx/pbx.ts', '#main/pbx/connector.ts'],
  ['src-main/demo-pbx/pbx.ts', '../system/log.ts'],
  ['src-main/demo-pbx/sip/leg.ts', '../../system/log.ts'],
  ['src-main/demo-pbx/sip/leg.ts', '#contract/floor.ts'],
  ['tests/simulators/netsapiens/rows.ts', '#main/pbx/netsapiens/rows.ts'],
  ['tests/simulators/netsapiens/rows.ts', '#contract/floor.ts'],
  ['src-renderer/floor/select.ts', '#main/desk/desk.ts'],
  ['src-renderer/floor/select.ts', 'node:fs'],
  ['src-renderer/floor/select.ts', 'electron'],
  ['src-renderer/floor/select.ts', 'jssip'],
  ['src-renderer/floor/select.ts', '../words/words.ts'],
  ['src-renderer/line/line.ts', 'jssip'],
  ['src-renderer/line/jssip-line.ts', 'jssip'],
  ['src-renderer/line/jssip-ua.ts', '#main/desk/desk.ts'],
  ['src-renderer/wallboard/wallboard.tsx', '#renderer/panes/agents/agent-row.tsx'],
  ['src-renderer/wallboard/wallboard.tsx', '#renderer/monitor/run/runner.ts'],
  ['src-renderer/panes/agents/agent-row.tsx', '#renderer/monitor/run/runner.ts'],
  ['src-renderer/panes/agents/agent-row.tsx', '../../words/words.ts'],
  ['src-renderer/monitor/logic/next.ts', 'jssip'],
]

const allowed: typeof forbidden = [
  ['src-preload/contract/floor.ts', './result.ts'],
  ['src-preload/contract/floor.ts', 'zod'],
  ['src-preload/browser.ts', '#contract/ipc.ts'],
  ['src-main/desk/desk.ts', '#contract/floor.ts'],
  ['src-main/desk/desk.ts', '#main/pbx/connector.ts'],
  ['src-main/app/compose.ts', '#main/pbx/asterisk/connector.ts'],
  ['src-main/shell/electron/tray.ts', 'electron'],
  ['src-main/pbx/demo/link.ts', '#main/pbx/connector.ts'],
  ['src-main/pbx/demo/link.ts', '#main/pbx/kit/waits.ts'],
  ['src-main/pbx/demo/link.ts', '#contract/floor.ts'],
  ['src-main/pbx/demo/link.ts', './codec.ts'],
  ['src-main/pbx/asterisk/floor/feed.ts', '../wire/ami-client.ts'],
  ['src-main/demo-pbx/sip/leg.ts', '../kit/telephony.ts'],
  ['tests/simulators/netsapiens/rows.ts', '#main/demo-pbx/kit/telephony.ts'],
  ['src-renderer/floor/select.ts', '#contract/floor.ts'],
  ['src-renderer/floor/select.ts', '#renderer/words/words.ts'],
  ['src-renderer/line/jssip-ua.ts', 'jssip'],
  ['src-renderer/wallboard/wallboard.tsx', '#renderer/floor/floor-store.ts'],
  ['src-renderer/card/notes.tsx', '#renderer/monitor/logic/notebook.ts'],
  ['src-renderer/panes/agents/agent-row.tsx', '../pane/pane.tsx'],
  ['src-renderer/words/es/es.ts', '../en/words-type.ts'],
]

const ownTime: readonly (readonly [file: string, code: string])[] = [
  ['src-main/pbx/demo/link.ts', 'setTimeout(run, 5)'],
  ['src-main/pbx/demo/link.ts', 'setImmediate(run)'],
  ['src-main/pbx/asterisk/wire/ami-client.ts', 'setInterval(run, 5)'],
  ['src-main/pbx/asterisk/wire/ami-client.ts', 'clearTimeout(5)'],
  ['src-main/pbx/netsapiens/wire/timestamp.ts', 'setTimeout(run, 5)'],
  ['src-main/pbx/kit/waits.ts', 'Date.now()'],
  ['src-main/desk/desk.ts', 'new Date()'],
  ['src-main/history/history.ts', 'performance.now()'],
  ['src-main/floor/keeper.ts', 'setTimeout(run, 5)'],
]

const givenTime: typeof ownTime = [
  ['src-main/pbx/demo/link.ts', 'clock.after(5, run)'],
  ['src-main/desk/desk.ts', 'clock.now()'],
  ['src-main/pbx/netsapiens/wire/timestamp.ts', 'Date.parse(text)'],
  ['src-main/system/lock.ts', 'Date.now()'],
]

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true })
})

/** `file: what` of everything planted that the rule refuses. */
function refusedBy(rule: string, planted: typeof forbidden, lineOf: (what: string, index: number) => string): string[] {
  const copy = mkdtempSync(join(tmpdir(), 'earshot-borders-'))
  folders.push(copy)
  const { vcs: _vcs, ...rules } = JSON.parse(readFileSync('biome.json', 'utf8'))
  writeFileSync(join(copy, 'biome.json'), JSON.stringify(rules))
  const inFile = (file: string) => planted.filter(([name]) => name === file).map(([, what]) => what)
  for (const file of new Set(planted.map(([name]) => name))) {
    mkdirSync(dirname(join(copy, file)), { recursive: true })
    writeFileSync(join(copy, file), inFile(file).map(lineOf).join(''))
  }
  const flags = [`--only=${rule}`, '--max-diagnostics=none', '--reporter=json']
  const { stdout } = spawnSync(resolve('node_modules/.bin/biome'), ['lint', ...flags, '.'], { cwd: copy })
  const { diagnostics } = JSON.parse(String(stdout)) as Report
  return diagnostics
    .filter(({ category }) => category === `lint/${rule}`)
    .map(({ location: { path, start } }) => `${path}: ${inFile(path)[start.line - 1]}`)
}
type Report = {
  readonly diagnostics: readonly {
    readonly category: string
    readonly location: { readonly path: string; readonly start: { readonly line: number } }
  }[]
}

describe('the borders of the house', () => {
  let found: string[]
  beforeAll(() => {
    const lineOf = (what: string, index: number) => `export { thing${index} } from '${what}'\n`
    found = refusedBy('style/noRestrictedImports', [...forbidden, ...allowed], lineOf)
  })

  it.each(forbidden)('%s may not import %s', (file, what) => {
    expect(found).toContain(`${file}: ${what}`)
  })

  it.each(allowed)('%s may import %s', (file, what) => {
    expect(found).not.toContain(`${file}: ${what}`)
  })
})

describe('the time of the house', () => {
  let found: string[]
  beforeAll(() => {
    found = refusedBy('style/noRestrictedGlobals', [...ownTime, ...givenTime], (code) => `${code}\n`)
  })

  it.each(ownTime)('%s may not have %s', (file, code) => {
    expect(found).toContain(`${file}: ${code}`)
  })

  it.each(givenTime)('%s may have %s', (file, code) => {
    expect(found).not.toContain(`${file}: ${code}`)
  })
})
