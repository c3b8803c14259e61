// Rows of the table that are no gap in a whisper: how a line comes up beside others, and how fast it answers.
import { createSocket } from 'node:dgram'
import { agentHz } from '../../../asterisk/sip-phone.ts'
import { choose, listen, type Screen, unhurried } from '../../../stage/console.ts'
import { lateness, pause, type Row, seconds, type Verdict } from '../row.ts'
import { deskPhoneOn, type LineStage } from '../stage.ts'

export const lineRows: readonly Row[] = [
  { name: 'a STUN server that never answers', run: silentStun },
  { name: 'max_contacts reached', run: fullLine },
  { name: 'a desk phone on the same line', run: twoContacts },
  { name: 'own ghost after a power cut in a whisper', run: ghost },
]

async function silentStun(stage: LineStage): Promise<Verdict> {
  const silent = createSocket('udp4')
  await new Promise<void>((resolve) => silent.bind(0, stage.network.near, resolve))
  const urls = `stun:${stage.network.near}:${silent.address().port}`
  try {
    const screen = await stage.open({ iceServers: [{ urls }] })
    await stage.call()
    await listen(screen, 'Ada Agent')
    const last = stage.relay.moments('INVITE').at(-1)
    const took = last?.answered ? last.answered - last.asked : null
    return {
      ...(await monitoring(screen)),
      backMs: took,
      wrong: [lateness('the line answers', took, 600)].filter((one) => one !== null),
    }
  } finally {
    silent.close()
  }
}

/** The only place of the line is another phone's. */
async function fullLine(stage: LineStage): Promise<Verdict> {
  const { pbx } = stage.centre
  const desk = await deskPhoneOn(stage.centre)
  const places = (text: string, from: number, to: number) =>
    text.replace(new RegExp(`(\\[5001\\]\\ntype=aor\\nmax_contacts=)${from}`), `$1${to}`)
  pbx.rewrite('pjsip.conf', (text) => places(text, 5, 1))
  await pbx.cli('module reload res_pjsip.so')
  try {
    const { page } = await stage.open({})
    const badge = page.locator('[data-line]').first()
    await page.locator('[data-line="refused"], [data-line="lost"]').first().waitFor({ timeout: 15_000 })
    // Before the desk has looked why, only that it was refused is known.
    await page
      .locator('[data-line]', { hasText: 'max_contacts' })
      .first()
      .waitFor({ timeout: 10_000 })
      .catch(() => null)
    const sees = ((await badge.textContent()) ?? '').replace(/\s+/g, ' ').trim()
    await desk.unregister()
    const freed = Date.now()
    const logIn = page.getByRole('button', { name: 'Log in to your line' })
    if (await logIn.isVisible()) await logIn.click()
    const isBack = await page
      .locator('[data-line="registered"]')
      .first()
      .waitFor({ timeout: 10_000 })
      .then(
        () => true,
        () => false,
      )
    return {
      hears: 'nothing: there is no line',
      isHeard: 'no',
      sees: [sees],
      backMs: isBack ? Date.now() - freed : null,
      wrong: [
        ...(isBack ? [] : ['the line does not come back when there is room']),
        ...(/password/i.test(sees) ? [`the password is blamed: ${sees}`] : []),
      ],
    }
  } finally {
    pbx.rewrite('pjsip.conf', (text) => places(text, 1, 5))
    await pbx.cli('module reload res_pjsip.so')
    await desk.unregister()
  }
}

/** It was there first; the monitor's call must not ring there. */
async function twoContacts(stage: LineStage): Promise<Verdict> {
  const desk = await deskPhoneOn(stage.centre)
  try {
    const screen = await stage.open({})
    await stage.call()
    const began = Date.now()
    await listen(screen, 'Ada Agent')
    const took = Date.now() - began
    const rang = desk.invites.length
    return {
      ...(await monitoring(screen)),
      backMs: took,
      wrong: rang > 0 ? [`the desk phone rang ${rang} times`] : [],
    }
  } finally {
    await desk.unregister()
  }
}

async function ghost(stage: LineStage): Promise<Verdict> {
  const before = await stage.open({})
  const call = await stage.call()
  await listen(before, 'Ada Agent')
  await unhurried(before.page)
  await choose(before, 'whisperAgent')
  await pause(500)
  stage.signal('SIGKILL')
  const killed = Date.now()
  while (call.agent.ear.level(1000, 100) > 400 && Date.now() - killed < 20_000) await pause(25)
  const silentMs = Date.now() - killed
  const screen = await stage.open({})
  const started = Date.now()
  await screen.page
    .locator('[data-line="registered"]')
    .first()
    .waitFor({ timeout: 15_000 })
    .catch(() => undefined)
  const badge = await screen.page.locator('[data-line]').first().getAttribute('data-line')
  const backMs = badge === 'registered' ? Date.now() - started : null
  await listen(screen, 'Ada Agent')
  const after = await monitoring(screen)
  const contacts = (await stage.centre.pbx.cli('pjsip show contacts')).match(/5001\/sip:/g)?.length ?? 0
  return {
    hears: after.hears,
    isHeard: `silent ${seconds(silentMs)} after the power cut`,
    sees: [`line ${badge}, contacts at the PBX: ${contacts}`],
    backMs,
    wrong: [
      ...(silentMs > 2_000 ? [`the agent hears something for ${seconds(silentMs)}`] : []),
      ...(backMs === null ? [`the line is ${badge}`] : []),
    ],
  }
}

/** What the person has once it is live. */
async function monitoring({ page }: Screen): Promise<Pick<Verdict, 'hears' | 'isHeard' | 'sees'>> {
  const tone = await page.evaluate((hz) => window.earshotTest.firstTone(hz, 3_000), agentHz)
  if (tone === null) throw new Error('the agent is not heard')
  return { hears: 'the agent', isHeard: 'no: it is a listen', sees: [] }
}
