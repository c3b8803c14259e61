// Deutsch: was jeder Fehler und jede Absage bedeutet und was zu tun ist.
import type { Words } from '../en/words-type.ts'

export const errorSentences: Words['errors'] = {
  callGone: 'Dieser Anruf ist beendet. Wählen Sie einen anderen.',
  notAnswered: 'Den Anruf hat noch niemand angenommen. Versuchen Sie es erneut, wenn der Agent spricht.',
  refusedByAccess: 'Dieser Standort erlaubt das bei diesem Anruf nicht.',
  unknownMonitor: 'Die Telefonanlage hat das Mithören beendet. Klicken Sie auf Mithören, um neu zu beginnen.',
  monitorLost: 'Die Verbindung zur Telefonanlage war verloren und das Mithören mit ihr. Mithören beginnt neu.',
  monitorBusy: 'Sie hören schon bei einem Anruf mit. Beenden Sie zuerst dieses Mithören.',
  lineNotRegistered: 'Ihre Leitung ist nicht angemeldet. Melden Sie sie an und klicken Sie erneut auf Mithören.',
  lineBusy: 'Ihre Leitung ist in einem anderen Gespräch. Legen Sie auf und klicken Sie erneut auf Mithören.',
  lineDidNotAnswer: 'Ihre Leitung hat nicht rechtzeitig angenommen. Klicken Sie erneut auf Mithören.',
  lineTaken:
    'Ihre Leitung wird in einer anderen Konsole benutzt. Schließen Sie diese oder melden Sie die Leitung hier neu an.',
  lineRefused:
    'Die Telefonanlage hat das Passwort der Leitung abgelehnt. Bitten Sie Ihre Administration, es zu prüfen.',
  pbxUnreachable: 'Die Telefonanlage ist nicht erreichbar. Der Versuch wird von selbst wiederholt.',
  pbxRefused:
    'Die Telefonanlage hat abgelehnt. Versuchen Sie es erneut; bleibt es dabei, informieren Sie Ihre Administration.',
  pbxWrongPassword:
    'Die Telefonanlage hat das Passwort der Konsole abgelehnt. Bitten Sie Ihre Administration, es zu prüfen.',
  pbxCertificate:
    'Dem Zertifikat der Telefonanlage wird nicht vertraut. Bitten Sie Ihre Administration, es zu erneuern oder seine Zertifizierungsstelle in der Standortdatei anzugeben.',
  pbxNameUnknown:
    'Dieser Computer kennt den Namen der Telefonanlage nicht. Bitten Sie Ihre Administration, den Host in der Standortdatei zu prüfen.',
  noWayToMonitor:
    'Die Übersicht ist live, aber Mithören ist nicht möglich. Bitten Sie Ihre Administration, check-site auszuführen: Es sagt, was fehlt.',
  lineNotWebrtc:
    'Ihre Leitung ist nicht für diese Konsole eingerichtet. Bitten Sie Ihre Administration, an ihrem Endpunkt webrtc=yes zu setzen.',
  codeRefused: 'Der Code wurde nicht angenommen. Melden Sie sich mit einem neuen Code noch einmal an.',
  accountLocked:
    'Die Telefonanlage hat dieses Konto vorläufig gesperrt. Warten Sie einige Minuten, oder lassen Sie es von der Administration entsperren.',
  signInNeeded: 'Bitte melden Sie sich an der Telefonanlage an.',
  scopeTooLow:
    'Dieses Konto hat keine Supervisor-Rechte. Melden Sie sich als Call Center Supervisor oder höher an, oder bitten Sie Ihre Administration um diese Rechte.',
  notEnabled: 'Für Ihren Standort nicht freigeschaltet. Bitten Sie Ihre Administration, das Mithören einzuschalten.',
  pbxProtocol: 'Die Telefonanlage hat unerwartet geantwortet. Informieren Sie Ihre Administration.',
  timedOut: 'Die Telefonanlage hat nicht rechtzeitig geantwortet. Versuchen Sie es erneut.',
  unconfirmed: 'Die Telefonanlage hat den Wechsel nicht bestätigt. Ihr Mikrofon ist zu; versuchen Sie es erneut.',
  microphoneRefused:
    'Das Mikrofon ist gesperrt. Erlauben Sie es in den Datenschutzeinstellungen des Systems und melden Sie die Leitung neu an.',
  microphoneAbsent: 'Kein Mikrofon gefunden. Schließen Sie Ihr Headset an; mithören können Sie so lange.',
  badRequest: 'Die Konsole hat etwas Unzulässiges verlangt. Informieren Sie Ihre Administration.',
  settingsUnreadable:
    'Die Einstellungen waren nicht lesbar; es gelten die Vorgaben. Informieren Sie Ihre Administration.',
  settingsNotSaved:
    'Die Einstellungen konnten nicht gespeichert werden. Versuchen Sie es erneut; bis zum Schließen der Konsole gelten sie.',
  otherWindow:
    'Die Konsole wurde in einem anderen Fenster geöffnet. Arbeiten Sie dort weiter oder laden Sie dieses neu.',
  serverGone:
    'Die Konsole hat die Verbindung zu ihrem eigenen Server verloren. Der Versuch wird von selbst wiederholt.',
  internal:
    'In der Konsole ist etwas schiefgegangen. Versuchen Sie es erneut; bleibt es dabei, informieren Sie Ihre Administration.',
}

export const refusalSentences: Words['refusals'] = {
  noLine:
    'Ihre Leitung ist nicht angemeldet. Melden Sie sie oben an oder schalten Sie Ihr Telefon ein, dann geht Mithören wieder.',
  notAnswered: 'Den Anruf hat noch niemand angenommen. Mithören geht, sobald der Agent spricht.',
  callEnded: 'Der Anruf ist beendet. Beenden Sie das Mithören oder wählen Sie einen anderen Anruf.',
  onNetCall:
    'Dieser Standort erlaubt kein Flüstern bei Anrufen zwischen eigenen Telefonen. Mithören und Aufschalten gehen.',
  callerOffNet: 'Das Telefon des Anrufers ist nicht in Ihrem Netz; geflüstert werden kann nur an den Agenten.',
  noRight: 'Ihre Rechte umfassen das nicht. Fragen Sie Ihre Administration.',
  notByThisPbx: 'Diese Telefonanlage kann das, so wie sie eingerichtet ist, nicht.',
  feedStale:
    'Die Übersicht ist veraltet: Es kann schon ein anderer Anruf sein. Es geht von selbst wieder, sobald sie wieder live ist.',
  noMicrophone: 'Kein Mikrofon nutzbar; Sie können nur mithören. Schließen Sie eines an oder erlauben Sie es.',
  notLive: 'Das können Sie wählen, sobald Sie mit dem Anruf verbunden sind.',
}
