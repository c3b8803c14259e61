// Agent and caller are told of being monitored, by tone: who hears it and who does not, over hop, hold and transfer; and nobody speaks before the announcement.
import { expect, type Page } from '@playwright/test'
import { live, unhurried } from '../../stage/console.ts'
import { type DemoPbx, demoCall, demoSiteFile } from '../../stage/demo-floor.ts'
import { test } from '../fixtures.ts'

const toneHz = 1400
const announcementHz = 880
const everyS = 2

test.use({
  siteFile: demoSiteFile('info', {
    notice: { rules: [{ tone: { to: 'both', everyS }, announcement: { to: 'both' } }] },
  }),
})

/** How often a sound began in each of these ears, and whether it is there now. */
async function hearing(pbx: DemoPbx, ears: readonly string[]) {
  const begun = new Map<string, number>()
  const on = new Set<string>()
  const stop = pbx.operator.onEvent((event) => {
    if (event.event !== 'ear.tone') return
    const key = `${event.ear} ${event.frequency}`
    if (event.on) begun.set(key, (begun.get(key) ?? 0) + 1)
    if (event.on) on.add(key)
    else on.delete(key)
  })
  for (const ear of ears) await pbx.operator.request('ear.watch', { ear, frequencies: [toneHz, announcementHz] })
  return {
    times: (ear: string, hz: number) => begun.get(`${ear} ${hz}`) ?? 0,
    isOn: (ear: string, hz: number) => on.has(`${ear} ${hz}`),
    again: () => begun.clear(),
    stop,
  }
}

const microphone = (page: Page) => page.locator('.card').getAttribute('data-microphone')

test('the tone is heard by agent and caller alone, goes along with the monitor, and nobody speaks before the announcement', async ({
  page,
  view,
  pbx,
}) => {
  const first = await demoCall(pbx.operator, { agent: '1001' })
  const second = await demoCall(pbx.operator, { agent: '1002' })
  const [one, two] = [
    { agent: 'agent:1001', caller: `caller:${first.id}` },
    { agent: 'agent:1002', caller: `caller:${second.id}` },
  ]
  const heard = await hearing(pbx, [one.agent, one.caller, two.agent, two.caller, 'line:5001'])
  const tones = (ear: string) => heard.times(ear, toneHz)

  await page.locator('[data-line="registered"]').first().waitFor({ timeout: 15_000 })
  await view.listenTo(first.agentName).click()
  await live(view, 'listen')
  const told = page.getByRole('status', { name: 'Notice of monitoring' })
  await expect(told).toHaveText(/Tone to both every 2 s.*Announcement before you speak/)
  await expect.poll(() => Math.min(tones(one.agent), tones(one.caller))).toBeGreaterThanOrEqual(2)

  await test.step('the key is down before the announcement: the microphone opens after it', async () => {
    await page.keyboard.down('v')
    await expect(told).toHaveText(/The announcement is playing/)
    for (;;) {
      const now = [await microphone(page), await view.card.getAttribute('data-mode')]
      // Looked at after it: what was read is of the announcement only if that still plays.
      if (heard.times(one.agent, announcementHz) > 0 && !heard.isOn(one.agent, announcementHz)) break
      expect(now).toEqual(['closed', 'listen'])
    }
    expect(heard.times(one.caller, announcementHz)).toBe(1)
    await live(view, 'whisperAgent')
    await expect.poll(() => microphone(page)).toBe('open')
    await page.keyboard.up('v')
    await live(view, 'listen')
    await expect(told).toHaveText(/Announced: you can speak/)
  })

  await test.step('it goes on while the call is on hold', async () => {
    await pbx.operator.request('scenario.hold', { call: first.id, on: true })
    heard.again()
    await expect.poll(() => Math.min(tones(one.agent), tones(one.caller))).toBeGreaterThanOrEqual(1)
    await pbx.operator.request('scenario.hold', { call: first.id, on: false })
  })

  await test.step('a hop takes it along, and leaves none behind', async () => {
    await unhurried(page)
    heard.again()
    await view.listenTo(second.agentName).click()
    await expect(view.card).toContainText(second.agentName)
    await expect.poll(() => Math.min(tones(two.agent), tones(two.caller))).toBeGreaterThanOrEqual(2)
    expect(tones(one.agent)).toBeLessThanOrEqual(1)
    await expect(told).toHaveText(/Announcement before you speak/)
  })

  await test.step('a transfer takes it along', async () => {
    await pbx.operator.request('scenario.transfer', { call: second.id, to: '1003', attended: true })
    const third = await hearing(pbx, ['agent:1003'])
    await expect.poll(() => third.times('agent:1003', toneHz)).toBeGreaterThanOrEqual(1)
    third.stop()
  })

  await test.step('it ends with the monitor, and the supervisor never heard it', async () => {
    await view.end.click()
    await expect(view.card).toBeHidden()
    const silentFor = (ms: number) =>
      page.waitForFunction(([since = 0, wanted = 0]) => Date.now() - since > wanted, [Date.now(), ms])
    await silentFor(400)
    heard.again()
    await silentFor(everyS * 1000 + 300)
    for (const ear of [one.agent, one.caller, two.agent, two.caller]) expect(tones(ear)).toBe(0)
    expect([tones('line:5001'), heard.times('line:5001', announcementHz)]).toEqual([0, 0])
  })
  heard.stop()
})
