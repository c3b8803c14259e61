// English: the check of who hears whom. It names the parts of a phone system as its administrator's files do.

import type { Mode } from '#contract/monitor.ts'
import type { CellCause, EarName, LineFault, ProofFinding, ProofRefusal } from '#contract/site/proof.ts'

type Line = { readonly context: string; readonly extension: number; readonly flag: string; readonly whole: string }

const modes: Readonly<Record<Mode, string>> = {
  listen: 'Listen only',
  whisperAgent: 'Whisper to the agent',
  whisperCaller: 'Speak to the caller only',
  join: 'Join',
}
const ears: Readonly<Record<EarName, string>> = {
  supervisor: 'You hear',
  agent: 'The agent hears',
  caller: 'The caller hears',
  mouth: 'Your line sends',
}
const sides = { agent: 'the agent', caller: 'the caller' }

const causes: Readonly<Record<CellCause, (line: Line) => string>> = {
  leftOpen: () => 'Earshot sent sound while only listening. Please report this at once, with the log of the console.',
  keptClosed: () => 'Earshot sent nothing: the phone system hasn’t confirmed the mode.',
  deaf: () =>
    'Nothing reaches your line: either there’s no common codec (allow=ulaw,opus), or its sound doesn’t arrive (ports, NAT, ICE).',
  ownVoice: () => 'You hear yourself: the phone system echoes, or ChanSpy has a flag too many.',
  oneSideOfChanSpy: ({ context, extension }) =>
    `Only one side is heard: take the flag o from extension ${extension} of [${context}], and see which channel it spies on.`,
  oneSideOfSnoop: () =>
    'Only one side is heard: ARI’s snoop doesn’t spy on both, or direct media wasn’t taken back. Set direct_media=no for both endpoints.',
  faint: () => 'It’s there, but faint: look for a gain (VOLUME, AGC) or a poor codec, with “pjsip show channelstats”.',
  silentCall: () =>
    'The call itself is silent this way: allow PCMU for both extensions, let their RTP through the firewall, and set direct_media=no.',
  echo: () => 'This side hears itself: look for an echo in the phone system, or in a bridge.',
  withoutFlag: ({ context, extension, flag, whole }) =>
    `Your voice isn’t passed on: extension ${extension} of [${context}] lacks the flag ${flag}. It has to be ${whole}.`,
  snoopSilent: () =>
    'Your voice isn’t passed on: see that res_stasis_snoop is loaded, and that the sound of your line reaches the phone system.',
  notSupervisor: () =>
    'Your line is silent, so the phone system makes this 1000 Hz tone: a recording tone, or the beep of a ChanSpy without its flag q.',
  wrongFlag: ({ context, extension, whole }) =>
    `The wrong side hears you: extension ${extension} of [${context}] has the flag B where w belongs, or the wrong channel. It has to be ${whole}.`,
  silentThoughRight: ({ context, extension, whole }) =>
    `Your voice isn’t passed on, though extension ${extension} of [${context}] does have ${whole}. See what comes before it (Set, Gosub, MUTEAUDIO, VOLUME), and that your line’s sound reaches the phone system.`,
  heardThoughRight: ({ context, extension, whole }) =>
    `The wrong side hears you, though extension ${extension} of [${context}] does have ${whole}. See what comes before it (Set, Gosub), and whether a phone or a bridge echoes.`,
  snoopBoth: () => 'ARI’s snoop lets both sides hear you: update Asterisk, or set "way": "dialplan" in the site file.',
  leak: () => 'Your voice leaks through: the other phone cancels no echo, or a bridge mixes.',
}

const spy = (context: string | null): string => (context === null ? 'ARI’s snoop' : `ChanSpy of [${context}]`)

const refusals: Readonly<Record<ProofRefusal['why'], (detail: string) => string>> = {
  notThisKind: () => 'Only an Asterisk site can be checked like this.',
  noLine: () => 'This site gives the console no phone line to listen with. Add one in the set-up.',
  same: (user) => `Both test extensions are ${user}. Name two different ones.`,
  running: () => 'A check is running already, or the one before is still hanging up. Try again in a moment.',
  seatBusy: () => 'You’re listening to a call or on the phone. End that first.',
  amiLost: () => 'AMI doesn’t say which calls there are. See whether the floor is live, then try again.',
  onCall: (channels) =>
    `A call is on already (${channels}). Only the check’s own call may be touched, so wait until it’s over.`,
  hasPhone: (contact) =>
    `An extension has a phone already (${contact}). Name two that nobody uses. After a check that was broken off, wait two minutes.`,
  password: (answer) =>
    `An extension may not register (${answer}). Check its number, its password and its auth section.`,
  noAnswer: (place) => `Nothing answers at ${place} over UDP. Check the SIP port and the firewall.`,
  refused: (answer) => `The phone system refuses the call: ${answer}. Check the context of the second extension.`,
  notRinging: (number) =>
    `The first extension doesn’t ring when the second dials ${number}. Check the second one’s context, or the number to dial.`,
  notConnected: (answer) => `The phone system doesn’t connect the two extensions: ${answer}.`,
  stranger: (from) =>
    `Somebody else (${from}) called the first extension and heard that it’s busy. The caller ID of the second has to end in its number.`,
  over: () => 'The test call ended before the check was done. See the log of the phone system at this moment.',
}

