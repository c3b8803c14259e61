// What the simulated FreeSWITCH says has a source: a sample of the real one's wire, or a line that names the file of its source code.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { floor } from '#contract/floor.ts'
import { createPicture } from '#main/pbx/freeswitch/floor/picture.ts'
import { allowedApi } from '#main/pbx/freeswitch/wire/event-names.ts'
import { freeswitchStage, siteOf } from '../../../fakes/freeswitch/stage.ts'
import { sampleEvents, sampleFiles, sampleText } from '../../../simulators/freeswitch/samples.ts'

const everySample = sampleFiles().flatMap((name) => sampleEvents(name).map(({ event }) => event))
const nameOf = (event: Readonly<Record<string, string>>): string =>
  event['CC-Action'] ?? event['Event-Subclass'] ?? event['Event-Name'] ?? ''

/** One call monitored in every mode, hopped, held, waited for and ended: all that is told meanwhile. */
async function told() {
  const stage = freeswitchStage()
  const all: Readonly<Record<string, string>>[] = []
  let text = ''
  const spy = stage.pbx.connect(
    (bytes) => {
      text += bytes
    },
    () => undefined,
  )
  spy.read('auth SECRET\n\n')
  spy.read(
    'event json CHANNEL_CREATE CHANNEL_ANSWER CHANNEL_CALLSTATE CHANNEL_BRIDGE CHANNEL_UNBRIDGE CHANNEL_HOLD CHANNEL_UNHOLD CHANNEL_HANGUP_COMPLETE CHANNEL_EXECUTE CHANNEL_EXECUTE_COMPLETE CHANNEL_PARK MEDIA_BUG_START MEDIA_BUG_STOP DTMF BACKGROUND_JOB CUSTOM callcenter::info\n\n',
  )
  await stage.live()
  const { target } = await stage.call('a')
  const other = await stage.call('b', '1002')
  const { ticketId } = await stage.monitor(target)
  for (const mode of ['whisperAgent', 'join', 'listen'] as const) await stage.change(ticketId, mode)
  const hopped = stage.connector.hop(ticketId, other.target)
  await stage.clock.advance(100)
  await hopped
  const { core, callcenter } = stage.pbx
  core.hold('b-agent', true)
  core.hold('b-agent', false)
  callcenter.join('member', 'sales@default', 'a-caller')
  callcenter.answer('member', 'nobody', 'a-agent')
  callcenter.leave('member')
  core.hangUp('b-agent')
  core.hangUp('b-caller')
  await stage.clock.advance(200)
  for (const [, body = ''] of text.matchAll(/Content-Type: text\/event-json\n\n(\{.*?\})(?=Content-|$)/g))
    all.push(JSON.parse(body) as Record<string, string>)
  return all
}

describe('the simulated FreeSWITCH', () => {
  it('tells no event and no header that the real one did not tell', async () => {
    const names = new Set(everySample.map(nameOf))
    // Headers of most samples were left out; two have all of theirs.
    const headers = new Set(everySample.flatMap((event) => Object.keys(event)))
    const strange = (await told()).flatMap((event) => [
      ...(names.has(nameOf(event)) ? [] : [`${nameOf(event)} is in no sample`]),
      ...Object.keys(event).filter((header) => !header.startsWith('variable_') && !headers.has(header)),
    ])
    expect([...new Set(strange)].toSorted()).toEqual([])
    expect((await told()).length).toBeGreaterThan(40)
  })

  it('answers no command of the console without a sample of it, or the file of the source it is written from', () => {
    const samples = sampleFiles().map(sampleText).join('\n')
    const written = ['acts', 'commands', 'switch', 'channel']
      .map((name) => readFileSync(join(import.meta.dirname, `../../../simulators/freeswitch/${name}.ts`), 'utf8'))
      .flatMap((text) => text.split('\n'))
      .filter((line) => /^\s*(\/\/|\/\*\*|\*)|\/\/ /.test(line) && /\.c\b|switch_|samples?\/|facts/.test(line))
      .join('\n')
    const without = allowedApi
      .split(' ')
      .filter((name) => !new RegExp(`\\b${name}\\b`).test(samples) && !new RegExp(`\\b${name}\\b`).test(written))
    expect(without).toEqual([])
  })
})

describe('each sample of the real one', () => {
  it.each(sampleFiles())('%s goes through the map, and what comes of it is a floor', (name) => {
    const picture = createPicture(siteOf({ domain: '127.0.0.1', extensions: 'all' }), 'none')
    for (const { atMs, event } of sampleEvents(name)) {
      picture.apply([event], 1_795_667_000_000 + atMs)
      expect(floor.safeParse(picture.whole(1_795_667_000_000 + atMs)).error).toBeUndefined()
    }
  })

  it('09: the line is rung with what the console’s command asks for', () => {
    const invite = sampleText('09-webrtc-invite.txt')
    expect(invite).toMatch(/^X-Monitor-Id: tok-/m)
    expect(invite).toMatch(/^Call-Info: <sip:[\d.]+>;answer-after=0/m)
    // Forced to PCMU in a profile that has Opus too.
    expect([...invite.matchAll(/^m=audio \d+ (.*)$/gm)].map(([, media]) => media?.trim())).toEqual([
      'RTP/SAVPF 0 101 13',
      'RTP/SAVPF 0 101 13',
    ])
  })
})
