// The twelve rules of a monitor, one test each, through the screen: a supervisor's eyes, a tone for a voice, ears at the PBX.
import { expect } from '@playwright/test'
import type { Mode } from '#contract/monitor.ts'
import { choose, listen, live, modeButton, type Screen, screenOf, startConsole, unhurried } from '../stage/console.ts'
import { demoCall, demoEar, demoEnv, demoSiteFile } from '../stage/demo-floor.ts'
import { AGENT_HZ, CALLER_HZ, type Ear } from '../stage/floor.ts'
import type { Recording } from '../stage/operator.ts'
import { dtmfMoments, loudest, wavSamples } from '../stage/tone.ts'
import { test } from './fixtures.ts'
import { headerOf, tapSip } from './support/sip-frames.ts'

const SUPERVISOR_HZ = 1000
const level = async (ear: Ear, hz: number, windowMs = 200): Promise<number> => (await ear([hz], windowMs))[hz] ?? -120
const hears = (ear: Ear, hz: number) =>
  expect.poll(() => level(ear, hz), { message: `${hz} Hz is heard` }).toBeGreaterThan(-30)
const silence = (ear: Ear, hz: number) =>
  expect.poll(() => level(ear, hz), { message: `${hz} Hz is not heard` }).toBeLessThan(-75)
const microphoneIsClosed = async (screen: Screen) => {
  await expect(screen.card).toHaveAttribute('data-microphone', 'closed')
  const tracks = await screen.page.evaluate(() => window.earshotTest.microphones())
  expect(tracks.every((track) => !track.enabled)).toBe(true)
}
const whoHears = (screen: Screen) => screen.card.getAttribute('data-heard-by')
const reasonOf = async (button: ReturnType<Screen['listenTo']>) => {
  await expect(button).toHaveAttribute('aria-disabled', 'true')
  const id = await button.getAttribute('aria-describedby')
  return id
    ? button
        .page()
        .locator(`[id="${id.split(' ')[0]}"]`)
        .textContent()
    : null
}

test('rule 1: a monitor starts in listen whatever was used last, and modes wait until it is live', async ({
  view: screen,
  pbx,
  heard: call,
}) => {
  await choose(screen, 'join')
  await screen.end.click()
  await expect(screen.card).toBeHidden()
  await pbx.operator.request('fault', { delayMs: 600 })
  await screen.listenTo(call.agentName).click()
  await expect(screen.card).toHaveAttribute('data-phase', /asking|connecting/)
  await expect(screen.join).toHaveAttribute('aria-disabled', 'true')
  await screen.join.click({ force: true })
  await live(screen, 'listen')
  expect(await whoHears(screen)).toBe('nobody')
  await silence(call.mouth, SUPERVISOR_HZ)
})

test('rule 2: the microphone is closed in listen, during a change, and after a refused or unconfirmed one', async ({
  view: screen,
  pbx,
  heard: call,
}) => {
  await microphoneIsClosed(screen)
  await silence(call.mouth, SUPERVISOR_HZ)
  await pbx.operator.request('fault', { silentModes: true })
  await screen.join.click()
  await expect(screen.card).toHaveAttribute('data-changing', 'true')
  await microphoneIsClosed(screen)
  await silence(call.mouth, SUPERVISOR_HZ)
  await pbx.operator.request('fault', {})
  await live(screen, 'listen')
  await pbx.operator.request('fault', { refuse: ['INFO', 'monitor.mode'] })
  await screen.join.click()
  await expect(screen.card.getByRole('alert').or(screen.card.getByRole('status')).first()).toBeVisible()
  await microphoneIsClosed(screen)
  await silence(call.mouth, SUPERVISOR_HZ)
  await silence(call.agent, SUPERVISOR_HZ)
  await pbx.operator.request('fault', {})
  await live(screen, 'listen')
  await choose(screen, 'join')
  await hears(call.agent, SUPERVISOR_HZ)
})

test('rule 3: the console always shows who hears the supervisor, and never a mode that is not confirmed', async ({
  view: screen,
  pbx,
  heard: call,
}) => {
  await expect(screen.card).toContainText(call.agentName)
  expect(await whoHears(screen)).toBe('nobody')
  const heard: Record<Exclude<Mode, 'listen'>, string> = {
    whisperAgent: 'agent',
    whisperCaller: 'caller',
    join: 'both',
  }
  for (const [mode, by] of Object.entries(heard)) {
    await choose(screen, mode as Mode)
    expect(await whoHears(screen)).toBe(by)
    await expect(screen.card.getByText(/ hears? you$/)).toBeVisible()
  }
  await choose(screen, 'listen')
  await pbx.operator.request('fault', { silentModes: true })
  await screen.join.click()
  await expect(screen.card).toHaveAttribute('data-changing', 'true')
  expect(await whoHears(screen)).toBe('nobody')
  await expect(screen.card).not.toHaveAttribute('data-mode', 'join')
})

