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
