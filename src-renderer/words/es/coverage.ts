// Español: a quién se ha escuchado y la elección justa de una llamada.
import type { Words } from '../en/words-type.ts'
import { pluralIn } from '../grammar/plural.ts'

const plural = pluralIn('es')

export const coverageWords: Words['coverage'] = {
  caption: 'Cuánto se ha escuchado a cada agente en este equipo en los últimos siete días',
  columns: { agent: 'Agente', last: 'Última escucha', by: 'Por', times: 'Veces', heard: 'Tiempo de escucha' },
  never: 'Esta semana no',
  now: 'Escuchando ahora',
  briefly: 'Demasiado breve para contar',
  scope: (least) => `Solo lo escuchado en este equipo. Una llamada cuenta a partir de ${least} de escucha.`,
  summary: (heard, all, count) =>
    `${heard} de ${plural(all, { one: `${count} agente`, other: `${count} agentes` })} con escuchas esta semana`,
  queue: 'Cola',
  allQueues: 'Todas las colas',
  sample: 'Elegir una llamada al azar',
  sampleHint: 'Elige al azar una llamada de los agentes a los que menos ha escuchado esta semana.',
  reading: 'Cargando la cobertura…',
  failed: 'No se pudo cargar la cobertura. Cierre esta ventana y vuelva a intentarlo.',
  none: 'Ahora mismo no hay aquí ninguna llamada que escuchar.',
  picked: {
    never: (name, among, count) =>
      plural(among, {
        one: `${name}: el único agente en llamada sin escuchas esta semana.`,
        other: `${name}: elegido al azar entre ${count} agentes en llamada sin escuchas esta semana.`,
      }),
    least: (name, times, among, count) =>
      plural(among, {
        one: `${name}: el agente en llamada con menos escuchas esta semana (${times}×).`,
        other: `${name}: elegido al azar entre los ${count} agentes en llamada con menos escuchas esta semana (${times}×).`,
      }),
  },
}
