// One whole value of everything that crosses, with every field it may have; the compiler asks for each name of the contract.
import type { RequestInput, RequestName, RequestOutput, SignalName, SignalPayload } from '#contract/ipc.ts'
import { modes } from '#contract/monitor.ts'
import { ok } from '#contract/result.ts'
import { settings } from '#contract/settings.ts'
import type { StandingOrder } from '#contract/site/orders.ts'
import type { FilledScore } from '#contract/site/scorecard.ts'

const target = { callId: 'c1', agentId: '1001' }
const error = { code: 'pbxRefused', detail: 'the PBX’s words', rule: 'Own team' } as const
const ada = { name: 'Ada', number: '+15550100', onNet: false, agentId: null }
const site: SignalPayload<'site'> = {
  name: 'North',
  kind: 'asterisk',
  policy: 'callharbor',
  rights: [...modes],
  capabilities: {
    modes: ['listen', 'join'],
    switching: ['api', 'info', 'rfc4733'],
    confirmsModes: true,
    hop: true,
    follow: false,
    rings: 'allPhones',
    whispersTo: 'onNetParty',
    help: true,
    handOver: true,
    acts: { pause: null, takeOver: error },
    levels: 'separate',
  },
  actRights: ['pause', 'takeOver'],
  supervisor: { name: 'Sue', extension: '5009' },
  line: {
    uri: 'sip:5001@pbx.example',
    wsUrl: 'wss://pbx.example/ws',
    authUser: '5001',
    password: 'p',
    displayName: 'Sue',
    iceServers: [{ urls: 'turn:x', username: 'u', credential: 'c' }],
  },
  scorecard: {
    questions: [
      { kind: 'scale', id: 'calm', text: 'Calm?', weight: 1 },
      { kind: 'text', id: 'next', text: 'What to practise?' },
    ],
  },
}
const status: SignalPayload<'status'> = { phase: 'behind', since: 1, lateMs: 2, how: 'AMI', cause: error }
const ticket = {
  id: 'ticket-0001',
  target,
  mark: { by: 'header', name: 'X-Earshot-Token', value: 'a-token-nobody-guesses' },
  askedAt: 3,
  follow: true,
  answerWithinMs: 30_000,
} as const
const heard = {
  callId: 'c1',
  at: 4,
  until: 5,
  by: 'transfer',
  agent: { id: '1001', name: 'Ana', extension: '1001' },
  other: { name: 'Ada', number: '+15550100', onNet: false },
  queue: { id: 'q', name: 'Sales' },
} as const
const record = {
  kind: 'call' as const,
  id: 'ticket-0001-1',
  monitorId: 'ticket-0001',
  site: 'North',
  supervisor: { name: 'Sue', extension: '5009' },
  why: 'help' as const,
  reason: 'a complaint',
  askedAt: 3,
  attachedAt: 4,
  endedAt: 9,
  call: heard,
  modes: [{ mode: 'join' as const, at: 5, asked: true }],
  unsure: [{ modes: ['join' as const], at: 3, until: null }],
  refusals: [{ at: 6, wanted: 'startMonitor' as const, error }],
  notes: [{ at: 7, text: 'well done' }],
  tags: ['praise'],
  end: 'windowGone' as const,
}
const filter = { search: 'ana', agentId: '1001', mode: 'join', why: 'alert', from: 1, to: 9, act: 'any' } as const
const score: FilledScore = {
  at: 8,
  by: 'Sue',
  answers: [
    { kind: 'yesNo', id: 'greeting', text: 'Greeted by name?', weight: 2, answer: 'yes' },
    { kind: 'scale', id: 'calm', text: 'Calm?', weight: 1, answer: 4 },
    { kind: 'text', id: 'next', text: 'What to practise?', answer: 'closing' },
  ],
}
const order: StandingOrder = {
  id: 'o1',
  who: { kind: 'team', id: 'North' },
  name: 'North',
  by: '5009',
  from: 1,
  until: 9,
  calls: 'all',
  reason: 'a complaint',
  tried: ['c1'],
}
const agent = {
  id: '1001',
  name: 'Ana',
  extension: '1001',
  presence: { kind: 'paused' as const, reason: 'lunch' },
  since: 1,
  queues: ['q'],
  callId: 'c1',
  team: 'North',
  callsToday: 4,
}
const call = {
  id: 'c1',
  from: ada,
  to: { ...ada, agentId: '1001' },
  agentId: '1001',
  queueId: 'q',
  state: 'held' as const,
  startedAt: 1,
  answeredAt: 2,
  monitors: [{ supervisor: 'Sue', mode: 'join' }],
  refused: [{ agentId: '1001', modes: ['join' as const], rule: 'Own team' }],
}
const queue = {
  id: 'q',
  name: 'Sales',
  extension: '600',
  waiting: 1,
  oldestWaitSince: 5,
  inService: 2,
  agentsAvailable: 3,
  serviceLevel: 0.5,
  serviceWithinS: 20,
  answeredToday: 6,
  abandonedToday: 7,
}
const helpBoard = {
  requests: [{ id: 'h', agentId: '1001', callId: 'c1', at: 5, claim: { by: 'Sue', at: 6 }, offeredTo: 'Tom' }],
  supervisors: ['Sue', 'Tom'],
}
const handOverBoard = {
  others: [{ id: 'tom', name: 'Tom' }],
  offers: [{ id: 'o1', from: 'Tom', target, notes: 'slow down' }],
  asked: { id: 'o2', to: 'Tom' },
  ended: { id: 'o3', to: 'Tom', outcome: 'taken' },
} as const
const draft = {
  siteName: 'North',
  policy: 'open',
  supervisor: { name: 'Sue', extension: '5009' },
  site: { kind: 'demo' },
} as const
const change = (row: object) => ({ set: [row], gone: ['x'] })
const all = settings.parse({})

