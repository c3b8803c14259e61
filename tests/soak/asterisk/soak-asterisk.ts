// The soak on a real Asterisk: random life, and each second our floor against what the PBX prints.
import { chanceFrom } from '../../unit/model/chance.ts'
import type { Difference } from '../ledger.ts'
import type { Soak, SoakOptions } from '../soak-run.ts'
import { administration, type Untold } from './administration.ts'
import { calls } from './calls.ts'
import { differences, type Patience } from './expected.ts'
import { createLife, type Life, oneOf } from './life.ts'
import { staffPhones } from './phones.ts'
import { commands, type Printed, type Truth, truthOf } from './truth.ts'
import { openWorld, type World } from './world.ts'

/** What an event tells: the console's own limit. */
const TOLD_MS = 2_000
/** Of two calls that a member took in one second the queue counts one, and no event tells which: the console asks when one ends, four times a minute at most. */
const ASKED_MS = 20_000
/** What none tells: within a minute, as docs/asterisk.md has it. */
const UNTOLD_MS = 60_000

export async function soakAsterisk(options: SoakOptions): Promise<Soak> {
  const chance = chanceFrom(options.seed)
  const world = await openWorld(chance.happens(0.5), options.record)
  const untold: Untold = { figuresAt: 0, membersAt: 0, hotDeskAt: 0 }
  let truth: Truth | null = null
  let isOver = false
  const { life, counts } = createLife({ world, chance, truth: () => truth, isOver: () => isOver })
  staffPhones(life)
  void begin(life, untold, options)
  let most = 0
  return {
    async look() {
      const before = world.desk.statuses().length
      const now = await print(world)
      truth = now
      most = Math.max(most, now.channels.length)
      const isLive = world.desk.status().phase === 'live' && world.desk.statuses().length === before
      return isLive ? compare(world, now, untold, Date.now()) : null
    },
    async calm() {
      isOver = true
      await world.cli.run('channel request hangup all')
    },
    tell: () => [
      [...counts].map(([what, times]) => `${times} ${what}`).join(', '),
      `at most ${most} channels at once; mended by comparing:`,
      ...world.mended,
    ],
    close: world.close,
  }
}

async function print({ cli }: World): Promise<Truth> {
  const answers = await Promise.all(commands.map(async (command) => [command, await cli.run(command)] as const))
  return truthOf(Object.fromEntries(answers) as Printed)
}

function compare(world: World, truth: Truth, untold: Untold, now: number): readonly Difference[] {
  const since = (at: number): number => (now - at < UNTOLD_MS + TOLD_MS ? UNTOLD_MS : TOLD_MS)
  const patience: Patience = {
    told: TOLD_MS,
    figures: Math.max(ASKED_MS, since(untold.figuresAt)),
    members: since(untold.membersAt),
  }
  const hotDesk = since(untold.hotDeskAt)
  return differences(truth, world.desk.floor(), world.site(), patience).map((one) =>
    [one.what, one.ours, one.theirs].some((text) => ofHotDesk.test(text))
      ? { ...one, within: Math.max(one.within, hotDesk) }
      : one,
  )
}

/** A hint that a reload has changed tells nothing: whose the device is, and with it who is free, is seen in a slow round. */
const ofHotDesk = /\b(?:1007|2007|2008|free in 401)\b/

/** Begins calls until as many run as are wished for at the moment, and something else every few seconds. */
async function begin(life: Life, untold: Untold, { most, cuts }: SoakOptions): Promise<void> {
  let running = 0
  let wished = Math.ceil(most / 3)
  let administers = 0
  const things = administration(untold, cuts)
  const run = (work: Promise<void>, over: () => void): void => void work.catch(() => undefined).then(over)
  while (!life.isOver()) {
    await life.pass(0.1, 0.7)
    if (life.chance.happens(0.03)) wished = 2 + life.chance.below(most - 1)
    if (running < wished) {
      running++
      run(oneOf(life, calls), () => running--)
    }
    if (administers < 3 && life.chance.happens(0.15)) {
      administers++
      run(oneOf(life, things), () => administers--)
    }
  }
}
