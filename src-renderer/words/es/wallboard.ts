// Español: el panel de pared, leído desde lejos.
import { pluralIn } from '../plural.ts'
import type { Words } from '../words-type.ts'
import { theHour } from './grammar.ts'

const plural = pluralIn('es')

export const wallboard: Words['wallboard'] = {
  title: 'Panel de pared',
  open: 'Abrir el panel de pared',
  leave: 'Salir del panel de pared',
  leaveKey: 'Esc',
  queues: 'Colas',
  agents: 'Agentes',
  total: 'Todas las colas',
  waiting: 'En espera',
  longestWait: 'Espera máxima',
  inProgress: 'En curso',
  serviceLevel: 'Nivel de servicio',
  abandoned: 'Abandonadas hoy',
  agentsAvailable: 'Disponibles',
  nobody: 'Nadie en espera',
  noQueues: 'No hay colas configuradas en este centro.',
  loading: 'Esperando a la centralita. Las colas aparecen aquí en cuanto responda.',
  stale: (at) => `Sin datos en vivo. Estas son las cifras de ${theHour(at)}.`,
  noTrend: 'El gráfico empieza con los primeros minutos de la consola.',
  chart: (queue) => `Llamadas en espera y en curso en ${queue}`,
  trend: (waiting, most, at) => `${waiting} en espera ahora; máximo de ${most} a ${theHour(at)}.`,
  span: (from, to) => `De ${from} a ${to}`,
  spanHours: (hours) => plural(hours, { one: 'Última hora', other: `Últimas ${hours} horas` }),
  legend: { waiting: 'en espera', inProgress: 'en curso' },
}
