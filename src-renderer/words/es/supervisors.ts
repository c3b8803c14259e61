// Español: otros supervisores en las mismas llamadas, y cómo pasar una llamada a uno de ellos.
import type { Words } from '../en/words-type.ts'

export const supervisors: Words['supervisors'] = {
  mode: {
    listen: (name) => `${name} está escuchando`,
    whisperAgent: (name) => `${name} susurra al agente`,
    whisperCaller: (name) => `${name} habla solo con el llamante`,
    join: (name) => `${name} se ha unido a la llamada`,
    maybeAgent: (name) => `Quizá el agente oiga a ${name}`,
    maybeCaller: (name) => `Quizá el llamante oiga a ${name}`,
    maybeBoth: (name) => `Quizá el agente y el llamante oigan a ${name}`,
    other: (name) => `${name} también está en esta llamada`,
  },
  short: {
    listen: 'escucha',
    whisperAgent: 'susurra',
    whisperCaller: 'solo con el llamante',
    join: 'participa',
    maybeAgent: 'quizá se le oiga',
    maybeCaller: 'quizá se le oiga',
    maybeBoth: 'quizá se le oiga',
    other: 'en esta llamada',
  },
  handOver: 'Pasar a…',
  handOverTo: (name) => `Pasar a ${name}`,
  nobodyElse: 'Ningún otro supervisor tiene Earshot abierto.',
  waitingFor: (name) => `Se ha pedido a ${name} que tome la llamada. Hasta entonces, usted sigue en ella.`,
  withdraw: 'Cancelar',
  outcome: {
    declined: (name) => `${name} la ha rechazado. Usted sigue en la llamada.`,
    timedOut: (name) => `${name} no ha respondido. Usted sigue en la llamada.`,
    taken: (name) => `${name} ha tomado la llamada. Usted ya no está en ella.`,
    failed: (sentence) => `No se pudo pasar la llamada. ${sentence}`,
  },
  offer: {
    region: 'Llamada que le pasan',
    from: (name, agent, other) => `${name} le pide que tome la llamada de ${agent} con ${other}`,
    notes: 'Notas hasta ahora',
    accept: 'Tomar la llamada',
    decline: 'Rechazar',
  },
}