export const inputs: { readonly [K in RequestName]: RequestInput<K> } = {
  hello: null,
  setup: null,
  checkSetup: { step: 'signIn', site: { kind: 'demo' } },
  finishSetup: draft,
  giveSecrets: { 'site.ami.secret': 's' },
  listSettings: null,
  exportSettings: null,
  importSettings: { text: '{"theme":"dark"}' },
  prove: { kind: 'mark' },
  watchFloor: null,
  ping: null,
  report: null,
  beat: null,
  probeLine: null,
  recentCalls: {
    kind: 'add',
    call: { other: { name: 'Ada', number: '1001' }, how: 'missed', at: 1_700_000_000_000, isSeen: false },
  },
  changeSettings: {
    line: { microphoneId: 'm', speakerId: 's', processing: false, volume: 0.5 },
    follow: true,
    endAfterCallS: 60,
    remindMin: null,
    keys: { listen: 'L', join: null },
    speakKeys: 'modifier',
    theme: 'contrast',
    alerts: {
      ...all.alerts,
      queues: [{ queueId: 'q', waitingCallers: 2 }],
      helpSound: false,
      sound: true,
      notify: true,
    },
    history: { keepDays: null },
    language: 'de',
    orders: [order],
    views: all.views,
  },
  answerSignIn: { kind: 'password', askId: 1, username: 'u', password: 'p' },
  seat: { kind: 'pin', extension: '5009', pin: '2468' },
  leaveKiosk: { passphrase: 'open sesame' },
  log: { level: 'warn', text: 'no microphone' },
  startMonitor: { target, follow: true, why: 'sample', reason: 'a complaint' },
  setMode: {
    ticketId: 'ticket-0001',
    target,
    mode: 'whisperAgent',
    hearers: [{ side: 'agent', agentId: '1001', number: '1001', onNet: true }],
    changeId: 1,
  },
  hop: { ticketId: 'ticket-0001', target, why: 'alert', reason: 'a complaint' },
  setFollow: { ticketId: 'ticket-0001', follow: false },
  askPlace: null,
  takePlace: { seen: { kind: 'taken', holder: 1, answers: true, use: { kind: 'heard', agent: 'Ana' } } },
  hush: null,
  onPhone: { talking: true },
  wallPlaces: null,
  showWall: { display: '7', shown: true },
  toFront: null,
  endMonitor: { ticketId: 'ticket-0001' },
  haveMonitor: { held: null },
  addHistory: { ticketId: 'ticket-0001', target, notes: record.notes, tags: record.tags },
  addNote: { id: 'm-1', text: 'call back' },
  announce: { ticketId: 'ticket-1' },
  scoreCall: { on: { kind: 'monitor', ticketId: 'ticket-0001', target }, answers: [...score.answers] },
  listHistory: { filter, before: { at: 4, id: 'm-1' }, limit: 10 },
  exportHistory: { format: 'jsonl', separator: ';', filter, after: 4 },
  coverage: { from: 1 },
  trend: null,
  help: { do: 'handOver', id: 'h', to: 'Tom' },
  handOver: { kind: 'offer', ticketId: 'ticket-0001', to: 'tom', notes: 'slow down' },
  act: { id: 'act-0001-of-this-window', act: { kind: 'pause', agentId: '1001', queueIds: ['q'], reason: 'Lunch' } },
}

