// Español: a quién se ha escuchado y la muestra justa de una llamada.

import type { Words } from '../en/words-type.ts'
import { pluralIn } from '../grammar/plural.ts'

const plural = pluralIn('es')

export const coverageWords: Words['coverage'] = {
  caption: 'Cuánto se ha escuchado a cada agente en los últimos siete días',
  columns: { agent: 'Agente', last: 'Última escucha', by: 'Por', times: 'Veces', heard: 'Tiempo de escucha' },
  never: 'Esta semana no',
  summary: (heard, all, count) =>
    `${heard} de ${plural(all, { one: `${count} agente`, other: `${count} agentes` })} con escuchas esta semana`,
  queue: 'Cola',
  allQueues: 'Todas las colas',
  sample: 'Escuchar una muestra al azar',
  sampleHint: 'Sortea entre los agentes en llamada menos escuchados esta semana, y después entre sus llamadas.',
  reading: 'Leyendo a quién se ha escuchado…',
  failed: 'No se pudo leer a quién se ha escuchado. Inténtelo de nuevo.',
  none: 'Ahora no se puede escuchar a nadie aquí.',
  picked: {
    never: (name, among, count) =>
      plural(among, {
        one: `${name}: en llamada y sin escuchas esta semana; nadie más en el mismo caso.`,
        other: `${name}: sin escuchas esta semana. Sorteo entre ${count} en el mismo caso.`,
      }),
    least: (name, times, among, count) =>
      plural(among, {
        one: `${name}: de quienes están en llamada, el menor número de escuchas esta semana (${times}×).`,
        other: `${name}: nadie en llamada se ha escuchado menos esta semana (${times}×). Sorteo entre ${count}.`,
      }),
  },
}
