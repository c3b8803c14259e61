import { describe, expect, it } from 'vitest'
import { actFits } from '#renderer/acts/act-refusals.ts'
import { stillToUndo } from '#renderer/acts/late/scene.ts'
import { takeOverRefusal } from '#renderer/acts/take-over-refusal.ts'
import type { LineNow, MonitorNow } from '#renderer/monitor/refusals.ts'
import { en as words } from '#renderer/words/en/en.ts'
import { aCall, anAgent, floorWith } from '../../../fakes/floors.ts'

const floor = floorWith([aCall('c1', '1')], [anAgent('1', { callId: 'c1' }), anAgent('2', { callId: 'c1' })])
const monitor = { phase: 'live', call: 'up', target: { callId: 'c1', agentId: '1' }, links: 'up', takenBy: 'console' }
const site = { capabilities: { acts: { takeOver: null } }, actRights: ['takeOver'] }
const now = (over: object = {}) =>
  ({ monitor: { ...monitor, ...over }, people: null, site, feedLive: true }) as unknown as MonitorNow
const line = (source: string) => ({ line: {}, microphone: { source }, hasAccount: true }) as unknown as LineNow

describe('an undo', () => {
  const ready = { kind: 'ready', agentId: '1', queueIds: null } as const
  const resume = { kind: 'resumeCall', callId: 'c1', agentId: '1' } as const

  it('leaves alone who has logged out and what is gone meanwhile', () => {
    const out = floorWith([], [anAgent('1', { presence: { kind: 'loggedOut' } })])
    expect(stillToUndo([ready, resume], out)).toEqual([])
  })

  it('is not hindered by a floor that still shows what was before', () => {
    expect(stillToUndo([ready, resume], floor)).toEqual([ready, resume])
  })
})

describe('taking over the monitored call', () => {
  it('may be where nothing is under way', () => {
    expect(takeOverRefusal(words, now(), line('ready'), floor)).toBeNull()
    expect(takeOverRefusal(words, now(), line('rests'), floor), 'it is opened for it').toBeNull()
  })

  it('says why not: no microphone, cut off, on the way elsewhere, or asked for already', () => {
    const whys = [
      takeOverRefusal(words, now(), line('absent'), floor),
      takeOverRefusal(words, now({ links: 'broken' }), line('ready'), floor),
      takeOverRefusal(words, now({ move: { to: monitor.target } }), line('ready'), floor),
      takeOverRefusal(words, now({ taking: { answer: 'awaited' } }), line('ready'), floor),
    ].map((why) => why?.sentence)
    expect(new Set(whys).size).toBe(4)
    expect(whys).not.toContain(undefined)
  })

  it('is offered on the row of the agent who would leave, and on no other of the call', () => {
    const scene = { ...now(), floor } as unknown as Parameters<typeof actFits>[2]
    expect(actFits('takeOver', { of: 'call', callId: 'c1' }, scene)).toBe(true)
    expect(actFits('takeOver', { of: 'agents', agentIds: ['1'] }, scene)).toBe(true)
    expect(actFits('takeOver', { of: 'agents', agentIds: ['2'] }, scene)).toBe(false)
  })

  it('a team is nobody to act on at once: its agents are selected first', () => {
    const scene = { ...now(), floor } as unknown as Parameters<typeof actFits>[2]
    for (const kind of ['pause', 'forceLogOut', 'broadcast', 'endCall'] as const)
      expect(actFits(kind, { of: 'team', name: 'North', agentIds: ['1', '2'] }, scene)).toBe(false)
  })
})
