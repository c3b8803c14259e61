// Español: a quién se ha escuchado y la muestra justa de una llamada.
import type { Words } from '../words-type.ts'

export const coverageWords: Words['coverage'] = {
  caption: 'Cuánto se ha escuchado a cada agente en los últimos siete días',
  columns: { agent: 'Agente', last: 'Última escucha', by: 'Por', times: 'Veces', heard: 'Tiempo de escucha' },
  never: 'Esta semana no',
  summary: (heard: string, all: string) => `${heard} de ${all} agentes escuchados esta semana`,
  queue: 'Cola',
  allQueues: 'Todas las colas',
  sample: 'Escuchar una muestra al azar',
  sampleHint: 'Sortea entre los agentes en llamada menos escuchados esta semana, y después entre sus llamadas.',
  none: 'Ahora no se puede escuchar a nadie aquí.',
  picked: {
    never: (name: string, among: string) =>
      `${name}: sin escuchas esta semana. Sorteo entre ${among} en el mismo caso.`,
    least: (name: string, times: string, among: string) =>
      `${name}: nadie en llamada se ha escuchado menos esta semana (${times}×). Sorteo entre ${among}.`,
  },
}
