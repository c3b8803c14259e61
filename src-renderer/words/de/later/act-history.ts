// German: what supervisors did, as the history tells it.
import type { ActTold } from '../../act-told.ts'
import type { ActWords } from '../../en/later/acts-type.ts'

const reasoned = (sentence: string, { detail }: ActTold) => (detail === '' ? sentence : `${sentence}: „${detail}“`)
const inQueues = (sentence: string, { queues }: ActTold) => (queues === '' ? sentence : `${sentence} (${queues})`)

export const actHistory: ActWords['history'] = {
  show: 'Anzeigen',
  everything: 'Alles',
  callsAlone: 'Mitgehörte Gespräche',
  actsAlone: 'Alle Aktionen',
  transferOut: 'An eine externe Nummer weiterleiten',
  did: {
    takeOver: ({ call }) => `hat das Gespräch von ${call} übernommen`,
    endCall: ({ call }) => `hat das Gespräch von ${call} beendet`,
    holdCall: ({ call }) => `hat das Gespräch von ${call} auf Halten gesetzt`,
    resumeCall: ({ call }) => `hat das gehaltene Gespräch von ${call} fortgesetzt`,
    transferCall: ({ call, to }) => `hat das Gespräch von ${call} an ${to} weitergeleitet`,
    transferOut: ({ call, to }) => `hat das Gespräch von ${call} an die externe Nummer ${to} weitergeleitet`,
    pickCall: ({ call, to }) =>
      to === '' ? `hat den Anruf von ${call} herangeholt` : `hat den Anruf von ${call} an ${to} gegeben`,
    moveWaiting: ({ call, to }) =>
      to === ''
        ? `hat ${call} an den Anfang der Warteschlange gesetzt`
        : `hat ${call} in die Warteschlange ${to} verschoben`,
    parkCall: ({ call }) => `hat das Gespräch von ${call} geparkt`,
    pause: (told) => reasoned(`hat ${told.agent} pausiert`, told),
    ready: ({ agent }) => `hat ${agent} wieder bereit gemacht`,
    logIn: (told) => inQueues(`hat ${told.agent} angemeldet`, told),
    logOut: (told) => inQueues(`hat ${told.agent} abgemeldet`, told),
    endWrapUp: ({ agent }) => `hat die Nachbearbeitung von ${agent} beendet`,
    forceLogOut: ({ agent }) => `hat ${agent} überall abgemeldet`,
    sendText: (told) => reasoned(`hat ${told.agent} eine Nachricht gesendet`, told),
    broadcast: (told) => reasoned(`hat allen in ${told.queues} eine Nachricht gesendet`, told),
    record: ({ call }) => `hat die Aufnahme des Gesprächs von ${call} gestartet`,
    stopRecording: ({ call }) => `hat die Aufnahme des Gesprächs von ${call} beendet`,
    markRecording: (told) => reasoned(`hat die Aufnahme des Gesprächs von ${told.call} markiert`, told),
  },
  wanted: {
    takeOver: ({ call }) => `das Gespräch von ${call} übernehmen`,
    endCall: ({ call }) => `das Gespräch von ${call} beenden`,
    holdCall: ({ call }) => `das Gespräch von ${call} auf Halten setzen`,
    resumeCall: ({ call }) => `das gehaltene Gespräch von ${call} fortsetzen`,
    transferCall: ({ call, to }) => `das Gespräch von ${call} an ${to} weiterleiten`,
    transferOut: ({ call, to }) => `das Gespräch von ${call} an die externe Nummer ${to} weiterleiten`,
    pickCall: ({ call, to }) =>
      to === '' ? `den Anruf von ${call} heranholen` : `den Anruf von ${call} an ${to} geben`,
    moveWaiting: ({ call, to }) =>
      to === '' ? `${call} an den Anfang der Warteschlange setzen` : `${call} in die Warteschlange ${to} verschieben`,
    parkCall: ({ call }) => `das Gespräch von ${call} parken`,
    pause: (told) => reasoned(`${told.agent} pausieren`, told),
    ready: ({ agent }) => `${agent} wieder bereit machen`,
    logIn: (told) => inQueues(`${told.agent} anmelden`, told),
    logOut: (told) => inQueues(`${told.agent} abmelden`, told),
    endWrapUp: ({ agent }) => `die Nachbearbeitung von ${agent} beenden`,
    forceLogOut: ({ agent }) => `${agent} überall abmelden`,
    sendText: (told) => reasoned(`${told.agent} eine Nachricht senden`, told),
    broadcast: (told) => reasoned(`allen in ${told.queues} eine Nachricht senden`, told),
    record: ({ call }) => `die Aufnahme des Gesprächs von ${call} starten`,
    stopRecording: ({ call }) => `die Aufnahme des Gesprächs von ${call} beenden`,
    markRecording: (told) => reasoned(`die Aufnahme des Gesprächs von ${told.call} markieren`, told),
  },
  sentenceDone: (by, did) => `${by} ${did}.`,
  sentenceWanted: (by, wanted) => `${by} wollte ${wanted}.`,
  outcomes: {
    done: 'Ausgeführt',
    asked: 'Unbekannt: Die Konsole wurde geschlossen, bevor eine Antwort kam',
    unknown: 'Unbekannt: Die Telefonanlage hat nicht geantwortet',
    refused: (why) => `Nicht ausgeführt. ${why}`,
    byRule: (rule) => `Nicht ausgeführt: Die Regel „${rule}“ erlaubt es nicht`,
    noRule: 'Nicht ausgeführt: Keine Regel Ihres Standorts erlaubt es',
  },
}
