// Who may import whom is a lint error: violations planted in a copy of the layout are found, and what is allowed is not.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const forbidden: readonly (readonly [file: string, imported: string])[] = [
  ['src-preload/contract/floor.ts', 'node:fs'],
  ['src-preload/contract/floor.ts', 'electron'],
  ['src-preload/contract/floor.ts', 'react'],
  ['src-preload/contract/floor.ts', '../socket-desk.ts'],
  ['src-preload/contract/floor.ts', '../../src-main/log.ts'],
  ['src-preload/browser.ts', '../src-main/desk.ts'],
  ['src-preload/browser.ts', 'node:fs'],
  ['src-main/desk.ts', '../src-renderer/bridge.ts'],
  ['src-main/desk.ts', 'electron'],
  ['src-main/desk.ts', './shell/electron/tray.ts'],
  ['src-main/shell/browser/server.ts', '../electron/tray.ts'],
  ['src-main/shell/electron/tray.ts', '../browser/server.ts'],
  ['src-main/shell/electron/tray.ts', '../../../src-renderer/bridge.ts'],
  ['src-main/pbx/demo/link.ts', '../asterisk/way.ts'],
  ['src-main/pbx/demo/link.ts', '../../desk.ts'],
  ['src-main/pbx/demo/link.ts', '../../demo-pbx/pbx.ts'],
  ['src-main/pbx/demo/link.ts', 'electron'],
  ['src-main/demo-pbx/pbx.ts', '../pbx/connector.ts'],
  ['src-main/demo-pbx/pbx.ts', '../log.ts'],
  ['src-main/demo-pbx/sip/leg.ts', '../../log.ts'],
  ['src-main/demo-pbx/sip/leg.ts', '../../../src-preload/contract/floor.ts'],
  ['src-renderer/floor/pane.tsx', '../../src-main/desk.ts'],
  ['src-renderer/floor/pane.tsx', 'node:fs'],
  ['src-renderer/floor/pane.tsx', 'electron'],
  ['src-renderer/floor/pane.tsx', 'jssip'],
  ['src-renderer/line/line.ts', 'jssip'],
  ['src-renderer/line/jssip-line.ts', '../../src-main/desk.ts'],
  ['src-renderer/wallboard/wallboard.tsx', '../floor/agents-pane.tsx'],
  ['src-renderer/wallboard/wallboard.tsx', '../monitor/runner.ts'],
  ['src-renderer/keys/now.ts', '../monitor/access-now.ts'],
  ['src-renderer/keys/now.ts', '../line/jssip-line.ts'],
  ['src-renderer/floor/pane.tsx', '../views/board.tsx'],
  ['src-renderer/views/board.tsx', '../floor/pane.tsx'],
  ['src-renderer/views/board.tsx', '../../src-main/desk.ts'],
  ['src-renderer/monitor/start.ts', '../line/registration.ts'],
  ['src-renderer/monitor/start.ts', 'jssip'],
  ['src-renderer/line/jssip-line.ts', '../monitor/runner.ts'],
  ['src-renderer/ui/tip.tsx', '../floor/floor-store.ts'],
  ['src-renderer/ui/tip.tsx', 'node:fs'],
  ['src-renderer/words/words.ts', '../ui/clock.ts'],
  ['src-renderer/words/en/en.ts', '../../floor/floor-store.ts'],
]

const allowed: typeof forbidden = [
  ['src-preload/contract/floor.ts', './result.ts'],
  ['src-preload/contract/floor.ts', 'zod'],
  ['src-preload/browser.ts', './contract/ipc.ts'],
  ['src-main/desk.ts', '../src-preload/contract/floor.ts'],
  ['src-main/desk.ts', './pbx/connector.ts'],
  ['src-main/shell/electron/tray.ts', 'electron'],
  ['src-main/pbx/demo/link.ts', '../connector.ts'],
  ['src-main/pbx/demo/link.ts', '../../../src-preload/contract/floor.ts'],
  ['src-main/pbx/demo/link.ts', './codec.ts'],
  ['src-main/demo-pbx/sip/leg.ts', '../telephony.ts'],
  ['src-renderer/floor/pane.tsx', '../bridge.ts'],
  ['src-renderer/floor/pane.tsx', '../../src-preload/contract/floor.ts'],
  ['src-renderer/line/jssip-line.ts', 'jssip'],
  ['src-renderer/floor/pane.tsx', './desk-state.ts'],
  ['src-renderer/floor/pane.tsx', '../ui/grid.tsx'],
  ['src-renderer/floor/pane.tsx', '../words/words.ts'],
  ['src-renderer/wallboard/wallboard.tsx', '../floor/floor-store.ts'],
  ['src-renderer/views/board.tsx', '../floor/agents-pane.tsx'],
  ['src-renderer/monitor/start.ts', '../line/jssip-line.ts'],
  ['src-renderer/ui/tip.tsx', '../words/words.ts'],
  ['src-renderer/words/en/en.ts', '../words-type.ts'],
  ['src-renderer/words/words.ts', '../../src-preload/contract/floor.ts'],
  ['src-renderer/app.tsx', './floor/notice-bar.tsx'],
]

const files = [...new Set([...forbidden, ...allowed].map(([file]) => file))]
const importsOf = (file: string) => [...forbidden, ...allowed].filter(([of]) => of === file).map(([, what]) => what)

let copy: string
let found: string[]
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'earshot-borders-'))
  const { vcs: _vcs, ...rules } = JSON.parse(readFileSync('biome.json', 'utf8'))
  writeFileSync(join(copy, 'biome.json'), JSON.stringify(rules))
  for (const file of files) {
    mkdirSync(dirname(join(copy, file)), { recursive: true })
    const lines = importsOf(file).map((what, i) => `export { thing${i} } from '${what}'\n`)
    writeFileSync(join(copy, file), lines.join(''))
  }
  found = violations()
})
afterAll(() => rmSync(copy, { recursive: true }))

/** `file: import` of every import the lint rule forbids. */
function violations(): string[] {
  const rule = ['--only=style/noRestrictedImports', '--max-diagnostics=none', '--reporter=json']
  const { stdout } = spawnSync(resolve('node_modules/.bin/biome'), ['lint', ...rule, '.'], { cwd: copy })
  const { diagnostics } = JSON.parse(String(stdout)) as Report
  return diagnostics
    .filter(({ category }) => category === 'lint/style/noRestrictedImports')
    .map(({ location: { path, start } }) => `${path}: ${importsOf(path)[start.line - 1]}`)
}
type Report = {
  readonly diagnostics: readonly {
    readonly category: string
    readonly location: { readonly path: string; readonly start: { readonly line: number } }
  }[]
}

describe('the borders of the house', () => {
  it.each(forbidden)('%s may not import %s', (file, what) => {
    expect(found).toContain(`${file}: ${what}`)
  })

  it.each(allowed)('%s may import %s', (file, what) => {
    expect(found).not.toContain(`${file}: ${what}`)
  })

  it.each(publicFaces())('names %s as the public face of a feature, and there is such a file', (file) => {
    expect(existsSync(join('src-renderer', file))).toBe(true)
  })
})

/** What lint lets features of the renderer import of each other. */
function publicFaces(): readonly string[] {
  const named = readFileSync('biome.json', 'utf8').matchAll(/"!\.\.\/([a-z-]+\/[a-z-]+\.tsx?)"/g)
  return [...new Set([...named].flatMap(([, file]) => file ?? []))]
}
