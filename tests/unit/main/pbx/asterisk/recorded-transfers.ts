// What a real Asterisk 22 told of transfers, event by event, as AMI sent it on a quiet and on a busy machine.
import type { AmiMessage } from '#main/pbx/asterisk/wire/ami-codec.ts'

const epoch = '1795675146'
/** T the caller's channel, A the agent's own leg of it, B the agent's leg of the consultation, C the next agent's. */
const letters = {
  T: { Uniqueid: `${epoch}.56`, Channel: 'PJSIP/trunk-00000023' },
  A: { Uniqueid: `${epoch}.57`, Channel: 'PJSIP/1001-00000024' },
  B: { Uniqueid: `${epoch}.61`, Channel: 'PJSIP/1001-00000026' },
  C: { Uniqueid: `${epoch}.62`, Channel: 'PJSIP/1002-00000027' },
} as const
type Letter = keyof typeof letters

export const idOf = (letter: Letter): string => letters[letter].Uniqueid

/** `Event LETTER@LETTER bridge`: whose channel, by whose Linkedid, in or out of which bridge. */
const row = /^(\w+) ([TABC])@([TABC])(?: (\w+))?$/

function eventOf(line: string): AmiMessage {
  const [, Event = '', letter = 'T', linked = 'T', bridge] = row.exec(line) ?? []
  if (Event === 'AttendedTransfer') return attended(bridge === undefined ? 'App' : 'Bridge')
  const event = { Event, ...letters[letter as Letter], Linkedid: idOf(linked as Letter) }
  if (Event === 'BlindTransfer') return { ...event, ...blind }
  if (bridge !== undefined) return { ...event, BridgeUniqueid: bridge, BridgeType: 'basic' }
  return Event === 'Up' ? { ...event, Event: 'Newstate', ChannelState: '6' } : event
}

const attended = (DestType: 'App' | 'Bridge'): AmiMessage => ({
  Event: 'AttendedTransfer',
  Result: 'Success',
  OrigTransfererUniqueid: idOf('A'),
  OrigTransfererLinkedid: idOf('T'),
  SecondTransfererUniqueid: idOf('B'),
  SecondTransfererLinkedid: idOf('B'),
  TransfereeUniqueid: idOf('T'),
  TransfereeLinkedid: idOf('T'),
  DestType,
})
const blind: AmiMessage = {
  Result: 'Success',
  TransfererUniqueid: idOf('A'),
  TransfererLinkedid: idOf('T'),
  TransfereeUniqueid: idOf('T'),
  TransfereeLinkedid: idOf('T'),
  Extension: '1002',
}

const recorded = (...lines: string[]): readonly AmiMessage[] => lines.flatMap((line) => line.split(', ')).map(eventOf)

export const call = recorded(
  'Newchannel T@T, Newchannel A@T, Newstate A@T, Up A@T, Up T@T, BridgeEnter A@T one, BridgeEnter T@T one',
)

export const consultation = recorded(
  'Hold A@T, Newchannel B@B, Newchannel C@B, NewConnectedLine C@B, Newstate C@B, NewConnectedLine B@B, Up C@B, Up B@B',
)

/** Each ends with caller and next agent talking. */
export const attendedTransfers: Readonly<Record<string, readonly AmiMessage[]>> = {
  'both legs bridged, the usual order': recorded(
    'BridgeEnter C@B two, BridgeEnter B@B two, Unhold A@T, BridgeLeave T@T one, BridgeLeave B@B two',
    'BridgeEnter T@T two, BridgeLeave A@T one, NewConnectedLine C@T, NewConnectedLine T@T, AttendedTransfer T@T two',
    'Hangup B@B, Hangup A@T',
  ),
  'both legs bridged, the agent gone before the other learns of the caller': recorded(
    'BridgeEnter C@B two, BridgeEnter B@B two, Unhold A@T, BridgeLeave T@T one, BridgeLeave B@B two',
    'BridgeEnter T@T two, AttendedTransfer T@T two, BridgeLeave A@T one, NewConnectedLine T@T, Hangup A@T, Hangup B@B',
    'NewConnectedLine C@T',
  ),
  // NewConnectedLine is sent only where the connected line changed (Asterisk, main/manager_channels.c).
  'both legs bridged, and no event tells that the next agent is in another call now': recorded(
    'BridgeEnter C@B two, BridgeEnter B@B two, Unhold A@T, BridgeLeave T@T one, BridgeLeave B@B two',
    'BridgeEnter T@T two, AttendedTransfer T@T two, BridgeLeave A@T one, Hangup A@T, Hangup B@B',
  ),
  'both legs bridged, and an older event of the next agent comes last': recorded(
    'BridgeEnter C@B two, BridgeEnter B@B two, Unhold A@T, BridgeLeave T@T one, BridgeLeave B@B two',
    'BridgeEnter T@T two, AttendedTransfer T@T two, BridgeLeave A@T one, Hangup A@T, Hangup B@B, NewConnectedLine C@B',
  ),
  'while the consultation is being bridged, next agent first': recorded(
    'BridgeEnter C@B two, Unhold A@T, BridgeLeave T@T one, BridgeLeave A@T one, AttendedTransfer T@T',
    'BridgeEnter B@B two, NewConnectedLine C@B, NewConnectedLine T@T, Hangup B@B, Hangup A@T',
  ),
  'while the consultation is being bridged, neither in it yet': recorded(
    'Unhold A@T, AttendedTransfer T@T, BridgeLeave T@T one, BridgeLeave A@T one, BridgeEnter C@B two',
    'BridgeEnter B@B two, Hangup B@B, NewConnectedLine T@T, NewConnectedLine C@B, Hangup A@T',
  ),
  'while the consultation is being bridged, both just in it': recorded(
    'Unhold A@T, BridgeEnter C@B two, BridgeEnter B@B two, AttendedTransfer T@T, BridgeLeave A@T one',
    'BridgeLeave T@T one, NewConnectedLine T@T, Hangup B@B, NewConnectedLine C@B, Hangup A@T',
  ),
}

export const blindTransfers: Readonly<Record<string, readonly AmiMessage[]>> = {
  'the next phone rings first': recorded(
    'BlindTransfer A@T, BridgeLeave T@T one, BridgeLeave A@T one, Newchannel C@T, NewConnectedLine C@T, Newstate C@T',
    'Up C@T, BridgeEnter C@T three, BridgeEnter T@T three, Hangup A@T',
  ),
  'the agent is gone first': recorded(
    'BridgeLeave A@T one, BlindTransfer A@T, BridgeLeave T@T one, Hangup A@T, Newchannel C@T, NewConnectedLine C@T',
    'Newstate C@T, Up C@T, BridgeEnter C@T three, BridgeEnter T@T three',
  ),
}