test('rule 4: only the INVITE of a monitor asked for here is answered; outside, stale and guessed ones ring', async ({
  page,
  pbx,
}) => {
  const sip = tapSip(page)
  await page.reload()
  const screen = screenOf(page)
  const call = await demoCall(pbx.operator, { agent: '1001' })
  await listen(screen, call.agentName)
  const token = headerOf(sip.invites()[0] ?? '', 'X-Earshot-Token')
  expect(token.length).toBeGreaterThanOrEqual(16)
  const autoAnswer = { 'Call-Info': '<sip:x>;answer-after=0', 'Alert-Info': 'info=alert-autoanswer' }
  await pbx.operator.request('line.ring', { line: '5001', headers: { ...autoAnswer, 'X-Earshot-Token': token } })
  await expect.poll(() => sip.answers(486).length, { message: 'busy while a monitor is live' }).toBe(1)
  await screen.end.click()
  await expect(screen.card).toBeHidden()
  const answered = sip.answers(200).length
  for (const headers of [
    autoAnswer,
    { ...autoAnswer, 'X-Earshot-Token': token },
    { ...autoAnswer, 'X-Earshot-Token': 'a'.repeat(32) },
  ]) {
    const { invite } = await pbx.operator.request<{ invite: string }>('line.ring', { line: '5001', headers })
    await expect(page.getByRole('button', { name: 'Answer', exact: true })).toBeVisible()
    expect(sip.answers(200).length).toBe(answered)
    await pbx.operator.request('line.cancel', { invite })
    await expect(page.getByRole('button', { name: 'Answer', exact: true })).toBeHidden()
  }
  expect(sip.answers(200).length).toBe(answered)
})

test('rule 5: Listen is offered only with a registered line; else the button says why and how to mend it', async ({
  view: screen,
  pbx,
  page,
}) => {
  const call = await demoCall(pbx.operator, { agent: '1001' })
  const button = screen.listenTo(call.agentName)
  await page.locator('[data-line="registered"]').first().waitFor()
  await page.getByRole('button', { name: /log out of your line/i }).click()
  await expect(page.locator('[data-line="off"]').first()).toBeVisible()
  expect(await reasonOf(button)).toMatch(/line/i)
  await page.getByRole('button', { name: /log in to your line/i }).click()
  await listen(screen, call.agentName)
})

test('rule 6: the site policy decides which whisper is offered, and each refusal gives its reason', async ({
  stage,
  pbx,
}) => {
  const offNet = await demoCall(pbx.operator, { agent: '1001' })
  const onNet = await demoCall(pbx.operator, { agent: '1002', onNet: true })
  const offered = {
    callharbor: { offNet: [true, true], onNet: [false, false] },
    crexendo: { offNet: [true, false], onNet: [true, true] },
    open: { offNet: [true, true], onNet: [true, true] },
  }
  for (const [policy, wanted] of Object.entries(offered)) {
    const desk = await startConsole(demoSiteFile('info', { policy }), demoEnv(pbx))
    const page = await stage.context.newPage()
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
        else expect(await reasonOf(button)).toMatch(/outside line|internal calls/i)
      }
      await expect(screen.join).not.toHaveAttribute('aria-disabled', 'true')
    }
    await page.close()
    await desk.close()
  }
})

test('rule 7: the call ending leaves the monitor up in listen and says so; with follow it goes on with the next call', async ({
  view: screen,
  pbx,
  heard: call,
}) => {
  await screen.card.getByRole('switch', { name: /^Stay with/ }).click({ force: true })
  await choose(screen, 'whisperAgent')
  await hears(call.agent, SUPERVISOR_HZ)
  await call.end()
  const ended = screen.card.getByRole('paragraph').filter({ hasText: /call has ended/i })
  await expect(ended).toBeVisible()
  await microphoneIsClosed(screen)
  expect(await whoHears(screen)).toBe('nobody')
  const next = await demoCall(pbx.operator, { agent: '1001' })
  await live(screen, 'listen')
  await expect(ended).toBeHidden()
  await hears(demoEar(pbx.operator, 'line:5001'), CALLER_HZ)
  await silence(next.agent, SUPERVISOR_HZ)
  await silence(next.mouth, SUPERVISOR_HZ)
})

