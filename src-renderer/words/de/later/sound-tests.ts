// Deutsch: die Tests des Tons in den Einstellungen.
import type { SoundTestWords } from '../../en/later/sound-tests-type.ts'

export const soundTests: SoundTestWords = {
  level: 'Pegel',
  stop: 'Abbrechen',
  notNow: {
    listening: 'Nicht, solange Sie einen Anruf mithören.',
    call: 'Nicht, solange Sie telefonieren.',
  },
  interrupted: 'Ein Anruf braucht Ihre Leitung, deshalb wurde der Test abgebrochen.',
  recording: {
    title: 'Probeaufnahme',
    hint: 'Nimmt fünf Sekunden auf und spielt sie Ihnen vor. Die Aufnahme bleibt auf diesem Computer und wird nicht aufbewahrt.',
    start: 'Fünf Sekunden aufnehmen',
    opening: 'Das Mikrofon wird geöffnet…',
    asking: 'Ihr System fragt, ob Earshot das Mikrofon benutzen darf. Erlauben Sie es für die Aufnahme.',
    speak: 'Aufnahme läuft. Sagen Sie etwas.',
    playing: 'So hören Sie die anderen.',
    played: 'Haben Sie sich deutlich gehört? Dann ist Ihr Headset in Ordnung.',
    quiet:
      'Sie sind sehr leise. Rücken Sie das Mikrofon näher an den Mund oder stellen Sie es in den Toneinstellungen Ihres Systems lauter.',
  },
  echo: {
    title: 'Echotest',
    hint: 'Ruft das Echo Ihrer Telefonanlage an: Sie hören sich selbst und sehen, wie lange Ihre Stimme hin und zurück braucht. Der Test endet von selbst.',
    start: 'Echo anrufen',
    noNumber: 'Ihr Standort hat keine Echonummer. Ihr Administrator kann eine eintragen.',
    notReady: 'Ihre Leitung ist noch nicht mit der Telefonanlage verbunden.',
    asking: 'Ihr System fragt, ob Earshot das Mikrofon benutzen darf. Erlauben Sie es für den Test.',
    calling: 'Das Echo wird angerufen…',
    measuring: 'Verbunden. Ein kurzer Ton misst den Weg hin und zurück…',
    announced: 'Die Telefonanlage sagt zuerst etwas an. Danach geht der Test weiter.',
    speak: (ms: string) =>
      `Sagen Sie etwas: Sie sollten sich selbst hören. Hin und zurück dauert es ${ms} Millisekunden.`,
    heard: (ms: string) =>
      `Die Telefonanlage hört Sie, und ihr Ton kommt bei Ihnen an. Hin und zurück dauert es ${ms} Millisekunden. Sie haben sich nicht gehört? Dann prüfen Sie, welches Headset gewählt ist und wie laut es ist.`,
    muted: 'Sie haben sich stummgeschaltet, deshalb wurde der Test abgebrochen.',
    micSilent:
      'Die Leitung ist in Ordnung: Ein Prüfton kam zurück. Aber von Ihrem Mikrofon kam nichts. Prüfen Sie seinen Stummschalter oder wählen Sie ein anderes.',
    faults: {
      nothingBack:
        'Das Echo hat abgehoben, aber es kommt kein Ton zurück. Unterwegs hält ihn etwas auf, etwa eine Firewall. Sagen Sie es Ihrem Administrator.',
      silentBack: 'Zurück kommt nur Stille: Die Telefonanlage hört Sie nicht. Sagen Sie es Ihrem Administrator.',
      notEcho:
        'Ihre Stimme kommt nicht zurück: Die Nummer, die abgehoben hat, ist kein Echo. Sagen Sie es Ihrem Administrator.',
      cut: 'Der Anruf endete, bevor etwas feststand. Rufen Sie das Echo noch einmal an.',
      unmeasured:
        'Der Prüfton ließ sich nicht erzeugen. Laden Sie dieses Fenster neu und rufen Sie das Echo noch einmal an.',
      lineLost:
        'Die Verbindung Ihrer Leitung ist während des Tests abgerissen. Prüfen Sie Ihr Netz und rufen Sie das Echo noch einmal an, wenn die Leitung wieder steht.',
    },
    microphone: {
      inUse: 'Ein anderes Programm benutzt das Mikrofon. Schließen Sie es und rufen Sie das Echo noch einmal an.',
      ended: 'Das Mikrofon wurde während des Tests abgezogen. Schließen Sie es wieder an oder wählen Sie ein anderes.',
    },
    failures: {
      busy: 'Das Echo ist besetzt. Versuchen Sie es gleich noch einmal.',
      declined: 'Die Telefonanlage hat den Anruf beim Echo abgelehnt. Sagen Sie es Ihrem Administrator.',
      noAnswer:
        'Das Echo hat nicht abgehoben. Versuchen Sie es noch einmal; hilft das nicht, sagen Sie es Ihrem Administrator.',
      noSuchNumber: 'Die Telefonanlage kennt die Echonummer Ihres Standorts nicht. Sagen Sie es Ihrem Administrator.',
      notAllowed: 'Ihre Leitung darf das Echo nicht anrufen. Sagen Sie es Ihrem Administrator.',
      noSound: 'Telefonanlage und Computer haben kein gemeinsames Tonformat. Sagen Sie es Ihrem Administrator.',
      refused: 'Die Telefonanlage hat den Anruf beim Echo abgelehnt. Sagen Sie es Ihrem Administrator.',
      pbxFailed: 'In der Telefonanlage gab es einen Fehler. Versuchen Sie es gleich noch einmal.',
      noConnection: 'Der Anruf hat die Telefonanlage nicht erreicht. Prüfen Sie Ihr Netz.',
      cannotPass: 'Die Telefonanlage hat den Anruf beim Echo abgelehnt. Sagen Sie es Ihrem Administrator.',
    },
  },
  faults: {
    refused:
      'Das Mikrofon ist blockiert. Erlauben Sie es für Earshot in den Website-Einstellungen des Browsers oder in den Datenschutzeinstellungen Ihres Computers.',
    absent: 'Kein Mikrofon gefunden. Schließen Sie Ihr Headset an.',
    gone: 'Das gewählte Mikrofon ist nicht angeschlossen. Schließen Sie es an oder wählen Sie ein anderes.',
    inUse: 'Ein anderes Programm benutzt das Mikrofon. Schließen Sie es und nehmen Sie noch einmal auf.',
    ended: 'Das Mikrofon wurde während der Aufnahme abgezogen. Schließen Sie es wieder an oder wählen Sie ein anderes.',
    muted:
      'Ihr Headset oder Ihr System hat das Mikrofon stummgeschaltet. Heben Sie das dort auf und nehmen Sie noch einmal auf.',
    silent:
      'Es wurde nichts aufgenommen. Falls Sie etwas gesagt haben, prüfen Sie den Stummschalter Ihres Headsets oder wählen Sie ein anderes Mikrofon.',
    noTape: 'Die Aufnahme ist misslungen. Versuchen Sie es noch einmal.',
    speakerGone: 'Das Headset, mit dem Sie hören wollen, ist nicht angeschlossen. Es wird nichts abgespielt.',
    notPlayed: 'Die Aufnahme ließ sich auf diesem Headset nicht abspielen. Wählen Sie ein anderes.',
  },
}
