// Español: otros supervisores en las mismas llamadas, y el traspaso a uno de ellos.
import type { Words } from '../words-type.ts'

export const supervisors: Words['supervisors'] = {
  mode: {
    listen: (name) => `${name} está escuchando`,
    whisperAgent: (name) => `${name} susurra al agente`,
    whisperCaller: (name) => `${name} susurra al cliente`,
    join: (name) => `${name} se ha unido a la llamada`,
    other: (name) => `${name} está supervisando`,
  },
  handOver: 'Traspasar',
  handOverTo: (name) => `Traspasar a ${name}`,
  nobodyElse: 'No hay otro supervisor en una consola.',
  impossible: 'Esta centralita no puede traspasar una escucha.',
  waitingFor: (name) => `Pidiendo a ${name} que la tome. Hasta entonces sigue en la llamada.`,
  withdraw: 'No traspasar',
  outcome: {
    declined: (name) => `${name} no la ha tomado. Sigue en la llamada.`,
    timedOut: (name) => `${name} no ha respondido. Sigue en la llamada.`,
    taken: (name) => `${name} la ha tomado. Su escucha ha terminado.`,
    failed: (sentence) => `No se pudo traspasar. ${sentence}`,
  },
  offer: {
    region: 'Traspaso de una escucha',
    from: (name, agent, other) => `${name} le pide que tome la llamada de ${agent} con ${other}`,
    notes: 'Notas hasta ahora',
    accept: 'Tomar',
    decline: 'Rechazar',
    withdrawn: (name) => `${name} ya no la traspasa.`,
  },
}
