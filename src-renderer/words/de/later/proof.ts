// Deutsch: die Prüfung, wer wen hört. Sie nennt die Teile einer Telefonanlage so, wie die Dateien des Administrators sie nennen.
import type { LineFault, ProofFinding } from '#contract/site/proof.ts'
import type { ProofWords } from '../../en/later/proof-type.ts'

const modes: ProofWords['modes'] = {
  listen: 'Nur mithören',
  whisperAgent: 'Dem Agenten zuflüstern',
  whisperCaller: 'Nur mit dem Anrufer sprechen',
  join: 'Aufschalten',
}
const ears: ProofWords['ears'] = {
  supervisor: 'Sie hören',
  agent: 'Der Agent hört',
  caller: 'Der Anrufer hört',
  mouth: 'Ihre Leitung sendet',
}
const sides = { agent: 'Beim Agenten', caller: 'Beim Anrufer' }

const causes: ProofWords['causes'] = {
  leftOpen: () =>
    'Earshot hat beim reinen Mithören Ton gesendet. Bitte melden Sie das sofort, mit dem Protokoll der Konsole.',
  keptClosed: () => 'Earshot hat nichts gesendet: Die Telefonanlage hat den Modus nicht bestätigt.',
  deaf: () =>
    'Auf Ihrer Leitung kommt nichts an: Es fehlt ein gemeinsamer Codec (allow=ulaw,opus), oder der Ton kommt nicht durch (Ports, NAT, ICE).',
  ownVoice: () => 'Sie hören sich selbst: Die Telefonanlage erzeugt ein Echo, oder ChanSpy hat ein Flag zu viel.',
  oneSideOfChanSpy: ({ context, extension }) =>
    `Nur eine Seite ist zu hören: Entfernen Sie bei Nebenstelle ${extension} in [${context}] das Flag o, und prüfen Sie, welchen Kanal sie belauscht.`,
  oneSideOfSnoop: () =>
    'Nur eine Seite ist zu hören: Der Snoop von ARI erfasst nicht beide, oder Direct Media wurde nicht zurückgeholt. Setzen Sie bei beiden Endpunkten direct_media=no.',
  faint: () =>
    'Es ist zu hören, aber leise: Suchen Sie mit „pjsip show channelstats“ nach einer Verstärkung (VOLUME, AGC) oder einem schlechten Codec.',
  silentCall: () =>
    'Das Gespräch selbst ist in dieser Richtung stumm: Erlauben Sie beiden Nebenstellen PCMU, lassen Sie ihr RTP durch die Firewall, und setzen Sie direct_media=no.',
  echo: () => 'Diese Seite hört sich selbst: Suchen Sie nach einem Echo in der Telefonanlage oder in einer Bridge.',
  withoutFlag: ({ context, extension, flag, whole }) =>
    `Ihre Stimme kommt nicht durch: Nebenstelle ${extension} in [${context}] fehlt das Flag ${flag}. Dort muss ${whole} stehen.`,
  snoopSilent: () =>
    'Ihre Stimme kommt nicht durch: Prüfen Sie, ob res_stasis_snoop geladen ist und ob der Ton Ihrer Leitung die Telefonanlage erreicht.',
  notSupervisor: () =>
    'Ihre Leitung ist stumm, also macht die Telefonanlage diesen Ton von 1000 Hz: ein Aufzeichnungston oder das Signal eines ChanSpy ohne Flag q.',
  wrongFlag: ({ context, extension, whole }) =>
    `Die falsche Seite hört Sie: Nebenstelle ${extension} in [${context}] hat das Flag B statt w oder den falschen Kanal. Dort muss ${whole} stehen.`,
  silentThoughRight: ({ context, extension, whole }) =>
    `Ihre Stimme kommt nicht durch, obwohl bei Nebenstelle ${extension} in [${context}] ${whole} steht. Sehen Sie nach, was davor kommt (Set, Gosub, MUTEAUDIO, VOLUME) und ob der Ton Ihrer Leitung die Telefonanlage erreicht.`,
  heardThoughRight: ({ context, extension, whole }) =>
    `Die falsche Seite hört Sie, obwohl bei Nebenstelle ${extension} in [${context}] ${whole} steht. Sehen Sie nach, was davor kommt (Set, Gosub) und ob ein Telefon oder eine Bridge ein Echo erzeugt.`,
  snoopBoth: () =>
    'Der Snoop von ARI lässt Sie beide hören: Aktualisieren Sie Asterisk, oder setzen Sie in der Standortdatei "way": "dialplan".',
  leak: () => 'Ihre Stimme dringt durch: Das andere Telefon unterdrückt kein Echo, oder eine Bridge mischt.',
}

const spy = (context: string | null): string => (context === null ? 'Der Snoop von ARI' : `ChanSpy in [${context}]`)

