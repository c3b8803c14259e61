// Deutsch: die eigene Leitung und Anrufe darauf.
import type { Words } from '../en/words-type.ts'

export const lineWords: Words['line'] = {
  region: 'Ihre Leitung',
  state: {
    off: 'Leitung abgemeldet',
    connecting: 'Leitung wird verbunden',
    registered: 'Leitung bereit',
    reconnecting: 'Leitung verbindet sich neu',
    lost: 'Leitung getrennt',
    refused: 'Leitung abgelehnt',
    taken: 'Leitung anderswo in Gebrauch',
    none: 'Keine Leitung in dieser Konsole',
  },
  explain: {
    off: 'Die Leitung dieser Konsole ist abgemeldet. Ihre Anrufe und das Mithören gehen an Ihre anderen Telefone.',
    connecting: 'Die Leitung meldet sich an der Telefonanlage an.',
    registered: 'Anrufe, bei denen Sie mithören, öffnen sich hier automatisch. Andere Anrufe klingeln.',
    reconnecting: 'Die Verbindung der Leitung ist eben abgebrochen und wird neu aufgebaut; Gespräche gehen weiter.',
    lost: 'Die Leitung hat die Verbindung verloren. Earshot versucht es alle paar Sekunden erneut.',
    none: 'Sie haben in dieser Konsole keine Leitung. Nutzen Sie Ihr Tischtelefon.',
  },
  control: {
    reconnecting:
      'Ihre Leitung verbindet sich neu. Der Anruf bleibt, und wer Sie hört, auch; umschalten können Sie gleich wieder.',
  },
  logIn: 'Leitung anmelden',
  logOut: 'Leitung abmelden',
  incoming: {
    call: 'Telefonat',
    dropped: 'Die Verbindung ist abgerissen, deshalb ist Ihr Telefonat beendet.',
    region: 'Eingehender Anruf',
    ringing: (from) => `${from} ruft auf Ihrer Leitung an`,
    answer: 'Annehmen',
    decline: 'Ablehnen',
    talking: (from) => `Am Telefon mit ${from}`,
    hearsYou: (from) => `${from} hört Sie.`,
    mute: 'Stumm',
    muted: (from) => `Sie sind stummgeschaltet. ${from} hört Sie nicht.`,
    held: (from) => `${from} hat Sie in die Warteschleife gelegt.`,
    connecting: 'Wird verbunden…',
    hangUp: 'Auflegen',
    waiting: (from) => `${from} ruft an. Der Anruf wartet, bis Sie nicht mehr mithören.`,
    answerWaiting: 'Mithören beenden und annehmen',
    missed: (count) => (count === 1 ? 'Verpasster Anruf:' : `${count} verpasste Anrufe:`),
    missedAt: (from, time) => `${from}, ${time}`,
    missedSeen: 'Gesehen',
    callWaiting: 'Anrufe warten, während ich mithöre',
    callWaitingHint:
      'Ein Anruf, der beim Mithören kommt, wird angezeigt und wartet. Ausgeschaltet hört der Anrufer das Besetztzeichen, und Sie sehen, wer es war.',
    unknown: 'Eine unbekannte Nummer',
  },
  soundLoss: {
    network: 'Es kommt kein Ton bei Ihnen an: Ihr Netz ist unterbrochen. Earshot sucht einen anderen Weg.',
    pbx: 'Es kommt kein Ton bei Ihnen an: Die Telefonanlage sendet keinen. Sie sind weiter verbunden.',
    muted:
      'Sie werden nicht gehört: Ihr Headset oder Ihr System hat das Mikrofon stumm geschaltet. Heben Sie das dort auf.',
    silent:
      'Sie werden nicht gehört: Das Mikrofon nimmt nichts auf. Prüfen Sie seinen Schalter oder wählen Sie ein anderes.',
    notSent: 'Sie werden nicht gehört: Von diesem Computer geht kein Ton ab. Verbinden Sie den Ton neu.',
    notArriving: 'Sie werden kaum gehört: Das meiste geht unterwegs verloren. Prüfen Sie Ihr Netz.',
    renew: 'Ton neu verbinden',
  },
  speaker: {
    gone: 'Das Headset, mit dem Sie hören wollten, ist nicht eingesteckt. Der Anruf kommt nicht über den Lautsprecher.',
    insist: 'Trotzdem abspielen',
  },
  microphone: {
    asking:
      'Ihr System fragt, ob Earshot das Mikrofon benutzen darf. Mithören können Sie schon. Erlauben Sie es, um zu sprechen.',
    refused: 'Das Mikrofon ist blockiert. Mithören können Sie. Zum Sprechen erlauben Sie es und versuchen es erneut.',
    absent: 'Kein Mikrofon gefunden. Mithören können Sie. Zum Sprechen schließen Sie Ihr Headset an.',
    ended:
      'Das Mikrofon wurde abgezogen oder steht nicht mehr zur Verfügung. Mithören können Sie. Zum Sprechen wählen Sie ein Mikrofon.',
    inUse:
      'Ein anderes Programm benutzt das Mikrofon. Sie können mithören. Zum Sprechen schließen Sie es und versuchen es erneut.',
    gone: 'Das gewählte Mikrofon ist nicht eingesteckt, deshalb ist keines an. Sie können mithören. Sobald es da ist, wird es wieder benutzt.',
    insist: 'Anderes Mikrofon benutzen',
    retry: 'Mikrofon erneut versuchen',
    trying: 'Wird versucht…',
    still: {
      inUse:
        'Immer noch in Gebrauch. Schließen Sie das Programm, das es hat (Videoanruf, Aufnahme), und versuchen Sie es erneut.',
      gone: 'Immer noch nicht eingesteckt. Stecken Sie es ein, benutzen Sie ein anderes, oder wählen Sie eines in den Einstellungen.',
      asking: 'Ihr System fragt noch. Erlauben Sie das Mikrofon, um zu sprechen.',
      refused:
        'Weiterhin blockiert. Erlauben Sie Earshot das Mikrofon in den Website-Einstellungen des Browsers oder in den Datenschutz-Einstellungen Ihres Computers. Versuchen Sie es dann erneut.',
      absent:
        'Weiterhin kein Mikrofon gefunden. Schließen Sie Ihr Headset an, warten Sie, bis der Computer es erkennt, und versuchen Sie es erneut.',
      ended: 'Weiterhin kein Mikrofon. Schließen Sie es wieder an, oder wählen Sie in den Einstellungen ein anderes.',
    },
  },
  busyWithCall: 'Sie telefonieren gerade. Halten Sie den Anruf oder legen Sie auf, um mitzuhören.',
  notReady: 'Ihre Telefonleitung wird gerade verbunden. Mithören können Sie, sobald sie bereit ist.',
  noPhone: 'Keines Ihrer Telefone ist mit der Telefonanlage verbunden. Schalten Sie eines ein, um mitzuhören.',
}
