// Deutsch: mithören, flüstern, aufschalten, und wer einen hört.
import type { Words } from '../words-type.ts'

export const monitorWords: Words['monitor'] = {
  region: 'Mithören',
  listenTo: (name) => `Bei ${name} mithören`,
  stopListening: 'Erneut klicken beendet das Mithören.',
  between: (agent, other) => `${agent} und ${other}`,
  unknownCaller: 'dem Anrufer',
  mode: {
    listen: 'Hört mit',
    whisperAgent: (name) => `Flüstert ${name} zu`,
    whisperCaller: (name) => `Flüstert ${name} zu`,
    join: 'Aufgeschaltet',
    unconfirmed: 'Zurück zum Mithören',
  },
  changing: {
    listen: 'Wechselt zu Nur mithören…',
    whisperAgent: (name) => `Wechselt zum Flüstern an ${name}…`,
    whisperCaller: (name) => `Wechselt zum Flüstern an ${name}…`,
    join: 'Schaltet auf…',
    hop: (name) => `Wechselt zu ${name}…`,
  },
  phase: {
    asking: (name) => `Fragt die Telefonanlage nach ${name}…`,
    connecting: (name) => `Verbindet mit dem Anruf von ${name}…`,
    ending: 'Endet…',
  },
  heardBy: {
    nobody: 'Niemand hört Sie',
    agent: (name) => `${name} hört Sie`,
    caller: (name) => `${name} hört Sie`,
    both: (agent, caller) => `${agent} und ${caller} hören Sie`,
    deskPhone: 'soweit das Mikrofon Ihres Tischtelefons offen ist',
  },
  announceHeard: {
    agent: (name) => `Sie werden gehört von ${name}`,
    caller: (name) => `Sie werden gehört von ${name}`,
    both: (agent, caller) => `Sie werden gehört von ${agent} und ${caller}`,
  },
  actions: 'Wie Sie teilnehmen',
  whisperTo: (name) => `Flüstern an ${name}`,
  join: 'Aufschalten',
  listenOnly: 'Nur mithören',
  end: 'Mithören beenden',
  follow: (agent) => `${agent} folgen`,
  followHint: (agent) => `Endet dieser Anruf, hier auf den nächsten Anruf von ${agent} warten.`,
  followImpossible: 'Diese Telefonanlage kann einem Agenten nicht folgen.',
  duration: 'Mithören seit',
  callEnded: 'Der Anruf ist beendet. Sie bleiben verbunden, bis Sie das Mithören beenden oder anderswo mithören.',
  callEndedFollowing: (agent) => `Der Anruf ist beendet. Wartet auf den nächsten Anruf von ${agent}.`,
  banner: {
    monitoring: (agent, other) => `Mithören beim Anruf zwischen ${agent} und ${other}`,
    ended: (agent, other) => `Der Anruf zwischen ${agent} und ${other} ist beendet`,
  },
  notice: {
    unconfirmed:
      'Die Telefonanlage hat nicht bestätigt. Ihr Mikrofon ist zu und niemand hört Sie; es wird erneut gefragt.',
    interrupted: 'Die Verbindung war unterbrochen. Ihr Mikrofon ist zu und niemand hört Sie.',
    onHold: 'Ihre Leitung wurde gehalten. Ihr Mikrofon ist zu und niemand hört Sie.',
    microphoneChanged:
      'Das Mikrofon hat gewechselt und wurde geschlossen. Niemand hört Sie; zum Sprechen wählen Sie erneut.',
    notMade: (sentence) => `Der Wechsel fand nicht statt. ${sentence}`,
    hopFailed: (sentence) => `Sie sind noch bei diesem Anruf. ${sentence}`,
    followFailed: (sentence) => `Folgen blieb, wie es war. ${sentence}`,
    unasked: 'Die Telefonanlage hat von selbst gewechselt. Ihr Mikrofon ist zu und niemand hört Sie.',
    notStarted: (sentence) => `Das Mithören begann nicht. ${sentence}`,
    over: (sentence) => `Das Mithören ist beendet. ${sentence}`,
    dismiss: 'Meldung schließen',
  },
}
