// On whose track of a recording each mode lands, on a real Asterisk, by frequency: the table of docs/asterisk.md, kept true.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { modes } from '#contract/monitor.ts'
import { ariPassword } from '../asterisk-config.ts'
import { openCallCentre, supervisorHz, until } from '../call-centre.ts'
import { agentHz, callerHz } from '../sip-phone.ts'
import { toneHz } from './hearing.ts'
import { levelsIn } from './sound-files.ts'

const voices = { A: agentHz, C: callerHz, S: supervisorHz } as const
const tracks = ['mixed', 'receive', 'transmit'] as const

/** Whose voices are in it: A the agent, C the caller, S the supervisor. */
const voicesIn = (path: string): string => {
  const levels = levelsIn(path, Object.values(voices))
  return Object.keys(voices)
    .filter((_, i) => (levels[i] ?? 0) > 1000)
    .join(' + ')
}

const recordedAt = (shown: string): string => /MIXMONITOR_FILENAME=(\S+)/.exec(shown)?.[1] ?? ''

it('a recording holds what docs/asterisk.md says of it', async () => {
  const centre = await openCallCentre({ amiWrite: 'call,originate,reporting,agent,system' })
  try {
    const phone = await centre.agent('1001')
    const supervisor = await centre.supervisor()
    const desk = await centre.console({ way: 'ari' })
    const call = await centre.call(desk, phone)
    const ticket = await desk.start(call.target)
    const line = await supervisor.nextCall()
    const channels = await centre.pbx.channels()
    const named = (start: string) => channels.find((name) => name.startsWith(start)) ?? ''
    const of = { agent: named('PJSIP/1001'), caller: named('PJSIP/trunk') }
    const file = (name: string) => join(centre.pbx.folder, `${name}.wav`)
    const rows: string[] = []
    for (const mode of modes) {
      await centre.mode(desk, ticket, line, mode)
      for (const [side, channel] of Object.entries(of)) {
        const at = (track: string) => file(`${mode}-${side}-${track}`)
        await centre.pbx.cli(`mixmonitor start ${channel} ${at('mixed')},r(${at('receive')})t(${at('transmit')})`)
      }
      const started = Date.now()
      await until(() => Date.now() - started > 700, 'enough is recorded')
      for (const channel of Object.values(of)) await centre.pbx.cli(`mixmonitor stop ${channel}`)
      await until(
        () =>
          Object.keys(of).every((side) => tracks.every((track) => voicesIn(file(`${mode}-${side}-${track}`)) !== '')),
        'the files are written',
      ).catch(() => null)
      for (const side of Object.keys(of)) {
        const cells = tracks.map((track) => voicesIn(file(`${mode}-${side}-${track}`)) || '–')
        rows.push(`| ${side} | \`${mode}\` | ${cells.join(' | ')} |`)
      }
    }
    if (process.env.EARSHOT_TEST_LOG) console.log(rows.join('\n'))
    // What is in no application of its own, ARI cannot record.
    const ari = (method: string, path: string) =>
      fetch(`${centre.pbx.ariUrl}${path}`, {
        method,
        headers: { Authorization: `Basic ${Buffer.from(`console:${ariPassword}`).toString('base64')}` },
      })
    const channelIds = (await (await ari('GET', '/channels')).json()) as { id: string; name: string }[]
    const bridges = (await (await ari('GET', '/bridges')).json()) as { id: string; channels: string[] }[]
    const agentId = channelIds.find(({ name }) => name === of.agent)?.id ?? ''
    const bridge = bridges.find(({ channels: inside }) => inside.includes(agentId))?.id ?? ''
    const byAri = await Promise.all(
      [`/bridges/${bridge}`, `/channels/${agentId}`].map(
        async (path) => (await ari('POST', `${path}/record?name=${path.slice(1, 4)}&format=wav`)).status,
      ),
    )
    expect(byAri).toEqual([409, 409])
    const page = readFileSync('docs/asterisk.md', 'utf8').replaceAll(/ +\|/g, ' |').replaceAll(/\| +/g, '| ')
    for (const row of rows) expect(page).toContain(row)

    // And the act itself, which records where the supervisor's voice lands.
    const { acts } = desk.connector
    if (!acts) throw new Error('this connector has no acts')
    const { callId } = call.target
    const run = (act: Parameters<typeof acts.run>[0]) => acts.run(act, 'act-of-the-recordings')
    for (let times = 0; times < 2; times++)
      expect(await run({ kind: 'record', callId })).toEqual({ ok: true, value: null })
    await until(() => desk.floor().calls[callId]?.recorded, 'the floor shows that it is recorded')
    expect(await run({ kind: 'markRecording', callId, label: 'complaint' })).toEqual({ ok: true, value: null })
    await centre.mode(desk, ticket, line, 'whisperCaller')
    const since = Date.now()
    await until(() => Date.now() - since > 500, 'enough is recorded')
    const told = { id: 'told-caller', target: call.target, to: 'caller', sound: { kind: 'tone' } } as const
    expect(await desk.connector.notice?.play(told)).toEqual({ ok: true, value: null })
    const shown = await centre.pbx.cli(`core show channel ${of.caller}`)
    expect(shown).toMatch(/EARSHOT_MARKS=\d+ monitor on; \d+ complaint; \d+ monitor whisperCaller/)
    expect(shown).toMatch(/MIXMONITOR_FILENAME=\S*earshot-act-of-the-recordings/)
    expect((await centre.pbx.cli(`mixmonitor list ${of.caller}`)).match(/earshot-act/g)).toHaveLength(1)
    expect(await run({ kind: 'stopRecording', callId })).toEqual({ ok: true, value: null })
    await until(() => !desk.floor().calls[callId]?.recorded, 'the floor shows that it is not')
    expect(await run({ kind: 'stopRecording', callId })).toMatchObject({ error: { code: 'actNotPossible' } })
    await until(() => voicesIn(recordedAt(shown)).includes('S'), 'the file holds the supervisor')
    expect(levelsIn(recordedAt(shown), [toneHz])[0]).toBeGreaterThan(200)
    await desk.connector.endMonitor(ticket.id)
  } finally {
    await centre.close()
  }
})
