// A whole console but for its screen: the connector under test, the real desk, the card's own logic, and the line it drives.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { actKinds } from '#contract/acts/act-kinds.ts'
import type { Act } from '#contract/acts/acts.ts'
import type { Floor } from '#contract/floor.ts'
import { applyPatch, emptyFloor } from '#contract/floor.ts'
import { hearersOf } from '#contract/hearers.ts'
import { type ActRecord, anyHistory, type CallRecord } from '#contract/history.ts'
import type {
  ConnectorStatus,
  Desk,
  RequestInput,
  RequestName,
  RequestOutput,
  SignalName,
  SignalPayload,
  SiteInfo,
} from '#contract/ipc.ts'
import { type Mode, modes, type Target } from '#contract/monitor.ts'
import { ok, type Result } from '#contract/result.ts'
import { settings as settingsSchema } from '#contract/settings.ts'
import { machineClock } from '#contract/time.ts'
import { BEAT_EVERY_MS } from '#contract/windows.ts'
import { createDesk, type DeskServer } from '#main/desk/desk.ts'
import type { Connector } from '#main/pbx/connector.ts'
import type { SettingsStore } from '#main/settings/store.ts'
import { createPerson } from '#main/sign-in/person.ts'
import { accessNow } from '#renderer/monitor/logic/access-now.ts'
import { atRest, type Running } from '#renderer/monitor/logic/running.ts'
import { judgedByWindow } from '#renderer/monitor/logic/still.ts'
import { createRunner } from '#renderer/monitor/run/runner.ts'
import { type Claim, claimOf } from './claim.ts'
import type { LinePhone } from './floor.ts'

export type LaneConsole = {
  readonly connector: Connector
  claim(): Claim
  floor(): Floor
  isLive(): boolean
  /** Why Listen is not offered for this call; null: it is. */
  whyNoListen(target: Target): string | null
  /** Its connector's, in words. */
  status(): string
  listen(target: Target, follow?: boolean): void
  choose(mode: Mode): void
  end(): void
  /** Asked of the desk as the window asks, or by the monitor where it is its own. */
  act(act: Act): Promise<Result<null>>
  takeOver(): void
  /** What the window makes of a take over it asked for; null: not known yet. */
  taken(): 'done' | 'refused' | 'unknown' | null
  /** What the history holds of every act, its last record each, the newest first. */
  acts(): Promise<readonly ActRecord[]>
  /** Every call the desk has written down, the oldest first. */
  history(): Promise<readonly CallRecord[]>
  /** Page and desk die without a word. */
  crash(): void
  close(): Promise<void>
}

const clock = machineClock(globalThis)
const MOST_RECORDS = 200

export function openLaneConsole(connector: Connector, phone: LinePhone): LaneConsole {
  let running: Running = atRest
  let floor = emptyFloor
  let site: SiteInfo | null = null
  let status: ConnectorStatus = { phase: 'connecting', since: 0 }
  const dir = mkdtempSync(join(tmpdir(), 'earshot-lane-'))
  const server = createDesk({
    connector,
    settings: fixedSettings(),
    log: (level, text) => void (process.env.EARSHOT_TEST_LOG && console.log(level, text)),
    shell: 'browser',
    seat: '0123456789ab',
    version: '0.0.0',
    clock,
    asleepMs: () => 0,
    randomId: (bytes) => randomBytes(bytes).toString('hex'),
    dir,
    person: createPerson(),
  })
  const desk = deskOf(server)
  const runner = createRunner({
    desk,
    phone,
    clock,
    onChange: (now) => {
      running = now
    },
  })
  runner.line({ kind: 'registration', registration: { kind: 'registered' } })
  desk.on('status', (now) => {
    status = now
    runner.links({ feed: now.phase })
  })
  desk.on('floor', (message) => {
    floor = message.kind === 'whole' ? message.floor : applyPatch(floor, message.patch)
    judgeAgain()
  })
  desk.on('site', (now) => {
    site = now
  })
  // As the window does: what was chosen for others is taken back at once.
  const judgeAgain = () => {
    const withdrawn = site && judgedByWindow(running.monitor, floor, site)
    if (withdrawn) runner.monitor(withdrawn)
  }
  void desk.request('hello', null).then((hello) => {
    site = hello.site
  })
  void desk.request('watchFloor', null)
  const stopBeating = clock.every(BEAT_EVERY_MS, () => void desk.request('beat', null))
  const listed = () => desk.request('listHistory', { filter: anyHistory, before: null, limit: MOST_RECORDS })
  const stop = () => {
    stopBeating()
    runner.stop()
  }
  return {
    connector,
    claim: () => claimOf(running),
    floor: () => floor,
    isLive: () => status.phase === 'live',
    whyNoListen: (target) => {
      const call = floor.calls[target.callId]
      if (call?.state !== 'talking') return `the call ${target.callId} is ${call?.state ?? 'not there'}`
      const { monitor, line, microphone } = running
      const { listen } = accessNow(call, target.agentId, {
        site,
        feedLive: status.phase === 'live',
        monitor,
        line,
        microphone,
      })
      return listen.allowed ? null : listen.reason
    },
    status: () => `${status.phase} ${'cause' in status ? `${status.cause?.code} ${status.cause?.detail ?? ''}` : ''}`,
    listen: (target, follow = false) =>
      runner.monitor({ kind: 'listen', target, follow, why: 'chosen', canHop: connector.capabilities().hop }),
    choose: (mode) => {
      const target = claimOf(running).target
      const call = target && floor.calls[target.callId]
      const hearers = target && call && mode !== 'listen' ? hearersOf(call, target.agentId, mode) : []
      runner.monitor({ kind: 'choose', mode, hearers })
    },
    end: () => runner.monitor({ kind: 'end' }),
    act: (act) => desk.request('act', { id: randomBytes(16).toString('hex'), act }),
    takeOver: () =>
      runner.monitor({ kind: 'takeOver', actId: randomBytes(16).toString('hex'), from: nobody, agent: nobody }),
    taken: () => takenOf(running),
    acts: async () => (await listed()).acts.map(({ record }) => record),
    history: async () => (await listed()).entries.map(({ record }) => record).reverse(),
    crash: stop,
    close: async () => {
      stop()
      await server.close()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

const nobody = { name: null, number: '' }

function takenOf({ monitor, line }: Running): 'done' | 'refused' | 'unknown' | null {
  // Where nobody knows it is muted.
  if (line.call.kind === 'talking' && line.call.tookOver) return line.call.muted ? 'unknown' : 'done'
  if (monitor.phase === 'live' && monitor.taking) return monitor.taking.answer === 'unknown' ? 'unknown' : null
  return monitor.phase === 'live' || monitor.phase === 'idle' ? 'refused' : null
}

/** As the window has it, without a channel between. */
const deskOf = ({ handlers, onSignal }: DeskServer): Desk => ({
  request: <K extends RequestName>(name: K, input: RequestInput<K>): Promise<RequestOutput<K>> => handlers[name](input),
  on: <K extends SignalName>(name: K, listener: (payload: SignalPayload<K>) => void) =>
    onSignal((signal) => {
      if (signal.name === name) listener(signal.payload as SignalPayload<K>)
    }),
})

/** Every mode and act is allowed, whoever is on the call: what may be heard and is done is what is measured. */
function fixedSettings(): SettingsStore {
  const access = { rules: [{ name: 'everything', may: [...modes, ...actKinds] }] }
  const current = settingsSchema.parse({ policy: 'open', access })
  return { current: () => current, change: () => ok(current), onChange: () => () => undefined, notice: () => null }
}