export const outputs: { readonly [K in RequestName]: RequestOutput<K> } = {
  report: [{ name: 'system.txt', text: 'earshot 1.2.3' }],
  hello: {
    version: '1.2.3',
    shell: 'electron',
    seat: '0123456789ab',
    site,
    settings: all,
    status,
    notice: error,
    unended: {
      ticketId: 'ticket-1',
      target: { callId: 'c1', agentId: '1001' },
      modes: ['listen', 'join'],
      until: 5_000,
    },
    window: { role: 'console' },
    setup: { door: 'open', wanted: ['site.ami.secret'], asked: ['site.ami.secret'] },
  },
  setup: { door: 'closed', decidedBy: '/etc/earshot/site.json', draft },
  checkSetup: ok([{ kind: 'missing', about: 'port', what: 'nothing answers', remedy: 'compare the port' }]),
  finishSetup: ok(null),
  giveSecrets: ok(null),
  listSettings: {
    rows: [{ path: 'theme', value: 'dark', by: 'site.json', isOwn: false }],
    troubles: ['HKLM\\x: must be a number.'],
  },
  exportSettings: '{}',
  importSettings: { ok: false, error },
  prove: ok({ kind: 'talking' }),
  askPlace: { role: 'waiting', place: { kind: 'free' } },
  takePlace: ok(null),
  hush: null,
  onPhone: null,
  wallPlaces: {
    kind: 'displays',
    displays: [
      { id: '7', name: 'DELL U2720Q', number: 2, size: { width: 3840, height: 2160 }, isHere: false, isShown: true },
    ],
  },
  showWall: ok(null),
  toFront: null,
  watchFloor: null,
  ping: null,
  probeLine: { ok: false, error },
  recentCalls: [{ other: { name: null, number: '1001' }, how: 'dialled', at: 1_700_000_000_000, isSeen: true }],
  beat: null,
  changeSettings: ok(all),
  answerSignIn: ok(null),
  seat: ok(null),
  leaveKiosk: ok(null),
  log: null,
  startMonitor: ok(ticket),
  setMode: ok({ kind: 'sendDigits', digits: '*5', by: 'rfc4733' }),
  hop: ok(target),
  setFollow: ok(null),
  endMonitor: ok(null),
  haveMonitor: null,
  addHistory: { ok: false, error },
  addNote: ok(null),
  announce: ok(null),
  scoreCall: ok(null),
  listHistory: {
    entries: [
      { seq: 1, hash: 'f', record, later: [{ at: 9, text: 'call back', by: 'Tom' }], scores: [score], tagsOf: 'call' },
    ],
    acts: [
      {
        seq: 2,
        hash: 'e',
        record: {
          kind: 'act',
          id: 'act-0001-of-this-window',
          site: 'North',
          supervisor: { name: 'Sue', extension: '5009' },
          at: 9,
          act: 'transferOut',
          agent: { id: '1001', name: 'Ana', extension: '1001' },
          call: { id: 'c1', other: { name: 'Ada', number: '+15550100', onNet: false } },
          queues: [{ id: 'q', name: 'Sales' }],
          to: { name: '', number: '+15550199' },
          detail: null,
          outcome: { kind: 'refused', error },
        },
      },
    ],
    found: 1,
    before: null,
    unsaved: 2,
  },
  exportHistory: { text: 'a;b', next: 3 },
  coverage: [
    {
      agentId: '1001',
      name: 'Ana',
      lastHeardAt: 1,
      times: 2,
      heardMs: 3,
      by: ['Sue'],
      isHeardNow: true,
      scored: 1,
      score: 0.5,
    },
  ],
  trend: { everyMs: 60_000, at: [1], queues: { q: { waiting: [1], inService: [null] } } },
  help: ok(null),
  handOver: ok(null),
  act: ok(null),
}

