// What the site file says of agents: who is left out, who is shown although no queue has them, and by what name and team.
import { describe, expect, it } from 'vitest'
import { type SiteAgents, siteAgents } from '#contract/site-asterisk.ts'
import { rosterOf } from '#main/pbx/asterisk/floor/roster.ts'
import { parseSiteFile } from '#main/settings/site-file.ts'
import { block, entersBridge, memberRow, newChannel, replay } from './replay.ts'

const roster = (agents: Partial<SiteAgents>) => ({ roster: rosterOf(siteAgents.parse(agents)) })
const device = (name: string) => block('DeviceStateChange', { Device: name, State: 'NOT_INUSE' })
const freepbx = (number: string, Name: string) =>
  memberRow(`Local/${number}@from-queue/n`, Name, { StateInterface: `hint:${number}@ext-local` })
const shown = (agents: Partial<SiteAgents>, ...texts: string[]) =>
  Object.values(replay(roster(agents)).hear(block('QueueParams', { Queue: 'support' }), ...texts).agents)

describe('who is left out', () => {
  it.each([
    ['by the interface the queue rings', 'Local/9*@from-queue/n'],
    ['by it without its options', 'Local/9*@from-queue'],
    ['by the device that tells their state', 'hint:9??@ext-local'],
    ['by their number', '9*'],
  ])('is no agent, and free in no queue: %s', (_, leaveOut) => {
    const { hear } = replay(roster({ leaveOut: [leaveOut] }))
    const { agents, queues } = hear(
      block('QueueParams', { Queue: 'support' }),
      freepbx('1004', 'Ann'),
      freepbx('900', 'Voicemail'),
    )
    expect(Object.values(agents).map(({ name }) => name)).toEqual(['Ann'])
    expect(queues.support?.agentsAvailable).toBe(1)
  })

  it('stays where include names them', () => {
    const agents = shown(
      { leaveOut: ['*'], include: ['PJSIP/10*'] },
      memberRow('PJSIP/1001', 'Ann'),
      memberRow('PJSIP/2001', 'Bob'),
    )
    expect(agents.map(({ name }) => name)).toEqual(['Ann'])
  })

  it('has calls that are nobody’s', () => {
    const call = '1700000000.1'
    const { hear } = replay(roster({ leaveOut: ['PJSIP/2001'] }))
    const { calls } = hear(
      memberRow('PJSIP/2001', 'Bob'),
      newChannel('PJSIP/trunk-00000001', call, call, { CallerIDNum: '5550100' }),
      newChannel('PJSIP/2001-00000002', '1700000000.2', call),
      entersBridge('PJSIP/trunk-00000001', call, call, 'b'),
      entersBridge('PJSIP/2001-00000002', '1700000000.2', call, 'b'),
    )
    expect(calls[call]).toMatchObject({ agentId: null, to: { agentId: null } })
  })

  it('is left out of all phones, and a dot or a plus is what it is', () => {
    const rules = { extensions: 'all' as const, ...roster({ leaveOut: ['PJSIP/door.1', 'PJSIP/fax+*'] }) }
    const { agents } = replay(rules).hear(
      ...['door.1', 'door-1', 'fax+2', 'fax2'].map((name) => device(`PJSIP/${name}`)),
    )
    expect(Object.keys(agents).sort()).toEqual(['door-1', 'fax2'])
  })
})

it('who is in no queue is shown by a pattern, as soon as the PBX knows the phone', () => {
  const { hear } = replay(roster({ include: ['PJSIP/2???'] }))
  expect(Object.keys(hear(device('PJSIP/2001'), device('PJSIP/20011'), device('PJSIP/3001')).agents)).toEqual(['2001'])
  expect(Object.keys(hear(device('PJSIP/2002')).agents).sort()).toEqual(['2001', '2002'])
})

