// Español: a quién se ha escuchado y la muestra justa de una llamada.
import type { Words } from '../words-type.ts'

export const coverageWords: Words['coverage'] = {
  caption: 'Cuánto se ha escuchado a cada agente en los últimos siete días',
  columns: { agent: 'Agente', last: 'Última escucha', times: 'Veces', heard: 'Oído' },
  never: 'Esta semana no',
  summary: (heard: string, all: string) => `${heard} de ${all} agentes escuchados esta semana`,
  queue: 'Cola',
  allQueues: 'Todas las colas',
  sample: 'Tomar una muestra',
  sampleHint: 'Elige entre los agentes menos escuchados y después al azar.',
  none: 'Ahora no se puede escuchar a nadie aquí.',
  picked: {
    never: (name: string, among: string) =>
      `${name}: no escuchado esta semana, elegido al azar entre ${among} en el mismo caso.`,
    least: (name: string, times: string, among: string) =>
      `${name}: escuchado esta semana tan poco como cualquiera en llamada (${times}×); elegido al azar entre ${among}.`,
  },
}
