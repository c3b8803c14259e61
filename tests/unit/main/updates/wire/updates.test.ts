// The whole of an update against a feed of the test's own, down to what would be installed.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Settings } from '#contract/settings.ts'
import { trialFile } from '#main/updates/trial-file.ts'
import { createUpdates, FIRST_LOOK_MS } from '#main/updates/updates.ts'
import { fakeClock } from '../../../../fakes/fake-clock.ts'
import { feedText, kind, ours, serve, testKey } from '../signed-feed.ts'

const good = {
  '/earshot/stable.json': feedText(['0.1.0', '0.2.0']),
  '/earshot/beta.json': feedText(['0.1.0', '0.2.0', '0.3.0-beta.1'], { channel: 'beta' }),
  '/earshot/earshot_0.1.0_amd64.deb': 'package 0.1.0',
  '/earshot/earshot_0.2.0_amd64.deb': 'package 0.2.0',
  '/earshot/earshot_0.3.0-beta.1_amd64.deb': 'package 0.3.0-beta.1',
}

describe('an update from a feed', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'earshot-updates-'))
    mkdirSync(join(folder, 'packages'))
    writeFileSync(join(folder, 'packages', 'earshot_0.0.9_amd64.deb'), 'of an update long ago')
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  async function begin(files: Parameters<typeof serve>[0] = good, settings: Partial<Settings['updates']> = {}) {
    const server = await serve(files)
    const clock = fakeClock()
    const log: string[] = []
    const questions: string[] = []
    const installed: string[] = []
    const floor = { isFree: true, answer: true }
    const trial = trialFile(join(folder, 'trial.json'))
    const updates = createUpdates({
      version: '0.1.0',
      kind,
      folder: join(folder, 'packages'),
      key: ours.key,
      settings: () => ({ mode: 'auto', channel: 'stable', feed: server.feed, ...settings }),
      get: fetch,
      isFree: () => floor.isFree,
      ask: async (version) => {
        questions.push(version)
        return floor.answer
      },
      install: async (file) => {
        // The marker stands before anything is installed.
        expect(trialFile(join(folder, 'trial.json')).current().trial).toMatchObject({ starts: 0 })
        installed.push(readFileSync(file, 'utf8'))
      },
      trial,
      clock,
      log: (text) => void log.push(text),
    })
    const stop = updates.start()
    onTestFinished(async () => {
      stop()
      await server.close()
    })
    clock.pass(FIRST_LOOK_MS)
    const reaches = (phase: string) => vi.waitFor(() => expect(updates.state().phase).toBe(phase))
    return { server, clock, log, questions, installed, floor, updates, trial, reaches }
  }

  it('is fetched with the way back, and installed at the end', async () => {
    const { updates, installed, trial, questions, reaches } = await begin()
    await reaches('fetched')
    expect(installed).toEqual([])
    await updates.end()
    expect(installed).toEqual(['package 0.2.0'])
    expect(questions).toEqual([])
    expect(trial.current().trial).toMatchObject({ from: '0.1.0', to: '0.2.0' })
    expect(readdirSync(join(folder, 'packages')).toSorted()).toEqual([
      'earshot_0.1.0_amd64.deb',
      'earshot_0.2.0_amd64.deb',
    ])
    expect(readFileSync(trial.current().trial?.wayBack ?? '', 'utf8')).toBe('package 0.1.0')
  })

  it('comes from the channel of the site', async () => {
    const { updates, installed, reaches } = await begin(good, { channel: 'beta' })
    await reaches('fetched')
    await updates.end()
    expect(installed).toEqual(['package 0.3.0-beta.1'])
  })

  it('is asked about where the site says so, and a no is a no', async () => {
    const asked = await begin(good, { mode: 'ask' })
    await asked.reaches('fetched')
    expect(asked.questions).toEqual(['0.2.0'])
    const declined = await begin(good, { mode: 'ask' })
    declined.floor.answer = false
    await vi.waitFor(() => expect(declined.updates.state()).toEqual({ phase: 'resting', declined: '0.2.0' }))
    await declined.updates.end()
    expect(declined.installed).toEqual([])
  })

  it.each([{ mode: 'off' } as const, { feed: null }])(
    'asks no server where it is switched off: %j',
    async (settings) => {
      const { server, updates, clock } = await begin(good, settings)
      await clock.advance(24 * 3_600_000)
      expect(updates.state().phase).toBe('resting')
      expect(server.asked).toEqual([])
    },
  )

  it('waits while somebody listens, and is not installed while somebody does', async () => {
    const slow = await begin()
    slow.floor.isFree = false
    await slow.reaches('found')
    slow.clock.pass(60_000)
    expect(slow.server.asked).toEqual(['/earshot/stable.json'])
    slow.floor.isFree = true
    slow.clock.pass(500)
    await slow.reaches('fetched')
    slow.floor.isFree = false
    await slow.updates.end()
    expect(slow.installed).toEqual([])
  })

  it('stops in the middle when somebody begins to listen', async () => {
    let begun = () => {}
    const { clock, floor, updates, reaches, log } = await begin({
      ...good,
      '/earshot/earshot_0.2.0_amd64.deb': () => {
        begun()
        return 'package 0.2.0'
      },
    })
    begun = () => {
      floor.isFree = false
      clock.pass(500)
    }
    await vi.waitFor(() => expect(floor.isFree).toBe(false))
    expect(updates.state()).toMatchObject({ phase: 'found', agreed: true })
    expect(readdirSync(join(folder, 'packages'))).not.toContain('earshot_0.2.0_amd64.deb')
    begun = () => {}
    floor.isFree = true
    clock.pass(500)
    await reaches('fetched')
    expect(log).toEqual(['version 0.2.0 is installed when the console ends'])
  })

  it.each([
    ['damaged', { '/earshot/earshot_0.2.0_amd64.deb': 'package 0.2.1' }, /damaged/],
    ['cut short', { '/earshot/earshot_0.2.0_amd64.deb': 'pack' }, /damaged/],
    ['too long', { '/earshot/earshot_0.2.0_amd64.deb': 'package 0.2.0 and more' }, /more is sent/],
    ['missing', { '/earshot/earshot_0.2.0_amd64.deb': undefined }, /404/],
    ['without its way back', { '/earshot/earshot_0.1.0_amd64.deb': undefined }, /404/],
    ['of an unsigned feed', { '/earshot/stable.json': '{"channel":"stable","releases":[]}' }, /damaged/],
    [
      'of a feed of somebody else',
      { '/earshot/stable.json': feedText(['0.1.0', '0.2.0'], { key: testKey() }) },
      /signed/,
    ],
  ] as const)('that is %s is refused, and leaves nothing', async (_name, change, why) => {
    const files = Object.fromEntries(Object.entries({ ...good, ...change }).filter(([, text]) => text !== undefined))
    const { log, updates, installed } = await begin(files as typeof good)
    await vi.waitFor(() => expect(log.join()).toMatch(why))
    expect(updates.state().phase).toBe('resting')
    await updates.end()
    expect(installed).toEqual([])
    expect(readdirSync(join(folder, 'packages')).filter((name) => /part$|0\.2\.0/.test(name))).toEqual([])
  })

  it('that was changed on the disk after it was fetched is not installed', async () => {
    const { updates, installed, log, reaches, trial } = await begin()
    await reaches('fetched')
    writeFileSync(join(folder, 'packages', 'earshot_0.2.0_amd64.deb'), 'package 6.6.6')
    await updates.end()
    expect(installed).toEqual([])
    expect(log.join()).toContain('was changed')
    expect(trial.current().trial).toBeNull()
  })
})
