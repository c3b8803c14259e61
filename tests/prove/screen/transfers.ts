// `npm run prove -- asterisk --transfers N --screen`: N attended and N blind transfers of a call that is monitored in the real window.
import type { Browser } from '@playwright/test'
import { type TalkingCall, until } from '../../asterisk/call-centre.ts'
import type { Dialog } from '../../asterisk/sip-dialog.ts'
import { agentHz, callerHz } from '../../asterisk/sip-phone.ts'
import { besideLoops } from '../../faults/busy-loops.ts'
import { type AsteriskConsole, openAsteriskConsole } from '../../stage/asterisk-console.ts'
import { instrument, startBrowser } from '../../stage/browser.ts'
import { choose, listen, type Screen, screenOf, unhurried } from '../../stage/console.ts'
import { toneDb } from '../../stage/tone.ts'
import { claimsSoFar, recordClaims, type ShownClaim, wasNamed } from './claims.ts'
import { asTable, type Kind, type Outcome, type Run } from './transfer-table.ts'
import { frameMs, type VoiceWatch, watchVoice } from './voice-watch.ts'

const BEN_HZ = 540
const names = { ada: 'Ada Agent', ben: 'Ben Agent' } as const

/** So long the supervisor is heard before the call is sent on. */
const spokenFrames = 25
const goesAlongWithinMs = 5000
/** A voice needs so long from the supervisor's microphone to the ear. */
const tailMs = 400

/** True: no monitor was lost, and nobody heard whom the card did not name. */
export async function proveTransfersOnScreen(times: number): Promise<boolean> {
  const stage = await openAsteriskConsole({ '1002': BEN_HZ })
  const seat = createSeat(stage)
  try {
    const quiet = await runAll(stage, seat, Math.ceil(times / 2))
    const busy = await besideLoops(() => runAll(stage, seat, Math.floor(times / 2)))
    console.log(`\ntransfers of a call that is monitored in the real window\n\n${asTable(quiet, busy)}`)
    return [...quiet, ...busy].every(({ lost, unnamedMs, why }) => lost === null && unnamedMs === 0 && why === null)
  } finally {
    await seat.close()
    await stage.close()
  }
}

type Seat = { view(): Promise<Screen>; close(): Promise<void> }

/** A browser and the console's window in it; closed, the next view is of new ones. */
function createSeat(stage: AsteriskConsole): Seat {
  let browser: Browser | null = null
  let screen: Screen | null = null
  return {
    async view() {
      if (screen) return screen
      browser = await startBrowser()
      const page = await browser.newPage()
      await instrument(page)
      await recordClaims(page)
      await page.goto(stage.desk().address)
      screen = screenOf(page)
      return screen
    },
    async close() {
      await browser?.close()
      browser = null
      screen = null
    },
  }
}

/** So many of attended and of blind ones, half of each by either side, in every speaking mode in turn. */
async function runAll(stage: AsteriskConsole, seat: Seat, times: number): Promise<Outcome[]> {
  const modes = ['whisperAgent', 'join', 'whisperCaller'] as const
  const outcomes: Outcome[] = []
  for (let round = 0; round < times; round++)
    for (const how of ['blind', 'attended'] as const) {
      const kind: Kind = `${how} by the ${round % 2 === 0 ? 'agent' : 'other party'}`
      const run: Run = { kind, mode: modes[round % modes.length] ?? 'join' }
      const outcome = await seat
        .view()
        .then((view) => runOne(stage, view, run))
        .catch((cause: unknown) => notJudged(stage, seat, run, String(cause)))
      if (outcome.lost !== null || outcome.unnamedMs > 0) console.log('WRONG', JSON.stringify(outcome))
      outcomes.push(outcome)
      if (outcomes.length % 10 === 0) console.log(`${outcomes.length} so far`)
    }
  return outcomes
}

/**
 * The call could not even be listened to and spoken on, as where a starved browser has no sound any more: all begins anew. The console too,
 * since the address it has given is used up with the window that is gone.
 */
async function notJudged(stage: AsteriskConsole, seat: Seat, run: Run, why: string): Promise<Outcome> {
  console.log('NOT JUDGED', JSON.stringify({ ...run, why }))
  await seat.close()
  await stage.killConsole()
  await stage.startConsole()
  await stage.still()
  return { ...run, why, lost: null, unnamedMs: 0, onItsWayMs: 0, heardMs: 0 }
}

