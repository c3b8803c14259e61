// AMI events of a small PBX in any order, likely or not: few channels, agents and queues, so that they meet.
import fc from 'fast-check'
import type { AmiMessage } from '#main/pbx/asterisk/wire/ami-codec.ts'

export type Step = { readonly passMs: number } | AmiMessage

const hex = (n: number): string => n.toString(16).padStart(8, '0')
const channels = [
  ...['1001', '1001', '1002', '1004', 'trunk', 'trunk', 'unlisted'].map((name, i) => `PJSIP/${name}-${hex(i)}`),
  ...[7, 8].flatMap((i) => [1, 2].map((half) => `Local/1004@from-queue-${hex(i)};${half}`)),
  `SIP/1003-${hex(12)}`,
].map((Channel, i) => ({ Channel, Uniqueid: `1700000000.${i}` }))
const linkedids = channels.slice(0, 5).map(({ Uniqueid }) => Uniqueid)
const queues = ['support', 'sales'] as const
const members = [
  { Interface: 'PJSIP/1001', StateInterface: 'PJSIP/1001', MemberName: 'Ana' },
  { Interface: 'Local/1004@from-queue/n', StateInterface: 'hint:1004@ext-local', MemberName: 'Eve' },
  { Interface: 'Local/1004@other/n', StateInterface: 'Local/1004@other/n', MemberName: 'Eve of the others' },
  { Interface: 'PJSIP/1002', StateInterface: 'Custom:two', MemberName: 'PJSIP/1002' },
  { Interface: 'Agent:1001', StateInterface: 'Agent:1001', MemberName: 'Pooled' },
] as const
const devices = [
  'PJSIP/1001',
  'PJSIP/1002',
  'PJSIP/1004',
  'PJSIP/unlisted',
  'SIP/1003',
  'Custom:DND1004',
  'Custom:two',
  'Agent:2001',
]
const states = ['NOT_INUSE', 'INUSE', 'RINGING', 'UNAVAILABLE', 'BUSY']
const bridges = ['b1', 'b2']

const event = (name: string, fields: Readonly<Record<string, fc.Arbitrary<string>>>): fc.Arbitrary<AmiMessage> =>
  fc.record(fields).map((values) => ({ Event: name, ...values }))
const oneOf = (values: readonly string[]) => fc.constantFrom(...values)

const ofChannel = (name: string, fields: Readonly<Record<string, fc.Arbitrary<string>>> = {}) =>
  fc
    .tuple(fc.constantFrom(...channels), event(name, { Linkedid: oneOf(linkedids), ...fields }))
    .map(([channel, rest]): AmiMessage => ({ ...rest, ...channel }))
const pair = (name: string, one: string, other: string, fields: Readonly<Record<string, fc.Arbitrary<string>>> = {}) =>
  fc.tuple(fc.constantFrom(...channels), fc.constantFrom(...channels), event(name, fields)).map(
    ([first, second, rest]): AmiMessage => ({
      ...rest,
      [`${one}Channel`]: first.Channel,
      [`${one}Uniqueid`]: first.Uniqueid,
      [`${one}Linkedid`]: first.Uniqueid,
      [`${other}Channel`]: second.Channel,
      [`${other}Uniqueid`]: second.Uniqueid,
      [`${other}Linkedid`]: second.Uniqueid,
    }),
  )
const ofMember = (name: string) =>
  fc
    .tuple(
      fc.constantFrom(...members),
      event(name, {
        Queue: oneOf(queues),
        Status: oneOf(['1', '2', '5', '6']),
        Paused: oneOf(['0', '1']),
        PausedReason: oneOf(['', 'lunch']),
        CallsTaken: oneOf(['0', '3']),
        LastCall: oneOf(['0', '1700000090']),
        Wrapuptime: oneOf(['0', '20']),
      }),
    )
    .map(([member, rest]): AmiMessage => ({ ...rest, ...member }))
const withMember = (name: string) =>
  fc
    .tuple(fc.constantFrom(...members), pair(name, '', 'Dest', { Queue: oneOf(queues), HoldTime: oneOf(['3', '90']) }))
    .map(([member, rest]): AmiMessage => ({ ...rest, Interface: member.Interface, Uniqueid: rest.Uniqueid ?? '' }))
