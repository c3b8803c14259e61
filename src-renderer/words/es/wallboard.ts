// Español: el wallboard, leído desde lejos.
import type { Words } from '../en/words-type.ts'
import { theHour } from './grammar.ts'

export const wallboard: Words['wallboard'] = {
  open: 'Abrir el wallboard',
  title: 'Wallboard',
  openApart: 'Abrir el wallboard en su propia ventana',
  ownWindow: 'En su propia ventana',
  fullScreen: 'Pantalla completa',
  closeWindow: 'Cerrar la ventana',
  openConsole: 'Abrir Earshot',
  elsewhere: 'En otra pantalla',
  display: (number) => `Pantalla ${number}`,
  leave: 'Cerrar el wallboard',
  leaveKey: 'Esc',
  queues: 'Colas',
  total: 'Todas las colas',
  waiting: 'En cola',
  longestWait: 'Espera máxima',
  inProgress: 'En llamada',
  serviceLevel: 'Nivel de servicio',
  answeredIn: (seconds) => `Atendidas en ${seconds} s`,
  abandoned: 'Abandonadas hoy',
  agentsAvailable: 'Disponibles',
  noQueues: 'No hay colas configuradas en este centro.',
  loading: 'Esperando al sistema telefónico. Las colas aparecen aquí en cuanto responda.',
  stale: (at) => `Sin datos en vivo. Se muestran las cifras de ${theHour(at)}.`,
  noTrend: 'El gráfico se llena en los primeros minutos.',
  chart: (queue) => `Llamadas en cola y en curso en ${queue}`,
  trend: (waiting, most, at) => `${waiting} en cola ahora; máximo de ${most} a ${theHour(at)}.`,
  span: (from, to) => `De ${from} a ${to}`,
  legend: { waiting: 'en cola', inProgress: 'en llamada' },
}