test('rule 8: ending it in any way leaves the call alone and nothing behind, and the next Listen works at once', async ({
  view: screen,
  pbx,
}) => {
  const call = await demoCall(pbx.operator, { agent: '1001' })
  const nothingLeft = () =>
    expect.poll(async () => (await pbx.operator.request<{ monitors: number }>('stats')).monitors).toBe(0)
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
    await nothingLeft()
    await hears(call.agent, CALLER_HZ)
    await hears(call.caller, AGENT_HZ)
  }
  await unhurried(screen.page)
  await listen(screen, call.agentName)
  expect(await call.gaps()).toEqual({ agent: 0, caller: 0 })
})

test('rule 9: Listen on another call while live is a hop: same SIP call, no ringing, in listen', async ({
  page,
  pbx,
}) => {
  const sip = tapSip(page)
  await page.reload()
  const screen = screenOf(page)
  const first = await demoCall(pbx.operator, { agent: '1001' })
  const second = await demoCall(pbx.operator, { agent: '1002' })
  await listen(screen, first.agentName)
  await choose(screen, 'whisperAgent')
  await screen.listenTo(second.agentName).click()
  await expect(screen.card).toContainText(second.agentName)
  await live(screen, 'listen')
  await microphoneIsClosed(screen)
  await choose(screen, 'whisperAgent')
  await hears(second.agent, SUPERVISOR_HZ)
  await silence(first.agent, SUPERVISOR_HZ)
  expect(sip.invites().length).toBe(1)
})

test('rule 10: the parties hear nothing of any of it: no gap, no beep, no digit', async ({ view: screen, pbx }) => {
  const call = await demoCall(pbx.operator, { agent: '1001' })
  const other = await demoCall(pbx.operator, { agent: '1002' })
  await listen(screen, call.agentName)
  for (const mode of ['whisperAgent', 'listen', 'whisperAgent'] as const) await choose(screen, mode)
  await screen.listenTo(other.agentName).click()
  await expect(screen.card).toContainText(other.agentName)
  await live(screen, 'listen')
  await screen.end.click()
  await expect(screen.card).toBeHidden()
  const stop = (ear: string) => pbx.operator.request<Recording>('ear.stop', { ear })
  for (const ear of ['agent:1001', 'agent:1002', `caller:${call.id}`, `caller:${other.id}`]) {
    const { wav, longestGapFrames } = await stop(ear)
    expect(longestGapFrames, `${ear}: gap`).toBe(0)
    // Where a whisper begins and ends, its edge alone has a little of every tone.
    const whisperedTo = ear === 'agent:1001'
    expect(dtmfMoments(wavSamples(wav), 8000, whisperedTo ? -38 : -57), `${ear}: digits`).toEqual([])
    if (ear !== 'agent:1001')
      expect(loudest(wavSamples(wav), SUPERVISOR_HZ, 8000), `${ear}: supervisor`).toBeLessThan(-57)
  }
})

test('rule 11: from every speaking mode every other mode is one step away', async ({ view: screen, heard: call }) => {
  await expect(screen.card).toContainText(call.agentName)
  const speaking: Mode[] = ['whisperAgent', 'whisperCaller', 'join']
  for (const from of speaking) {
    for (const to of ['listen', ...speaking].filter((mode) => mode !== from) as Mode[]) {
      await choose(screen, from)
      await expect(modeButton(screen, to)).toBeVisible()
      await choose(screen, to)
    }
  }
})

test('rule 12: the console says across the top what is going on', async ({ view: screen, pbx, page }) => {
  const call = await demoCall(pbx.operator, { agent: '1001', name: 'Ada Caller' })
  await listen(screen, call.agentName)
  const banner = page.locator('[data-banner]')
  await expect(banner).toContainText(/monitoring the call/i)
  await choose(screen, 'whisperAgent')
  await expect(banner).toContainText(`Whispering to ${call.agentName}`)
  await choose(screen, 'whisperCaller')
  await expect(banner).toContainText('Speaking to Ada Caller only')
  await choose(screen, 'join')
  await expect(banner).toContainText(/joined the call/i)
  await choose(screen, 'listen')
  await expect(banner).toContainText(/monitoring the call/i)
})
