// Español: otros supervisores en las mismas llamadas, y el traspaso a uno de ellos.
import type { Words } from '../en/words-type.ts'

export const supervisors: Words['supervisors'] = {
  mode: {
    listen: (name) => `${name} está escuchando`,
    whisperAgent: (name) => `${name} susurra al agente`,
    whisperCaller: (name) => `${name} susurra al llamante`,
    join: (name) => `${name} se ha unido a la llamada`,
    other: (name) => `${name} también está en esta llamada`,
  },
  handOver: 'Traspasar',
  handOverTo: (name) => `Traspasar a ${name}`,
  nobodyElse: 'No hay otro supervisor en una consola.',
  waitingFor: (name) => `Se ha pedido a ${name} que tome la llamada. Hasta entonces, usted sigue en ella.`,
  withdraw: 'No traspasar',
  outcome: {
    declined: (name) => `${name} no ha tomado la llamada. Usted sigue en ella.`,
    timedOut: (name) => `${name} no ha respondido. Usted sigue en la llamada.`,
    taken: (name) => `${name} ha tomado la llamada. La escucha de usted ha terminado.`,
    failed: (sentence) => `No se pudo traspasar. ${sentence}`,
  },
  offer: {
    region: 'Traspaso de una escucha',
    from: (name, agent, other) => `${name} le pide que tome la llamada de ${agent} con ${other}`,
    notes: 'Notas hasta ahora',
    accept: 'Tomar la llamada',
    decline: 'Rechazar',
  },
}