/** Each signal in each of its shapes. */
export const payloads: { readonly [K in SignalName]: readonly SignalPayload<K>[] } = {
  floor: [
    { kind: 'whole', floor: { agents: { '1001': agent }, calls: { c1: call }, queues: { q: queue } } },
    { kind: 'patch', patch: { agents: change(agent), calls: change(call), queues: change(queue) } as never },
    ...(['loggedOut', 'unregistered', 'available', 'ringing', 'onCall', 'wrapUp'] as const).map((kind) => ({
      kind: 'patch' as const,
      patch: { agents: { set: [{ ...agent, presence: { kind } }] } },
    })),
    ...(['waiting', 'ringing', 'talking', 'held'] as const).map((state) => ({
      kind: 'patch' as const,
      patch: { calls: { set: [{ ...call, state }] } },
    })),
  ],
  status: [
    status,
    { phase: 'connecting', since: 1 },
    { phase: 'live', since: 1, how: 'AMI', cause: error },
    { phase: 'stale', since: 1, cause: error },
    { phase: 'refused', since: 1, cause: error },
  ],
  site: [
    site,
    { ...site, policy: 'crexendo', line: null, reason: { choices: ['a complaint'] } },
    { ...site, policy: 'open', capabilities: { ...site.capabilities, rings: 'consoleLine', levels: 'mixed' } },
    { ...site, capabilities: { ...site.capabilities, whispersTo: 'anyone' } },
  ],
  monitor: [
    { kind: 'attached', ticketId: 't', target, device: 'desk phone' },
    ...modes.map((mode) => ({ kind: 'mode' as const, ticketId: 't', mode, changeId: 1 })),
    { kind: 'unsure', ticketId: 't', modes: ['listen', 'join'], until: 9 },
    { kind: 'targetEnded', ticketId: 't' },
    ...(['hop', 'follow', 'transfer'] as const).map((by) => ({
      kind: 'retargeted' as const,
      ticketId: 't',
      target,
      by,
    })),
    ...(['asked', 'lineHungUp', 'lineDidNotAnswer', 'callEnded', 'pbxEnded', 'pbxLost', 'unconfirmed'] as const).map(
      (reason) => ({ kind: 'ended' as const, ticketId: 't', reason }),
    ),
  ],
  monitoringNotice: [
    null,
    {
      ticketId: 'ticket-1',
      tone: { to: 'both', everyS: 15, state: 'given' },
      announcement: { to: 'agent', state: 'due' },
      sign: 'none',
      isPrivate: false,
    },
  ],
  withdrawn: (['peopleChanged', 'accessChanged', 'pageHung', 'screenLocked', 'asleep'] as const).map((why) => ({
    ticketId: 't',
    why,
  })),
  levels: [{ ticketId: 't', agent: -20, caller: null }],
  settings: [all],
  help: [helpBoard],
  handOver: (['taken', 'declined', 'timedOut'] as const).map((outcome) => ({
    others: [...handOverBoard.others],
    offers: [...handOverBoard.offers],
    asked: handOverBoard.asked,
    ended: { ...handOverBoard.ended, outcome },
  })),
  signIn: [
    { kind: 'none' },
    { kind: 'wanted', askId: 1, username: 'u', why: error },
    { kind: 'codeWanted', askId: 1, username: 'u', by: 'an app' },
    { kind: 'trying', username: 'u' },
    { kind: 'in', username: 'u', supervisor: { name: 'Sue', extension: '5009' } },
  ],
  seat: [
    { kind: 'none' },
    { kind: 'wanted', why: error, lockedS: 30 },
    { kind: 'in', name: 'Sue', extension: '5009', confirm: 'wanted', why: null, lockedS: 0 },
  ],
  window: [
    { role: 'console' },
    { role: 'wallboard' },
    { role: 'waiting', place: { kind: 'free' } },
    ...(['nothing', 'listening', 'phone', 'heard'] as const).map((kind) => ({
      role: 'waiting' as const,
      place: {
        kind: 'taken' as const,
        holder: 1,
        answers: false,
        use: kind === 'nothing' || kind === 'phone' ? { kind } : { kind, agent: null },
      },
    })),
  ],
  hush: [null],
  callLink: [{ link: 'tel:+4930123456' }],
  link: [{ up: false, cause: error }],
}
