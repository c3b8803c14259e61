// The fifteen rules of a monitor on the simulated FreeSWITCH, one test each, through the screen and with ears at the PBX.
import { expect } from '@playwright/test'
import { type Mode, modes } from '#contract/monitor.ts'
import {
  choose,
  listen,
  live,
  modeButton,
  type Screen,
  screenOf,
  startConsole,
  unhurried,
} from '../../stage/console.ts'
import { demoCall, demoEar, demoSiteFile } from '../../stage/demo-floor.ts'
import { AGENT_HZ, CALLER_HZ, type Ear } from '../../stage/floor.ts'
import { freeswitchOrder, freeswitchSiteOf, namesOf } from '../../stage/freeswitch-floor.ts'
import type { Recording } from '../../stage/operator.ts'
import { dtmfMoments, loudest, wavSamples } from '../../stage/tone.ts'
import { headerOf, tapSip } from '../support/sip-frames.ts'
import { endMonitor, nothingMonitored, type Stage, test } from './stage.ts'

const SUPERVISOR_HZ = 1000
const LINE_NOT_REGISTERED = /Your phone line is logged out\. Log in to listen\./
const level = async (ear: Ear, hz: number): Promise<number> => (await ear([hz], 200))[hz] ?? -120
const hears = (ear: Ear, hz: number) => expect.poll(() => level(ear, hz)).toBeGreaterThan(-40)
const silence = (ear: Ear, hz: number) => expect.poll(() => level(ear, hz)).toBeLessThan(-75)
const microphoneIsClosed = async ({ card, page }: Screen) => {
  await expect(card).toHaveAttribute('data-microphone', 'closed')
  const tracks = await page.evaluate(() => window.earshotTest.microphones())
  expect(tracks.every(({ enabled }) => !enabled)).toBe(true)
}
const heardBy = ({ card }: Screen, who: 'nobody' | 'agent' | 'caller' | 'both') =>
  expect(card).toHaveAttribute('data-heard-by', who)
const callOf = ({ pbx }: Stage, agent: string, more: object = {}) => demoCall(pbx.operator, { agent, ...more })
const misbehave = ({ pbx }: Stage, faults: object) => freeswitchOrder(pbx, { faults })
/** Asked a second time, a digit that was lost makes its mode: what is put right before the console has given it up is no fault. */
const givenUp = ({ screen }: Stage) => expect(screen.card).toHaveAttribute('data-mode', 'unconfirmed')
const restored = async (stage: Stage) => {
  await misbehave(stage, {})
  await live(stage.screen, 'listen')
}

test.afterEach(async ({ stage }) => {
  await misbehave(stage, {})
  const { calls } = await stage.pbx.operator.request<{ calls: { id: string }[] }>('feed.subscribe')
  for (const { id } of calls) await stage.pbx.operator.request('scenario.end', { call: id }).catch(() => undefined)
})

test('rule 1: it begins in listen whatever was used last, and modes wait until it is live', async ({ stage }) => {
  const { screen } = stage
  const call = await callOf(stage, '1001')
  await listen(screen, call.agentName)
  await choose(screen, 'join')
  await endMonitor(stage)
  await misbehave(stage, { lateMs: 300 })
  await unhurried(screen.page)
  await screen.listenTo(call.agentName).click()
  await expect(screen.card).toHaveAttribute('data-phase', /asking|connecting/)
  await expect(screen.join).toHaveAttribute('aria-disabled', 'true')
  await live(screen, 'listen')
  await heardBy(screen, 'nobody')
  await silence(call.mouth, SUPERVISOR_HZ)
  await misbehave(stage, {})
  await endMonitor(stage)
})

