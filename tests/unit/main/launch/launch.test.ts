import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { machineClock } from '#contract/time.ts'
import { buildWhenNeeded, needsBuild } from '#main/launch/build.ts'
import { hasDisplay } from '#main/launch/display.ts'
import { readFlags } from '#main/launch/flags.ts'
import { chooseShell, electronArguments, electronProgram } from '#main/launch/shell.ts'

const clock = machineClock(globalThis)
let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'earshot-launch-'))
})
afterEach(() => rmSync(root, { recursive: true }))
function file(path: string, at: number) {
  mkdirSync(join(root, dirname(path)), { recursive: true })
  writeFileSync(join(root, path), '')
  utimesSync(join(root, path), at, at)
}
const settle = (at: number) => {
  for (const folder of ['src-main/deep', 'src-main', 'src-renderer']) {
    mkdirSync(join(root, folder), { recursive: true })
    utimesSync(join(root, folder), at, at)
  }
}

async function endedProcess(): Promise<number | undefined> {
  const child = spawn(process.execPath, ['--eval', ''])
  await once(child, 'exit')
  return child.pid
}

describe('the command line', () => {
  it('means the best shell and an open window when it says nothing', () => {
    expect(readFlags([])).toEqual({
      ok: true,
      value: { shell: null, open: true, configFile: null, demoFloor: false, setUp: false, help: false },
    })
  })

  it('says what it wants', () => {
    expect(readFlags(['--shell=browser', '--no-open', '--config', 'site.json', '--floor', 'demo'])).toMatchObject({
      value: { shell: 'browser', open: false, configFile: 'site.json', demoFloor: true },
    })
  })

  it.each([
    ['--shel=browser'],
    ['--shell=window'],
    ['--floor', 'asterisk'],
    ['--config'],
    ['--config', ''],
    ['--config', '--no-open'],
    ['stray'],
  ])('with a mistake is answered by one sentence: %s', (...args) => {
    const read = readFlags(args)
    expect(read.ok ? '' : read.error).toMatch(/^\S.*\.$/)
    expect(read.ok ? '' : read.error).not.toContain('\n')
  })
})

describe('the display', () => {
  it.each([
    ['linux', {}, false],
    ['linux', { DISPLAY: '' }, false],
    ['linux', { DISPLAY: ':0' }, true],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, true],
    ['darwin', {}, true],
    ['win32', {}, true],
  ] as const)('of %s with %o is there: %s', (platform, env, there) => {
    expect(hasDisplay({ platform, env })).toBe(there)
  })
})

describe('the shell', () => {
  it('is Electron where its runtime is, else a browser, which it says', () => {
    expect(chooseShell({ shell: null, open: true }, '/e', true)).toEqual({ shell: 'electron', program: '/e' })
    expect(chooseShell({ shell: null, open: true }, null, true)).toMatchObject({
      shell: 'browser',
      because: expect.stringContaining('browser window'),
    })
  })

  it('is what was asked for, or nothing', () => {
    expect(chooseShell({ shell: 'browser', open: true }, '/e', true)).toEqual({ shell: 'browser', because: null })
    expect(chooseShell({ shell: 'electron', open: true }, null, true)).toBeNull()
    expect(chooseShell({ shell: null, open: false }, '/e', true)).toEqual({ shell: 'browser', because: null })
  })

  it('is the one that can serve its address where there is no display, unless Electron is insisted on', () => {
    expect(chooseShell({ shell: null, open: true }, '/e', false)).toEqual({ shell: 'browser', because: null })
    expect(chooseShell({ shell: null, open: true }, null, false)).toEqual({ shell: 'browser', because: null })
    expect(chooseShell({ shell: 'electron', open: true }, '/e', false)).toMatchObject({ shell: 'electron' })
  })

  it('runs as root without the sandbox, which Chromium would refuse there', () => {
    expect(electronArguments('/app', 0, 'linux')).toEqual(['--no-sandbox', '/app'])
    expect(electronArguments('/app', 1000, 'linux')).toEqual(['/app'])
    expect(electronArguments('/app', 0, 'darwin')).toEqual(['/app'])
    expect(electronArguments('/app', null, 'win32')).toEqual(['/app'])
  })

  it('counts Electron only when its program is really there', () => {
    expect(electronProgram(root, {})).toBeNull()
    mkdirSync(join(root, 'node_modules/electron'), { recursive: true })
    writeFileSync(join(root, 'node_modules/electron/path.txt'), 'electron')
    expect(electronProgram(root, {})).toBeNull()
    file('node_modules/electron/dist/electron', 1)
    expect(electronProgram(root, {})).toBe(join(root, 'node_modules/electron/dist/electron'))
    expect(electronProgram(root, { EARSHOT_ELECTRON: '/nowhere' })).toBeNull()
  })
})

describe('the build', () => {
  const build = (at: number) => {
    for (const path of ['out/main/browser.js', 'out/main/demo-pbx.js', 'out/renderer/browser.html']) file(path, at)
  }
  it('is needed when something is missing, changed or removed since, and only then', () => {
    file('src-main/deep/a.ts', 100)
    settle(100)
    expect(needsBuild(root)).toBe(true)
    build(200)
    expect(needsBuild(root)).toBe(false)
    file('src-main/deep/a.ts', 300)
    settle(100)
    expect(needsBuild(root)).toBe(true)
    build(400)
    expect(needsBuild(root)).toBe(false)
    settle(500)
    expect(needsBuild(root)).toBe(true)
  })

  it('is made once by consoles that start at the same time', async () => {
    file('src-main/deep/a.ts', 100)
    settle(100)
    const built: number[] = []
    const make = async () => {
      built.push(1)
      await new Promise((resolve) => setImmediate(resolve))
      build(200)
    }
    await Promise.all([
      buildWhenNeeded(root, clock, make),
      buildWhenNeeded(root, clock, make),
      buildWhenNeeded(root, clock, make),
    ])
    expect(built).toHaveLength(1)
  })

  it('that fails, or died long ago, does not keep the next one from building', async () => {
    file('src-main/deep/a.ts', 100)
    settle(100)
    await expect(buildWhenNeeded(root, clock, () => Promise.reject(new Error('no disk')))).rejects.toThrow('no disk')
    file('.cache/building/left', 1)
    utimesSync(join(root, '.cache/building'), 1, 1)
    await buildWhenNeeded(root, clock, async () => build(200))
    expect(needsBuild(root)).toBe(false)
  })

  it('says in one sentence that the folder takes nothing, and needs none where all is built', async () => {
    file('src-main/deep/a.ts', 100)
    settle(100)
    writeFileSync(join(root, '.cache'), '') // nothing can be made in it, whoever asks
    const built: unknown[] = []
    const make = async () => {
      built.push(build(200))
    }
    await expect(buildWhenNeeded(root, clock, make)).rejects.toThrow(
      /^\/.*: the console must be built here once, and nothing can be written \(\w+\)\. Start it once as the folder's owner/,
    )
    expect(built).toEqual([])
    build(200)
    await buildWhenNeeded(root, clock, make)
    expect(built).toEqual([])
  })

  it('does not wait for a start that was killed while it built', async () => {
    file('src-main/deep/a.ts', 100)
    settle(100)
    mkdirSync(join(root, '.cache'), { recursive: true })
    writeFileSync(join(root, '.cache/building'), String(await endedProcess()))
    const before = performance.now()
    await buildWhenNeeded(root, clock, async () => build(200))
    expect(performance.now() - before).toBeLessThan(5000)
    expect(needsBuild(root)).toBe(false)
  })
})