async function runOne(stage: AsteriskConsole, view: Screen, run: Run): Promise<Outcome> {
  const { kind, mode } = run
  const call = await stage.call('1001')
  // The row may show the call before for a moment; whoever presses then is told that it is over.
  const row = view.agents.getByRole('row').filter({ hasText: names.ada }).filter({ hasText: call.outside.user })
  await row.getByRole('button', { name: `Listen to ${names.ada}` }).waitFor()
  await claimsSoFar(view.page)
  await listen(view, names.ada)
  await until(async () => (await levels(view, [agentHz, callerHz])).every((level) => level > -35), 'both are heard')
  const ears: VoiceWatch[] = [watchVoice(names.ada, call.agent.ear), watchVoice(call.outside.user, call.caller.ear)]
  await choose(view, mode)
  await until(() => ears.some(({ heardAt }) => heardAt.length > spokenFrames), 'somebody hears the supervisor')
  const answering = stage.phones
    .ben()
    .nextCall()
    .then((next) => {
      ears.push(watchVoice(names.ben, next.ear))
      return next
    })
  const sentOn = await transfer(stage, call, kind)
  const next = await answering
  const lost = await whyLost(view, run)
  await view.page.waitForTimeout(tailMs) // what is on its way to an ear comes within this, and is counted
  const claims = await claimsSoFar(view.page)
  for (const ear of ears) ear.stop()
  await end(stage, view, [next, call.agent, call.caller])
  return { ...run, why: null, lost: lost ?? whyLostBefore(claims), ...heard(ears, claims, sentOn) }
}

/** When the call was sent on, epoch ms. */
async function transfer(stage: AsteriskConsole, call: TalkingCall, kind: Kind): Promise<number> {
  const byAgent = kind.endsWith('agent')
  const [dialog, phone, hz] = byAgent
    ? [call.agent, stage.phones.ada(), agentHz]
    : [call.caller, call.outside, callerHz]
  if (kind.startsWith('blind')) {
    await dialog.blindTransfer('1002')
    return Date.now()
  }
  await dialog.hold(true)
  const consultation = await phone.dial('1002')
  const [asked] = await Promise.all([
    until(() => stage.phones.ben().calls()[0], 'the next is asked'),
    consultation.answered,
  ])
  await until(() => asked.ear.level(hz) > 4000, 'they talk')
  await dialog.attendedTransfer(consultation)
  return Date.now()
}

/** A whisper to the agent may stand where the agent stays; every other mode was not chosen for those who are there now. */
const mayStand = ({ kind, mode }: Run): boolean => kind.endsWith('other party') && mode === 'whisperAgent'

/** The card names whoever is on the call now, and the supervisor hears both; null once it is so. */
async function whyLost(view: Screen, run: Run): Promise<string | null> {
  const stays = run.kind.endsWith('agent') ? callerHz : agentHz
  let heard: readonly number[] = []
  const { card } = view
  const isThere = async () => {
    const [text, phase, call, mode] = await Promise.all([
      card.textContent(),
      card.getAttribute('data-phase'),
      card.getAttribute('data-call'),
      card.getAttribute('data-mode'),
    ])
    heard = await levels(view, [stays, BEN_HZ])
    const isRight = mode === 'listen' || (mayStand(run) && mode === run.mode)
    const isShown = phase === 'live' && call === 'up' && isRight && text?.includes(names.ben)
    return isShown && heard.every((level) => level > -35)
  }
  return until(isThere, 'it goes along', goesAlongWithinMs).then(
    () => null,
    async () => {
      const then = `after ${goesAlongWithinMs} ms they are heard at ${heard.join(' and ')} dB, and the card says: ${await card.textContent()}`
      const later = await until(isThere, 'it goes along late', 30_000).then(
        () => 'it went along later',
        () => 'and half a minute later it is still so',
      )
      return `${then}; ${later} (${Date.now()})`
    },
  )
}

/** What plays in the window now, dBFS. */
async function levels({ page }: Screen, tones: readonly number[]): Promise<readonly number[]> {
  const samples = await page.evaluate((count) => window.earshotTest.hear(count), 9600)
  return tones.map((hz) => Math.round(toneDb(samples, hz, 48_000)))
}

/** What was said for a moment and taken back. */
const whyLostBefore = (claims: readonly ShownClaim[]): string | null =>
  claims.some(({ phase, call }) => phase === 'live' && call === 'ended')
    ? 'for a moment the card said that the call had ended'
    : null

async function end(stage: AsteriskConsole, view: Screen, left: readonly Dialog[]): Promise<void> {
  await view.end.click()
  await view.card.waitFor({ state: 'hidden' })
  for (const dialog of left) dialog.hangUp()
  await stage.still()
  await unhurried(view.page)
}

function heard(
  ears: readonly VoiceWatch[],
  claims: readonly ShownClaim[],
  sentOn: number,
): Pick<Outcome, 'unnamedMs' | 'onItsWayMs' | 'heardMs'> {
  const all = ears.flatMap(({ name, since, heardAt }) =>
    heardAt.map((at) => ({ name, at, isNew: at >= sentOn - tailMs && at < Math.max(since, sentOn) + tailMs })),
  )
  const unnamed = all.filter(({ name, at }) => !wasNamed(claims, name, at - tailMs, at))
  return {
    unnamedMs: unnamed.filter(({ isNew }) => !isNew).length * frameMs,
    onItsWayMs: unnamed.filter(({ isNew }) => isNew).length * frameMs,
    heardMs: all.length * frameMs,
  }
}
