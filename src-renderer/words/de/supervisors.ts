// Deutsch: andere Supervisoren an denselben Anrufen, und die Übergabe an einen von ihnen.
import type { Words } from '../en/words-type.ts'

export const supervisors: Words['supervisors'] = {
  mode: {
    listen: (name) => `${name} hört mit`,
    whisperAgent: (name) => `${name} flüstert dem Agenten zu`,
    whisperCaller: (name) => `${name} flüstert dem Anrufer zu`,
    join: (name) => `${name} ist aufgeschaltet`,
    other: (name) => `${name} ist ebenfalls an diesem Anruf`,
  },
  handOver: 'Übergeben',
  handOverTo: (name) => `An ${name} übergeben`,
  nobodyElse: 'Kein anderer Supervisor ist an einer Konsole.',
  waitingFor: (name) => `${name} wird gebeten zu übernehmen. Bis dahin bleiben Sie am Anruf.`,
  withdraw: 'Nicht übergeben',
  outcome: {
    declined: (name) => `${name} hat nicht übernommen. Sie sind noch am Anruf.`,
    timedOut: (name) => `${name} hat nicht geantwortet. Sie sind noch am Anruf.`,
    taken: (name) => `${name} hat übernommen. Ihr Mithören ist beendet.`,
    failed: (sentence) => `Die Übergabe war nicht möglich. ${sentence}`,
  },
  offer: {
    region: 'Übergabe eines Mithörens',
    from: (name, agent, other) => `${name} bittet Sie, den Anruf von ${agent} mit ${other} zu übernehmen`,
    notes: 'Bisherige Notizen',
    accept: 'Übernehmen',
    decline: 'Ablehnen',
  },
}