const faults: Readonly<Record<LineFault['fault'], (what: string) => string>> = {
  lacks: (flag) => `fehlt das Flag ${flag}`,
  has: (flag) => `hat das Flag ${flag}, das dort nicht stehen darf`,
  otherChannel: (channel) => `belauscht ${channel || 'jeden Kanal'}`,
  noChanSpy: () => 'hat kein ChanSpy',
  leads: (extension) => `führt weiter zu Nebenstelle ${extension}, wo man Sie hören würde`,
}
const unmeasured = 'Das wurde gelesen, nicht gehört: Bis es behoben ist, hört die Konsole keinen Anruf mit.'

const finding = (found: ProofFinding): string => {
  switch (found.about) {
    case 'cell': {
      const { mode, ear, missing, belowDb, cause, line } = found
      const measured =
        belowDb === null ? `es fehlen ${missing.join(', ')} Hz` : `ein fremder Ton, nur ${belowDb} dB darunter`
      const blamed = line ?? { context: '', extension: 0, flag: '', whole: '' }
      return `${modes[mode]} – ${ears[ear]}: ${measured}. ${causes[cause](blamed)}`
    }
    case 'line':
      return `${modes[found.mode]}: Nebenstelle ${found.line.extension} in [${found.line.context}] ${faults[found.fault](found.what)}. Dort muss ${found.line.whole} stehen. ${unmeasured}`
    case 'missing':
      return `Im Kontext [${found.context}] fehlt Nebenstelle ${found.extensions.join(', ')}. Tragen Sie ihn in extensions.conf ein, wie es auf der Seite zu Asterisk steht, und führen Sie „dialplan reload“ aus. ${unmeasured}`
    case 'unconfirmed':
      return `Von „${modes[found.from]}“ zu „${modes[found.to]}“: nie bestätigt. ${spy(found.context)} endete oder hing. Sehen Sie in das Protokoll der Telefonanlage zu diesem Zeitpunkt.`
    case 'tone':
      return `${sides[found.side]}: ein Ton von ${found.hz.join(', ')} Hz, der nicht von der Prüfung stammt. Es ist ein Aufzeichnungston oder ein Signal: MixMonitor mit B(…), PERIODIC_HOOK oder ChanSpy ohne Flag q. Ist er vorgeschrieben, lassen Sie ihn; das Mithören braucht keinen.`
    case 'gap':
      return `${sides[found.side]}: ${found.ms} ms Stille im Gespräch selbst. ${
        found.cause === 'direct'
          ? 'Direct Media wechselt den Weg, sobald das Mithören beginnt: Setzen Sie bei beiden Endpunkten direct_media=no.'
          : 'Das Netz verliert Pakete, oder die Telefonanlage ist überlastet.'
      }`
    case 'left':
      return `${found.channel} ist noch in der Telefonanlage: Legen Sie dort auf, und prüfen Sie, warum TIMEOUT(absolute) den Kanal nicht beendet hat.`
    case 'leftUnknown':
      return 'AMI sagt nicht, ob von der Prüfung etwas übrig ist: Führen Sie in der Telefonanlage „core show channels“ aus.'
    case 'direct':
      return 'Direct Media: Bis das Mithören begann, ging der Ton von Telefon zu Telefon. Ein Telefon oder eine Firewall kann verhindern, dass er zurückgeholt wird: Setzen Sie bei Endpunkten, die mitgehört werden, direct_media=no.'
  }
}