test('rule 2: the microphone is closed in listen, during a change, and after a refused or unconfirmed one', async ({
  stage,
}) => {
  const { screen } = stage
  const call = await callOf(stage, '1001')
  await listen(screen, call.agentName)
  await microphoneIsClosed(screen)
  await misbehave(stage, { ignore: ['uuid_recv_dtmf'] })
  await screen.join.click()
  await expect(screen.card).toHaveAttribute('data-changing', 'true')
  await microphoneIsClosed(screen)
  await silence(call.mouth, SUPERVISOR_HZ)
  await givenUp(stage)
  await microphoneIsClosed(screen)
  await restored(stage)
  await misbehave(stage, { refuse: [{ command: 'uuid_recv_dtmf', text: '-ERR no reply\n', done: false }] })
  await screen.join.click()
  await expect(screen.card).toHaveAttribute('data-changing', 'true')
  await live(screen, 'listen')
  await microphoneIsClosed(screen)
  await silence(call.agent, SUPERVISOR_HZ)
  await restored(stage)
  await choose(screen, 'join')
  await hears(call.agent, SUPERVISOR_HZ)
  await endMonitor(stage)
})

test('rule 3: the card says who hears, by ear, and no mode that the PBX has not told', async ({ stage }) => {
  const { screen } = stage
  const call = await callOf(stage, '1001')
  await listen(screen, call.agentName)
  await heardBy(screen, 'nobody')
  const wanted = { whisperAgent: 'agent', whisperCaller: 'caller', join: 'both' } as const
  for (const mode of ['whisperAgent', 'whisperCaller', 'join'] as const) {
    await choose(screen, mode)
    await heardBy(screen, wanted[mode])
    for (const [side, ear] of [
      ['agent', call.agent],
      ['caller', call.caller],
    ] as const)
      await (wanted[mode] === side || wanted[mode] === 'both' ? hears : silence)(ear, SUPERVISOR_HZ)
  }
  await choose(screen, 'listen')
  // The digit is taken, and nobody tells.
  await misbehave(stage, { lose: ['DTMF'] })
  await screen.join.click()
  await expect(screen.card).toHaveAttribute('data-changing', 'true')
  await expect(screen.card).not.toHaveAttribute('data-mode', 'join')
  await microphoneIsClosed(screen)
  await givenUp(stage)
  await microphoneIsClosed(screen)
  await restored(stage)
  await endMonitor(stage)
})

test('rule 4: only the INVITE whose X-Monitor-Id was asked for is answered; outside, stale and guessed ones ring', async ({
  stage,
}) => {
  const { pbx, desk, browser } = stage
  const page = stage.screen.page
  const sip = tapSip(page)
  await page.reload()
  const screen = screenOf(page)
  const call = await callOf(stage, '1001')
  await listen(screen, call.agentName)
  const token = headerOf(sip.invites()[0] ?? '', 'X-Monitor-Id')
  expect(token.length).toBeGreaterThanOrEqual(16)
  await endMonitor({ pbx, desk, browser, screen })
  const answered = sip.answers(200).length
  const autoAnswer = { 'Call-Info': '<sip:127.0.0.1>;answer-after=0' }
  for (const headers of [
    autoAnswer,
    { ...autoAnswer, 'X-Monitor-Id': token },
    { ...autoAnswer, 'X-Monitor-Id': 'a'.repeat(32) },
  ]) {
    const { invite } = await pbx.operator.request<{ invite: string }>('line.ring', { line: '5001', headers })
    const button = page.getByRole('button', { name: 'Answer', exact: true })
    await expect(button).toBeVisible()
    await pbx.operator.request('line.cancel', { invite })
    await expect(button).toBeHidden()
  }
  expect(sip.answers(200).length).toBe(answered)
})

test('rule 5: without a registered phone Listen says why and begins nothing, and works once there is one', async ({
  stage,
}) => {
  const { screen } = stage
  const { page } = screen
  const call = await callOf(stage, '1001')
  await page.locator('[data-line="registered"]').first().waitFor()
  await page.getByRole('button', { name: /log out of your line/i }).click()
  await expect(page.locator('[data-line="off"]').first()).toBeVisible()
  // Another phone of the same user might ring: only FreeSWITCH knows that there is none.
  await expect(screen.listenTo(call.agentName)).toHaveAttribute('aria-disabled', 'true')
  await expect(screen.listenTo(call.agentName)).toHaveAccessibleDescription(LINE_NOT_REGISTERED)
  await nothingMonitored(stage)
  await page
    .getByRole('button', { name: /log in to your line/i })
    .first()
    .click()
  await unhurried(page)
  await listen(screen, call.agentName)
  await endMonitor(stage)
})

