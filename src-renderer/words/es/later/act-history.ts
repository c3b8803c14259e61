// Spanish: what supervisors did, as the history tells it.
import type { ActTold } from '../../act-told.ts'
import type { ActWords } from '../../en/later/acts-type.ts'

const reasoned = (sentence: string, { detail }: ActTold) => (detail === '' ? sentence : `${sentence}: «${detail}»`)
const inQueues = (sentence: string, { queues }: ActTold) => (queues === '' ? sentence : `${sentence} (${queues})`)

export const actHistory: ActWords['history'] = {
  show: 'Mostrar',
  everything: 'Todo',
  callsAlone: 'Llamadas escuchadas',
  actsAlone: 'Todas las acciones',
  transferOut: 'Transferir a un número externo',
  did: {
    takeOver: ({ call }) => `tomó la llamada de ${call}`,
    endCall: ({ call }) => `terminó la llamada de ${call}`,
    holdCall: ({ call }) => `puso en espera la llamada de ${call}`,
    resumeCall: ({ call }) => `recuperó la llamada de ${call}`,
    transferCall: ({ call, to }) => `transfirió la llamada de ${call} a ${to}`,
    transferOut: ({ call, to }) => `transfirió la llamada de ${call} al número externo ${to}`,
    pickCall: ({ call, to }) => (to === '' ? `capturó la llamada de ${call}` : `dio a ${to} la llamada de ${call}`),
    moveWaiting: ({ call, to }) =>
      to === '' ? `movió a ${call} al principio de la cola` : `movió a ${call} a la cola ${to}`,
    parkCall: ({ call }) => `aparcó la llamada de ${call}`,
    pause: (told) => reasoned(`puso en pausa a ${told.agent}`, told),
    ready: ({ agent }) => `puso disponible a ${agent}`,
    logIn: (told) => inQueues(`inició la sesión de ${told.agent}`, told),
    logOut: (told) => inQueues(`cerró la sesión de ${told.agent}`, told),
    endWrapUp: ({ agent }) => `terminó la posllamada de ${agent}`,
    forceLogOut: ({ agent }) => `sacó a ${agent} de todas las colas`,
    sendText: (told) => reasoned(`envió un mensaje a ${told.agent}`, told),
    broadcast: (told) => reasoned(`envió un mensaje a todos en ${told.queues}`, told),
    record: ({ call }) => `inició la grabación de la llamada de ${call}`,
    stopRecording: ({ call }) => `detuvo la grabación de la llamada de ${call}`,
    markRecording: (told) => reasoned(`marcó la grabación de la llamada de ${told.call}`, told),
  },
  wanted: {
    takeOver: ({ call }) => `tomar la llamada de ${call}`,
    endCall: ({ call }) => `terminar la llamada de ${call}`,
    holdCall: ({ call }) => `poner en espera la llamada de ${call}`,
    resumeCall: ({ call }) => `recuperar la llamada de ${call}`,
    transferCall: ({ call, to }) => `transferir la llamada de ${call} a ${to}`,
    transferOut: ({ call, to }) => `transferir la llamada de ${call} al número externo ${to}`,
    pickCall: ({ call, to }) => (to === '' ? `capturar la llamada de ${call}` : `dar a ${to} la llamada de ${call}`),
    moveWaiting: ({ call, to }) =>
      to === '' ? `mover a ${call} al principio de la cola` : `mover a ${call} a la cola ${to}`,
    parkCall: ({ call }) => `aparcar la llamada de ${call}`,
    pause: (told) => reasoned(`poner en pausa a ${told.agent}`, told),
    ready: ({ agent }) => `poner disponible a ${agent}`,
    logIn: (told) => inQueues(`iniciar la sesión de ${told.agent}`, told),
    logOut: (told) => inQueues(`cerrar la sesión de ${told.agent}`, told),
    endWrapUp: ({ agent }) => `terminar la posllamada de ${agent}`,
    forceLogOut: ({ agent }) => `sacar a ${agent} de todas las colas`,
    sendText: (told) => reasoned(`enviar un mensaje a ${told.agent}`, told),
    broadcast: (told) => reasoned(`enviar un mensaje a todos en ${told.queues}`, told),
    record: ({ call }) => `iniciar la grabación de la llamada de ${call}`,
    stopRecording: ({ call }) => `detener la grabación de la llamada de ${call}`,
    markRecording: (told) => reasoned(`marcar la grabación de la llamada de ${told.call}`, told),
  },
  sentenceDone: (by, did) => `${by} ${did}.`,
  sentenceWanted: (by, wanted) => `${by} quiso ${wanted}.`,
  outcomes: {
    done: 'Hecho',
    asked: 'No se sabe: la consola se cerró antes de recibir una respuesta',
    unknown: 'No se sabe: el sistema telefónico no respondió',
    refused: (why) => `No se hizo. ${why}`,
    byRule: (rule) => `No se hizo: la regla «${rule}» no lo permite`,
    noRule: 'No se hizo: ninguna regla de su centro lo permite',
  },
}