const bridge = { BridgeUniqueid: oneOf(bridges), BridgeType: fc.constant('basic') }
const inQueue = { Queue: oneOf(queues) }

const anEvent: fc.Arbitrary<AmiMessage> = fc.oneof(
  {
    weight: 4,
    arbitrary: ofChannel('Newchannel', {
      ChannelState: oneOf(['0', '4', '6']),
      CallerIDNum: oneOf(['5550100', '1004', '<unknown>']),
      CallerIDName: oneOf(['Somebody', '<unknown>']),
      Context: oneOf(['from-trunk', 'internal']),
      Exten: oneOf(['600', '1001']),
    }),
  },
  ofChannel('Newstate', { ChannelState: oneOf(['5', '6']), CallerIDNum: oneOf(['1004', '5550101']) }),
  ofChannel('NewCallerid', { CallerIDNum: oneOf(['1004', '+5550101']), CallerIDName: oneOf(['Another', 'anonymous']) }),
  ofChannel('Rename', { Newname: oneOf(channels.map(({ Channel }) => Channel)) }),
  { weight: 2, arbitrary: pair('DialBegin', '', 'Dest', { DialString: oneOf(['1001', '5550100@trunk']) }) },
  { weight: 5, arbitrary: ofChannel('BridgeEnter', bridge) },
  { weight: 2, arbitrary: ofChannel('BridgeLeave', bridge) },
  pair('BlindTransfer', 'Transferer', 'Transferee', { ...bridge, Result: fc.constant('Success') }),
  pair('AttendedTransfer', 'OrigTransferer', 'SecondTransferer', {
    Result: fc.constant('Success'),
    DestType: oneOf(['App', 'Bridge']),
    TransfereeUniqueid: oneOf(linkedids),
  }),
  pair('Pickup', '', 'Target'),
  ofChannel('ConfbridgeJoin', bridge),
  { weight: 2, arbitrary: ofChannel('ConfbridgeList', { Waiting: oneOf(['Yes', 'No']) }) },
  pair('ParkedCall', 'Parker', 'Parkee', { ParkingSpace: fc.constant('701'), ParkerDialString: oneOf(devices) }),
  pair('UnParkedCall', 'Parker', 'Parkee'),
  ofChannel('Hold'),
  ofChannel('Unhold'),
  { weight: 2, arbitrary: ofChannel('Hangup') },
  { weight: 2, arbitrary: ofChannel('QueueCallerJoin', inQueue) },
  ofChannel('QueueCallerLeave', inQueue),
  ofChannel('QueueCallerAbandon', inQueue),
  withMember('AgentConnect'),
  withMember('AgentComplete'),
  { weight: 3, arbitrary: ofMember('QueueMemberAdded') },
  ofMember('QueueMemberStatus'),
  ofMember('QueueMemberPause'),
  ofMember('QueueMemberRemoved'),
  { weight: 3, arbitrary: event('DeviceStateChange', { Device: oneOf(devices), State: oneOf(states) }) },
  event('ExtensionStatus', {
    Exten: oneOf(['1001', '1004']),
    Context: fc.constant('ext-local'),
    Hint: oneOf(['PJSIP/1004&Custom:DND1004', 'PJSIP/1001&PJSIP/unlisted']),
  }),
  pair('ChanSpyStart', 'Spyer', 'Spyee', { SpyerCallerIDName: fc.constant('Boss') }),
  pair('ChanSpyStop', 'Spyer', 'Spyee'),
  ofChannel('AgentLogin', { Agent: oneOf(['1001', '2001']) }),
  ofChannel('AgentLogoff', { Agent: fc.constant('1001') }),
  event('Agents', {
    Agent: oneOf(['1001', '2001']),
    Name: fc.constant('Pooled'),
    Status: oneOf(['AGENT_IDLE', 'AGENT_LOGGEDOFF', 'AGENT_ONCALL']),
  }),
  event('QueueParams', {
    ...inQueue,
    Completed: fc.constant('12'),
    Abandoned: fc.constant('3'),
    ServiceLevel: fc.constant('20'),
    ServicelevelPerf: fc.constant('75.0'),
  }),
)

export const anySteps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: anEvent },
    { weight: 1, arbitrary: fc.constantFrom(100, 1900, 2500, 40_000).map((passMs) => ({ passMs })) },
  ),
  { maxLength: 60, size: 'max' },
)