test('rule 6: the site’s policy decides which whisper is offered, with the reason of each refusal', async ({
  stage,
}) => {
  test.slow() // two more consoles
  const { pbx, browser } = stage
  const offNet = await callOf(stage, '1001')
  const onNet = await callOf(stage, '1002', { onNet: true })
  const offered = {
    callharbor: { offNet: [true, true], onNet: [false, false] },
    crexendo: { offNet: [true, false], onNet: [true, true] },
  }
  const site = { ...freeswitchSiteOf(pbx, { line: '5001', way: 'api' }), agents: await namesOf(pbx) }
  await stage.screen.page.getByRole('button', { name: /log out of your line/i }).click()
  for (const [policy, wanted] of Object.entries(offered)) {
    const desk = await startConsole(demoSiteFile('api', { policy, site }), {})
    const page = await browser.newPage()
    await page.goto(desk.address)
    const screen = screenOf(page)
    for (const [call, whispers] of [
      [offNet, wanted.offNet],
      [onNet, wanted.onNet],
    ] as const) {
      await listen(screen, call.agentName)
      for (const [index, mode] of (['whisperAgent', 'whisperCaller'] as const).entries()) {
        const button = modeButton(screen, mode)
        if (whispers[index]) await expect(button).not.toHaveAttribute('aria-disabled', 'true')
        else {
          await expect(button).toHaveAttribute('aria-disabled', 'true')
          await expect(button).toHaveAccessibleDescription(/outside line|internal calls/i)
        }
      }
      await expect(screen.join).not.toHaveAttribute('aria-disabled', 'true')
    }
    await page.close()
    await desk.close()
  }
  await stage.screen.page.getByRole('button', { name: /log in to your line/i }).click()
})

test('rule 7: the end of the call leaves the monitor up in listen; with follow it goes on with the next, unheard', async ({
  stage,
}) => {
  const { screen, pbx } = stage
  const call = await callOf(stage, '1001')
  await listen(screen, call.agentName)
  await screen.card.getByRole('switch', { name: /^Stay with/ }).click({ force: true })
  await choose(screen, 'whisperAgent')
  await call.end()
  const ended = screen.card.getByRole('paragraph').filter({ hasText: /call has ended/i })
  await expect(ended).toBeVisible()
  await microphoneIsClosed(screen)
  await heardBy(screen, 'nobody')
  const next = await callOf(stage, '1001')
  await live(screen, 'listen')
  await expect(ended).toBeHidden()
  await hears(demoEar(pbx.operator, 'line:5001'), CALLER_HZ)
  await silence(next.agent, SUPERVISOR_HZ)
  await endMonitor(stage)
})

test('rule 8: ending it in any way leaves the call alone and nothing behind, and the next Listen works at once', async ({
  stage,
}) => {
  const { screen, pbx } = stage
  const call = await callOf(stage, '1001')
  const ways: (() => Promise<unknown>)[] = [
    () => screen.end.click(),
    () => screen.listenTo(call.agentName).click(),
    () => pbx.operator.request('line.hangup', { line: '5001' }),
  ]
  for (const end of ways) {
    await unhurried(screen.page)
    await listen(screen, call.agentName)
    await unhurried(screen.page)
    await end()
    await expect(screen.card).toBeHidden()
    await nothingMonitored(stage)
    await hears(call.agent, CALLER_HZ)
    await hears(call.caller, AGENT_HZ)
  }
  expect(await call.gaps()).toEqual({ agent: 0, caller: 0 })
})