export const proof: ProofWords = {
  title: 'Prüfen, wer wen hört',
  close: 'Schließen',
  intro:
    'Zwei Testnebenstellen rufen einander an, jede mit einem Ton. Earshot hört dieses Gespräch in jedem Modus mit und misst, wer was hört.',
  promise:
    'Kein anderer Anruf wird berührt. Ihr Mikrofon bleibt aus: An seiner Stelle spricht ein Ton. Sie hören die Töne etwa eine halbe Minute lang.',
  fields: {
    agent: {
      label: 'Erste Testnebenstelle',
      hint: 'Sie spielt den Agenten: eine PJSIP-Nebenstelle ohne Telefon, für SIP über UDP mit PCMU.',
    },
    agentPassword: { label: 'Passwort der ersten', hint: 'Nur für diese Prüfung; es wird nicht gespeichert.' },
    caller: { label: 'Zweite Testnebenstelle', hint: 'Sie spielt den Anrufer und ruft die erste an.' },
    callerPassword: { label: 'Passwort der zweiten', hint: 'Nur für diese Prüfung; es wird nicht gespeichert.' },
    dial: {
      label: 'Zu wählende Nummer',
      hint: 'Was die zweite wählt, um die erste zu erreichen. Leer lassen, wenn es deren Nebenstelle ist.',
    },
    port: { label: 'SIP-Port', hint: 'Wo einfache Telefone sich über UDP anmelden, meist 5060' },
  },
  fill: (label) => `Füllen Sie „${label}“ aus.`,
  wrongPort: 'Ein Port ist eine Zahl von 1 bis 65535.',
  wrongExtension: 'Eine Nebenstelle hat nur Buchstaben, Ziffern und . _ + -',
  start: 'Prüfung starten',
  stop: 'Prüfung abbrechen',
  again: 'Noch einmal prüfen',
  phases: {
    calling: 'Die Testnebenstellen rufen einander an…',
    finding: 'Ihr Anruf muss noch in der Übersicht erscheinen…',
    listening: 'Ihre Leitung wird verbunden…',
    measuring: (mode) => `Wird gemessen: ${mode}…`,
    ending: 'Es wird aufgelegt…',
  },
  table: 'Wer in welchem Modus was hört',
  mode: 'Modus',
  modes,
  ears,
  causes,
  sounds: { agent: 'Agent', caller: 'Anrufer', supervisor: 'Sie', nothing: 'Nichts' },
  marks: { right: 'Wie es sein soll', wrong: 'Falsch', waiting: 'Noch nicht gemessen', never: 'Nicht gemessen' },
  notOffered: (mode, why) => `„${mode}“ wurde nicht geprüft. ${why}`,
  notMade: (from, to, why) => `Von „${from}“ zu „${to}“: nicht gewechselt. ${why}`,
  allRight: 'Jeder hört, was er hören soll, und in der Telefonanlage ist nichts übrig geblieben.',
  someWrong: (count) => `Falsch: ${count}`,
  stopped: 'Die Prüfung wurde abgebrochen, ihre Anrufe sind aufgelegt.',
  refusals: {
    notThisKind: () => 'So lässt sich nur ein Standort mit Asterisk prüfen.',
    noLine: () =>
      'Dieser Standort gibt der Konsole keine Leitung zum Mithören. Tragen Sie in der Einrichtung eine ein.',
    same: (user) => `Beide Testnebenstellen sind ${user}. Nennen Sie zwei verschiedene.`,
    running: () => 'Es läuft schon eine Prüfung, oder die letzte legt noch auf. Versuchen Sie es gleich noch einmal.',
    seatBusy: () => 'Sie hören gerade mit oder telefonieren. Beenden Sie das zuerst.',
    amiLost: () =>
      'AMI sagt nicht, welche Anrufe es gibt. Sehen Sie nach, ob die Übersicht aktuell ist, und versuchen Sie es noch einmal.',
    onCall: (channels) =>
      `Es läuft schon ein Anruf (${channels}). Nur der Anruf der Prüfung darf berührt werden: Warten Sie, bis er vorbei ist.`,
    hasPhone: (contact) =>
      `Eine Nebenstelle hat schon ein Telefon (${contact}). Nennen Sie zwei, die niemand benutzt. Nach einer abgebrochenen Prüfung warten Sie zwei Minuten.`,
    password: (answer) =>
      `Eine Nebenstelle darf sich nicht anmelden (${answer}). Prüfen Sie ihre Nummer, ihr Passwort und ihren auth-Abschnitt.`,
    noAnswer: (place) => `Unter ${place} antwortet über UDP nichts. Prüfen Sie den SIP-Port und die Firewall.`,
    refused: (answer) =>
      `Die Telefonanlage lehnt den Anruf ab: ${answer}. Prüfen Sie den Kontext der zweiten Nebenstelle.`,
    notRinging: (number) =>
      `Die erste Nebenstelle klingelt nicht, wenn die zweite ${number} wählt. Prüfen Sie den Kontext der zweiten oder die zu wählende Nummer.`,
    notConnected: (answer) => `Die Telefonanlage verbindet die beiden Nebenstellen nicht: ${answer}.`,
    stranger: (from) =>
      `Jemand anderes (${from}) hat die erste Nebenstelle angerufen und ein Besetztzeichen gehört. Die Anruferkennung der zweiten muss auf ihre Nummer enden.`,
    over: () =>
      'Der Testanruf endete, bevor die Prüfung fertig war. Sehen Sie in das Protokoll der Telefonanlage zu diesem Zeitpunkt.',
  },
  notShown: (user) =>
    `Der Anruf von ${user} erscheint nicht in der Übersicht. Nehmen Sie ${user} in der Einrichtung in die Telefone auf, die gezeigt werden, und versuchen Sie es noch einmal.`,
  lineGone:
    'Ihre Leitung ist nicht angemeldet, also kann die Konsole nicht mithören. Warten Sie, bis sie es ist, oder prüfen Sie die Leitung in der Einrichtung.',
  lost: (why) => `Das Mithören endete, bevor die Prüfung fertig war. ${why}`,
  finding,
}