describe('a name and a team', () => {
  it('stand before what the queue calls them; the first entry that matches counts', () => {
    const named = [
      { match: 'Local/15551230000@out', name: 'Ann Home', team: 'Home' },
      { match: ['PJSIP/10*', 'Local/*@out'], team: 'Desk' },
    ]
    const agents = shown(
      { named },
      memberRow('Local/15551230000@out/n', 'x'),
      memberRow('PJSIP/1001', 'Bob'),
      memberRow('PJSIP/2001', 'Cy'),
    )
    expect(agents.map(({ name, team }) => [name, team ?? null])).toEqual([
      ['Bob', 'Desk'],
      ['Cy', null],
      ['Ann Home', 'Home'],
    ])
  })

  it('are a phone’s that is in no queue', () => {
    const rules = { extensions: ['2001'], ...roster({ named: [{ match: '2001', name: 'Reception', team: 'Front' }] }) }
    expect(replay(rules).hear(device('PJSIP/2001')).agents['2001']).toMatchObject({ name: 'Reception', team: 'Front' })
  })

  it('make two interfaces one person, whose calls are summed, and nobody else', () => {
    const named = [{ match: ['PJSIP/1001', 'Local/15551230000@out'], name: 'Ann' }]
    const agents = shown(
      { named },
      memberRow('PJSIP/1001', 'Ann desk', { CallsTaken: '3' }),
      memberRow('Local/15551230000@out/n', 'Ann mobile', { CallsTaken: '2' }),
      memberRow('Local/1001@from-b/n', 'Bob', { Queue: 'b', StateInterface: 'hint:1001@tenantB' }),
      block('ExtensionStatus', { Exten: '1001', Context: 'tenantB', Hint: 'PJSIP/b-1001' }),
    )
    expect(agents.map(({ name, callsToday, queues }) => [name, callsToday, queues])).toEqual([
      ['Bob', 0, ['b']],
      ['Ann', 5, ['support']],
    ])
  })

  it('of one team do not make one person of many', () => {
    const agents = shown(
      { named: [{ match: ['PJSIP/1001', 'PJSIP/1002'], team: 'T' }] },
      memberRow('PJSIP/1001', 'A'),
      memberRow('PJSIP/1002', 'B'),
    )
    expect(agents.map(({ name, team }) => [name, team])).toEqual([
      ['A', 'T'],
      ['B', 'T'],
    ])
  })
})

describe('a bad pattern in the site file', () => {
  const site = (agents: object) =>
    JSON.stringify({ site: { kind: 'asterisk', host: 'pbx', ami: { user: 'u', secret: 's' }, agents } })
  const refusal = (agents: object) => {
    const parsed = parseSiteFile('site.json', site(agents))
    return parsed.ok ? null : parsed.error
  }

  it.each([
    [{ include: ['^PJSIP/1[0-9]+$'] }, 'site.agents.include.0', 'regular expression'],
    [{ leaveOut: ['PJSIP/1', '_1XXX'] }, 'site.agents.leaveOut.1', 'pattern of the dialplan'],
    [{ leaveOut: ['PJSIP/1 001'] }, 'site.agents.leaveOut.0', 'no spaces'],
    [{ include: [''] }, 'site.agents.include.0', 'missing'],
    [{ leaveOut: ['*'] }, 'site.agents.leaveOut.0', 'leaves out everybody'],
    [{ leaveOut: ['PJSIP/“1”'] }, 'site.agents.leaveOut.0', 'letters, digits'],
    [{ named: [{ match: 'PJSIP/1*', name: 'Ann' }] }, 'site.agents.named.0.match', 'a name is one person’s'],
    [{ named: [{ match: 'PJSIP/1*' }] }, 'site.agents.named.0', 'needs a name or a team'],
    [{ named: [{ match: [], team: 'T' }] }, 'site.agents.named.0.match', ''],
    [{ named: [{ match: 'PJSIP/1*', team: 'T', colour: 'red' }] }, 'site.agents.named.0.colour', 'no such setting'],
  ])('is refused with its path and why: %j', (agents, path, why) => {
    const text = refusal(agents)
    expect(text).toContain(`site.json: ${path}: `)
    expect(text).toContain(why)
  })

  it('is none of these', () => {
    expect(refusal({ include: ['PJSIP/10*', 'Local/????@from-queue/n', 'hint:1004@ext-local', 'Agent:2*'] })).toBeNull()
  })
})