const faults: Readonly<Record<LineFault['fault'], (what: string) => string>> = {
  lacks: (flag) => `lacks the flag ${flag}`,
  has: (flag) => `has the flag ${flag}, which it must not have`,
  otherChannel: (channel) => `spies on ${channel || 'every channel'}`,
  noChanSpy: () => 'has no ChanSpy',
  leads: (extension) => `goes on to extension ${extension}, where you would be heard`,
}
const unmeasured = 'This was read, not heard: until it’s mended, the console listens to no call.'

const finding = (found: ProofFinding): string => {
  switch (found.about) {
    case 'cell': {
      const { mode, ear, missing, belowDb, cause, line } = found
      const measured =
        belowDb === null ? `missing ${missing.join(', ')} Hz` : `an unwanted tone, only ${belowDb} dB below`
      const blamed = line ?? { context: '', extension: 0, flag: '', whole: '' }
      return `${modes[mode]} – ${ears[ear].toLowerCase()}: ${measured}. ${causes[cause](blamed)}`
    }
    case 'line':
      return `${modes[found.mode]}: extension ${found.line.extension} of [${found.line.context}] ${faults[found.fault](found.what)}. It has to be ${found.line.whole}. ${unmeasured}`
    case 'missing':
      return `The context [${found.context}] has no extension ${found.extensions.join(', ')}. Put it into extensions.conf as the page on Asterisk shows it, then run “dialplan reload”. ${unmeasured}`
    case 'unconfirmed':
      return `${modes[found.from]} to ${modes[found.to].toLowerCase()}: never confirmed. ${spy(found.context)} ended or hung: see the log of the phone system at this moment.`
    case 'tone':
      return `At ${sides[found.side]}: a tone of ${found.hz.join(', ')} Hz that the check doesn’t make. It’s a recording tone or a beep: MixMonitor with B(…), PERIODIC_HOOK, or ChanSpy without its flag q. If the law wants it, leave it: listening needs none.`
    case 'gap':
      return `At ${sides[found.side]}: ${found.ms} ms of silence in the call itself. ${
        found.cause === 'direct'
          ? 'Direct media changes its way as listening begins: set direct_media=no for both endpoints.'
          : 'The network loses packets, or the phone system is too busy.'
      }`
    case 'left':
      return `${found.channel} is still on the phone system: hang it up there, and see why TIMEOUT(absolute) didn’t end it.`
    case 'leftUnknown':
      return 'AMI doesn’t say whether anything of the check is left: run “core show channels” on the phone system.'
    case 'direct':
      return 'Direct media: until listening began, sound went from phone to phone. A phone or a firewall may spoil taking it back: set direct_media=no for endpoints that are listened to.'
  }
}

export const proof = {
  title: 'Check who hears whom',
  close: 'Close',
  intro:
    'Two test extensions call each other, each with a tone. Earshot listens to that call in every mode and measures who hears what.',
  promise:
    'No other call is touched. Your microphone stays off: a tone speaks in its place. You’ll hear the tones for about half a minute.',
  fields: {
    agent: {
      label: 'First test extension',
      hint: 'It plays the agent: a PJSIP extension without a phone, for SIP over UDP with PCMU.',
    },
    agentPassword: { label: 'Password of the first', hint: 'Used for this check alone, and not kept.' },
    caller: { label: 'Second test extension', hint: 'It plays the caller, and calls the first.' },
    callerPassword: { label: 'Password of the second', hint: 'Used for this check alone, and not kept.' },
    dial: {
      label: 'Number to dial',
      hint: 'What the second dials to reach the first. Leave it empty if that’s its extension.',
    },
    port: { label: 'SIP port', hint: 'Where plain phones register over UDP. Usually 5060' },
  },
  fill: (label: string) => `Fill in “${label}”.`,
  wrongPort: 'A port is a number from 1 to 65535.',
  wrongExtension: 'An extension has only letters, digits and . _ + -',
  start: 'Start the check',
  stop: 'Stop the check',
  again: 'Check again',
  phases: {
    calling: 'The test extensions are calling each other…',
    finding: 'Waiting for their call on the floor…',
    listening: 'Connecting your line…',
    measuring: (mode: string) => `Measuring: ${mode}…`,
    ending: 'Hanging up…',
  },
  table: 'Who hears what in each mode',
  mode: 'Mode',
  modes,
  ears,
  causes,
  sounds: { agent: 'Agent', caller: 'Caller', supervisor: 'You', nothing: 'Nothing' },
  marks: { right: 'As it should be', wrong: 'Wrong', waiting: 'Not measured yet', never: 'Not measured' },
  notOffered: (mode: string, why: string) => `${mode} wasn’t checked. ${why}`,
  notMade: (from: string, to: string, why: string) => `${from} to ${to}: not made. ${why}`,
  allRight: 'Everybody hears what they should, and nothing is left on the phone system.',
  someWrong: (count: string) => `Wrong: ${count}`,
  stopped: 'The check was stopped, and its calls have been hung up.',
  refusals,
  notShown: (user: string) =>
    `The floor doesn’t show the call of ${user}. Add ${user} to the phones to show in the set-up, then try again.`,
  lineGone:
    'Your line isn’t registered, so the console can’t listen. Wait until it is, or check the line in the set-up.',
  lost: (why: string) => `Listening ended before the check was done. ${why}`,
  finding,
}
