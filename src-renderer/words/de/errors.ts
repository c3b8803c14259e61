// Deutsch: was jeder Fehler und jede Absage bedeutet und was zu tun ist.
import type { Words } from '../en/words-type.ts'

export const errorSentences: Words['errors'] = {
  callGone: 'Dieser Anruf ist beendet. Wählen Sie einen anderen.',
  notAnswered: 'Den Anruf hat noch niemand angenommen. Versuchen Sie es erneut, sobald der Agent spricht.',
  refusedByAccess: 'Ihr Standort erlaubt das bei diesem Anruf nicht.',
  unknownMonitor: 'Die Telefonanlage hat Sie vom Anruf getrennt. Klicken Sie auf Mithören, um neu zu beginnen.',
  monitorLost:
    'Die Verbindung ist abgebrochen, daher wurde das Mithören beendet. Klicken Sie auf Mithören, um neu zu beginnen.',
  monitorBusy: 'Sie hören bereits bei einem Anruf mit. Beenden Sie das zuerst.',
  lineNotRegistered: 'Ihre Telefonleitung ist abgemeldet. Melden Sie sie an und klicken Sie erneut auf Mithören.',
  lineBusy: 'Ihre Leitung ist in einem anderen Gespräch. Legen Sie auf und klicken Sie erneut auf Mithören.',
  lineDidNotAnswer: 'Ihre Leitung hat nicht rechtzeitig angenommen. Klicken Sie erneut auf Mithören.',
  lineUnreached:
    'Die Telefonanlage kann Ihre Leitung nicht anrufen. Bitten Sie Ihre Administration, check-site auszuführen und den Transport Ihrer Leitung zu prüfen.',
  lineNoPath:
    'Zwischen diesem Computer und der Telefonanlage kommt kein Ton durch: Eine Firewall, Ihr VPN oder NAT ist im Weg. Bitten Sie Ihre Administration, die UDP-Ports für den Ton zu öffnen oder einen STUN- oder TURN-Server einzutragen.',
  lineNoPackets:
    'Die Telefonanlage hat angenommen, sendet aber keinen Ton. Klicken Sie erneut auf Mithören. Hilft das nicht, bitten Sie Ihre Administration, die Ports für den Ton und die NAT-Einstellungen zu prüfen.',
  lineNoCodec:
    'Ihre Leitung und diese Konsole haben keinen gemeinsamen Codec; es wäre nichts zu hören. Bitten Sie Ihre Administration, für Ihre Leitung opus oder ulaw zu erlauben.',
  lineTaken:
    'Ihre Leitung wird in einer anderen Konsole benutzt. Schließen Sie diese oder melden Sie die Leitung hier neu an.',
  lineNameUnknown:
    'Dieser Computer kennt den Namen des Servers Ihrer Leitung nicht. Prüfen Sie Netz oder VPN, und lassen Sie Namen und DNS von der Administration prüfen.',
  linePortClosed:
    'Der Server Ihrer Leitung ist da, aber an seinem Port antwortet nichts. Vielleicht startet er neu; bleibt es so, lassen Sie den Port von der Administration prüfen.',
  lineNoAnswer:
    'Wo der Server Ihrer Leitung sein soll, antwortet nichts. Eine Firewall, Ihr VPN oder Ihr Netz steht dazwischen.',
  lineCertificate:
    'Dieser Computer vertraut dem Zertifikat des Servers Ihrer Leitung nicht, oder es ist abgelaufen oder für einen anderen Namen. Fragen Sie die Administration.',
  lineNotSip:
    'An der Adresse Ihrer Leitung antwortet etwas, aber keine Telefonanlage. Lassen Sie Port, Pfad und WebSocket-Modul von der Administration prüfen.',
  lineFull:
    'Auf Ihrer Leitung sind so viele Telefone angemeldet, wie die Telefonanlage erlaubt. Melden Sie eines ab, oder lassen Sie mehr erlauben (max_contacts).',
  lineRefused:
    'Die Telefonanlage hat das Passwort Ihrer Leitung abgelehnt. Lassen Sie es von Ihrer Administration prüfen.',
  pbxUnreachable: 'Die Telefonanlage ist nicht erreichbar. Verbindung wird wiederhergestellt…',
  pbxRefused:
    'Die Telefonanlage hat die Anfrage abgelehnt. Versuchen Sie es erneut und informieren Sie Ihre Administration, wenn es wieder passiert.',
  pbxWrongPassword:
    'Die Telefonanlage hat Benutzer oder Passwort der Konsole abgelehnt oder lässt diesen Computer nicht zu. Lassen Sie das von Ihrer Administration prüfen.',
  pbxUserInUse:
    'Eine andere Konsole ist unter demselben Benutzer mit der Telefonanlage verbunden, und nur eine darf es sein. Schließen Sie die andere oder bitten Sie Ihre Administration um einen eigenen Benutzer.',
  pbxTooOld:
    'Diese Telefonanlage ist zu alt für Earshot: Asterisk 13 oder neuer ist nötig. Informieren Sie Ihre Administration.',
  pbxCertificate:
    'Das Zertifikat der Telefonanlage ist nicht vertrauenswürdig. Bitten Sie Ihre Administration, es zu erneuern oder seine Zertifizierungsstelle in die Standortdatei aufzunehmen.',
  pbxNameUnknown:
    'Dieser Computer findet die Telefonanlage unter ihrem Namen nicht. Bitten Sie Ihre Administration, den Host in der Standortdatei zu prüfen.',
  noWayToMonitor:
    'Die Übersicht ist live, aber Mithören ist noch nicht möglich. Bitten Sie Ihre Administration, check-site auszuführen; es zeigt, was fehlt.',
  lineNotWebrtc:
    'Ihre Leitung ist nicht für diese Konsole eingerichtet. Bitten Sie Ihre Administration, check-site auszuführen; es zeigt, was zu ändern ist.',
  codeRefused: 'Der Code wurde nicht akzeptiert. Melden Sie sich mit einem neuen Code an.',
  accountLocked:
    'Die Telefonanlage hat dieses Konto vorläufig gesperrt. Warten Sie einige Minuten oder lassen Sie es von Ihrer Administration entsperren.',
  signInNeeded: 'Melden Sie sich an der Telefonanlage an, um fortzufahren.',
  scopeTooLow:
    'Dieses Konto hat keine Supervisor-Rechte. Melden Sie sich als Call Center Supervisor oder höher an oder bitten Sie Ihre Administration um diese Rechte.',
  notEnabled:
    'Das Mithören ist für Ihren Standort nicht freigeschaltet. Bitten Sie Ihre Administration, es einzuschalten.',
  pbxProtocol:
    'Die Telefonanlage hat eine Antwort geschickt, die Earshot nicht versteht. Informieren Sie Ihre Administration.',
  timedOut: 'Die Telefonanlage hat nicht rechtzeitig geantwortet. Versuchen Sie es erneut.',
  unconfirmed: 'Die Telefonanlage hat den Wechsel nicht bestätigt. Ihr Mikrofon ist aus. Versuchen Sie es erneut.',
  monitorMoved:
    'Sie sind inzwischen bei einem anderen Anruf, deshalb wurde nichts geändert. Wählen Sie neu, wer Sie hören soll.',
  peopleChanged: 'Bei diesem Anruf haben die Beteiligten gewechselt. Zum Sprechen wählen Sie neu, wer Sie hören soll.',
  accessChanged: 'Der Anruf hat sich geändert, und Ihr Standort erlaubt das nicht mehr.',
  pageHung: 'Die Konsole hat einen Moment nicht reagiert. Zum Sprechen wählen Sie neu, wer Sie hören soll.',
  screenLocked: 'Der Bildschirm wurde gesperrt. Zum Sprechen wählen Sie neu, wer Sie hören soll.',
  asleep: 'Dieser Computer war im Ruhezustand. Zum Sprechen wählen Sie neu, wer Sie hören soll.',
  microphoneRefused:
    'Das Mikrofon ist blockiert. Erlauben Sie es in den Datenschutzeinstellungen Ihres Systems und melden Sie Ihre Leitung neu an.',
  microphoneAbsent: 'Kein Mikrofon gefunden. Schließen Sie zum Sprechen Ihr Headset an. Mithören können Sie trotzdem.',
  notInHistory: 'Dieser Eintrag steht nicht mehr im Verlauf. Die Notiz wurde nicht gespeichert.',
  scorecardChanged:
    'Der Bewertungsbogen Ihres Standorts wurde geändert. Öffnen Sie ihn noch einmal und füllen Sie den neuen aus.',
  signInAtSeat: 'Melden Sie sich mit PIN oder Ausweis an, um fortzufahren.',
  wrongPin: 'PIN oder Ausweis stimmt nicht. Versuchen Sie es erneut.',
  seatLocked: 'Zu viele Fehlversuche. Warten Sie einen Moment und versuchen Sie es dann erneut.',
  passphraseNeeded: 'Dieser Platz ist gesperrt. Geben Sie die Passphrase Ihres Standorts ein, um ihn zu verlassen.',
  confirmNeeded: 'Geben Sie Ihre PIN ein oder zeigen Sie Ihren Ausweis und wählen Sie dann erneut, wer Sie hören soll.',
  reasonNeeded:
    'Ihr Standort möchte wissen, warum Sie mithören. Klicken Sie noch einmal auf Mithören und nennen Sie einen Grund.',
  notAllowed: 'Für dieses Gespräch fehlt Ihnen die Berechtigung, oder Sie haben sich abgemeldet.',
  actUnknown:
    'Die Telefonanlage hat nicht gemeldet, ob das ausgeführt wurde. Sehen Sie in der Übersicht nach, bevor Sie es erneut versuchen.',
  actNotPossible: 'Das geht im Moment nicht. Sehen Sie in der Übersicht nach und versuchen Sie es dann erneut.',
  noticeNotGiven:
    'Ihr Standort verlangt, dass Agent oder Anrufer vom Mithören erfahren. Die Telefonanlage konnte es ihnen nicht mitteilen.',
  announcementFirst: 'Sie können sprechen, sobald die Ansage zu Ende ist.',
  textNotTaken:
    'Das Telefon des Agenten hat die Nachricht nicht angenommen: Es ist nicht verbunden oder kann keine Nachrichten anzeigen.',
  textNotToAll:
    'Die Nachricht kam nicht auf allen Telefonen an. Senden Sie sie nur den Agenten noch einmal, die sie nicht haben.',
  badRequest: 'Die Konsole hat etwas verlangt, was sie nicht darf. Informieren Sie Ihre Administration.',
  settingsUnreadable:
    'Ihre Einstellungen konnten nicht gelesen werden. Es gelten die Standardwerte. Informieren Sie Ihre Administration.',
  settingsNotSaved:
    'Earshot konnte nicht auf die Festplatte schreiben. Versuchen Sie es erneut und informieren Sie Ihre Administration, wenn es wieder passiert.',
  setBySite: 'Diese Einstellung legt Ihr Standort fest. Hier lässt sie sich nicht ändern.',
  otherWindow: 'Earshot ist in einem anderen Fenster geöffnet. Arbeiten Sie dort weiter.',
  wallboardOnly: 'Ein Wallboard zeigt nur an. Das geht nur in der Konsole.',
  placeChanged: 'Im anderen Fenster hat sich etwas geändert. Lesen Sie noch einmal, und wählen Sie dann.',
  proofRunning: 'Gerade wird geprüft, wer wen hört. Warten Sie das Ende ab oder brechen Sie die Prüfung ab.',
  displayGone: 'Dieser Bildschirm ist nicht mehr angeschlossen.',
  serverGone: 'Die Konsole hat den Kontakt zu ihrem Hintergrundprozess verloren. Verbindung wird wiederhergestellt…',
  internal:
    'In der Konsole ist etwas schiefgegangen. Versuchen Sie es erneut und informieren Sie Ihre Administration, wenn es wieder passiert.',
}