test('rules 9 and 10: another Listen is a hop of the same SIP call in listen, and no party hears anything of it', async ({
  stage,
}) => {
  const { pbx } = stage
  const page = stage.screen.page
  const sip = tapSip(page)
  await page.reload()
  const screen = screenOf(page)
  const [first, second] = [await callOf(stage, '1001'), await callOf(stage, '1002')]
  await listen(screen, first.agentName)
  await choose(screen, 'whisperAgent')
  await screen.listenTo(second.agentName).click()
  await expect(screen.card).toContainText(second.agentName)
  await live(screen, 'listen')
  await microphoneIsClosed(screen)
  await silence(first.agent, SUPERVISOR_HZ)
  expect(sip.invites()).toHaveLength(1)
  await endMonitor({ ...stage, screen })
  for (const ear of ['agent:1001', 'agent:1002', `caller:${first.id}`, `caller:${second.id}`]) {
    const { wav, longestGapFrames } = await pbx.operator.request<Recording>('ear.stop', { ear })
    const samples = wavSamples(wav)
    expect(longestGapFrames, `${ear}: gap`).toBe(0)
    // Where a whisper begins and ends, its edge alone has a little of every tone.
    expect(dtmfMoments(samples, 8000, ear === 'agent:1001' ? -38 : -57), `${ear}: digits`).toEqual([])
    if (ear !== 'agent:1001') expect(loudest(samples, SUPERVISOR_HZ, 8000), `${ear}: supervisor`).toBeLessThan(-57)
  }
})

test('rules 11 and 12: from every mode every other is one step away, and the banner says which it is', async ({
  stage,
}) => {
  const { screen } = stage
  const call = await callOf(stage, '1001', { name: 'Ada Caller' })
  const says: Record<Mode, string | RegExp> = {
    listen: /monitoring the call/i,
    whisperAgent: `Whispering to ${call.agentName}`,
    whisperCaller: 'Speaking to Ada Caller only',
    join: /joined the call/i,
  }
  await listen(screen, call.agentName)
  for (const from of modes)
    for (const to of modes.filter((mode) => mode !== from)) {
      if (!(await screen.card.getAttribute('data-mode'))?.startsWith(from)) await choose(screen, from)
      await choose(screen, to)
      await expect(screen.page.locator('[data-banner]')).toContainText(says[to])
    }
  if ((await screen.card.getAttribute('data-mode')) !== 'listen') await choose(screen, 'listen')
  await endMonitor(stage)
})

test('rule 13: back to listen is silent at once, though the PBX takes no digit and tells nothing', async ({
  stage,
}) => {
  const { screen } = stage
  const call = await callOf(stage, '1001')
  await listen(screen, call.agentName)
  await choose(screen, 'join')
  await misbehave(stage, { ignore: ['uuid_recv_dtmf'], lose: ['DTMF'] })
  await screen.listenOnly.click()
  // The line's own microphone is closed at its source: that is known, whatever the PBX does.
  await microphoneIsClosed(screen)
  await silence(call.agent, SUPERVISOR_HZ)
  await silence(call.caller, SUPERVISOR_HZ)
  await misbehave(stage, {})
  await expect(screen.card).toHaveAttribute('data-heard-by', 'nobody')
  await endMonitor(stage)
})

test('rule 14: whoever comes to the call under an open microphone hears nothing until it is chosen again', async ({
  stage,
}) => {
  const { screen, pbx } = stage
  const call = await callOf(stage, '1001', { onNet: true })
  await listen(screen, call.agentName)
  await choose(screen, 'join')
  await hears(call.caller, SUPERVISOR_HZ)
  await pbx.operator.request('scenario.handOff', { call: call.id, number: '+15550177' })
  await live(screen, 'listen')
  await microphoneIsClosed(screen)
  await silence(call.caller, SUPERVISOR_HZ)
  await choose(screen, 'join')
  await hears(call.caller, SUPERVISOR_HZ)
  await endMonitor(stage)
})

test('rule 15: a Listen whose answer is lost is asked once, and what is ended leaves nothing though no answer comes', async ({
  stage,
}) => {
  const page = stage.screen.page
  const sip = tapSip(page)
  await page.reload()
  const screen = screenOf(page)
  const call = await callOf(stage, '1001')
  await page.locator('[data-line="registered"]').first().waitFor()
  await misbehave(stage, { mute: ['originate'] })
  await listen(screen, call.agentName)
  expect(sip.invites()).toHaveLength(1)
  await misbehave(stage, { mute: ['uuid_kill', 'originate'] })
  await unhurried(page)
  await screen.end.click()
  await expect(screen.card).toBeHidden()
  await nothingMonitored(stage)
  await hears(call.caller, AGENT_HZ)
  await misbehave(stage, {})
})
