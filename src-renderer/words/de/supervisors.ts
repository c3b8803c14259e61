// Deutsch: andere Supervisoren bei denselben Anrufen, und die Übergabe an einen von ihnen.
import type { Words } from '../en/words-type.ts'

export const supervisors: Words['supervisors'] = {
  mode: {
    listen: (name) => `${name} hört mit`,
    whisperAgent: (name) => `${name} flüstert dem Agenten zu`,
    whisperCaller: (name) => `${name} spricht nur mit dem Anrufer`,
    join: (name) => `${name} ist aufgeschaltet`,
    maybeAgent: (name) => `${name} wird möglicherweise vom Agenten gehört`,
    maybeCaller: (name) => `${name} wird möglicherweise vom Anrufer gehört`,
    maybeBoth: (name) => `${name} wird möglicherweise von Agent und Anrufer gehört`,
    other: (name) => `${name} ist auch bei diesem Anruf`,
  },
  short: {
    listen: 'hört mit',
    whisperAgent: 'flüstert',
    whisperCaller: 'nur mit dem Anrufer',
    join: 'im Gespräch',
    maybeAgent: 'wird evtl. gehört',
    maybeCaller: 'wird evtl. gehört',
    maybeBoth: 'wird evtl. gehört',
    other: 'auf diesem Anruf',
  },
  handOver: 'Übergeben…',
  handOverTo: (name) => `An ${name} übergeben`,
  nobodyElse: 'Kein anderer Supervisor hat Earshot geöffnet.',
  waitingFor: (name) => `${name} wird gebeten zu übernehmen. Bis dahin bleiben Sie im Anruf.`,
  withdraw: 'Abbrechen',
  outcome: {
    declined: (name) => `${name} hat abgelehnt. Sie sind noch im Anruf.`,
    timedOut: (name) => `${name} hat nicht geantwortet. Sie sind noch im Anruf.`,
    taken: (name) => `${name} hat übernommen. Sie sind nicht mehr im Anruf.`,
    failed: (sentence) => `Der Anruf konnte nicht übergeben werden. ${sentence}`,
  },
  offer: {
    region: 'An Sie übergebener Anruf',
    from: (name, agent, other) => `${name} bittet Sie, den Anruf von ${agent} mit ${other} zu übernehmen`,
    notes: 'Bisherige Notizen',
    accept: 'Übernehmen',
    decline: 'Ablehnen',
  },
}