export const refusalSentences: Words['refusals'] = {
  noLine: 'Ihre Telefonleitung ist abgemeldet. Melden Sie sie an, um mitzuhören.',
  notAnswered: 'Den Anruf hat noch niemand angenommen. Mithören können Sie, sobald der Agent spricht.',
  parked: 'Dieser Anruf ist geparkt, es ist also niemand zu hören. Mithören können Sie, sobald ihn jemand zurückholt.',
  callEnded: 'Der Anruf ist beendet. Beenden Sie das Mithören oder hören Sie bei einem anderen Anruf mit.',
  onNetCall: 'Ihr Standort erlaubt bei internen Anrufen kein Flüstern. Mithören und Aufschalten sind möglich.',
  callerOffNet: 'Sie können nur dem Agenten zuflüstern: Der Anrufer ist auf einer externen Leitung.',
  noRight: 'Dazu fehlt Ihnen die Berechtigung. Fragen Sie Ihre Administration.',
  byRule: 'Die Regeln Ihres Standorts erlauben Ihnen das bei diesem Gespräch nicht. Fragen Sie Ihre Administration.',
  notByThisPbx: 'Diese Telefonanlage ist dafür nicht eingerichtet.',
  monitoringCut:
    'Die Verbindung zum Mithören ist unterbrochen. Earshot stellt sie von selbst wieder her, gleich können Sie wieder mithören.',
  feedStale:
    'Die Übersicht ist nicht aktuell, das kann schon ein anderer Anruf sein. Es geht wieder, sobald die Übersicht live ist.',
  lineCut: 'Ihre Leitung verbindet sich neu. Das geht gleich wieder; sonst ändert sich nichts.',
  noMicrophone:
    'Kein Mikrofon verfügbar, Sie können nur mithören. Schließen Sie eines an oder erlauben Sie Earshot den Zugriff.',
  notLive: 'Das können Sie wählen, sobald Sie mit dem Anruf verbunden sind.',
}

/** Dasselbe an einem Standort, der On-net und Off-net sagt. */
export const onNetTerms: Words['onNetTerms'] = {
  onNet: 'On-net',
  offNet: 'Off-net',
  onNetCall: 'Ihr Standort erlaubt bei On-net-Anrufen kein Flüstern. Mithören und Aufschalten sind möglich.',
  callerOffNet: 'Sie können nur dem Agenten zuflüstern: Der Anrufer ist off-net.',
}
