// Español: la línea propia y las llamadas a ella.
import type { Words } from '../en/words-type.ts'

export const lineWords: Words['line'] = {
  region: 'Su línea',
  state: {
    off: 'Línea desconectada',
    connecting: 'Línea conectando',
    registered: 'Línea lista',
    lost: 'Línea perdida',
    refused: 'Línea rechazada',
    taken: 'Línea en uso en otro lugar',
    none: 'Sin línea en la consola',
  },
  explain: {
    off: 'La línea de esta consola está desconectada. Las llamadas y la escucha van a sus otros teléfonos.',
    connecting: 'La línea se está registrando en la centralita.',
    registered: 'La escucha se abre aquí automáticamente. Las demás llamadas suenan.',
    lost: 'Se ha cortado la conexión de la línea. Se reintenta automáticamente cada pocos segundos.',
    none: 'Este centro no le da línea en la consola. Use su teléfono de mesa.',
  },
  logIn: 'Conectar la línea',
  logOut: 'Desconectar la línea',
  incoming: {
    region: 'Llamada entrante',
    ringing: (from) => `${from} llama a su línea`,
    answer: 'Contestar',
    decline: 'Rechazar',
    talking: (from) => `Al teléfono con ${from}`,
    hearsYou: (from) => `${from} le oye.`,
    mute: 'Silenciar',
    muted: (from) => `Micrófono silenciado. ${from} no le oye.`,
    held: (from) => `${from} le ha puesto en espera.`,
    connecting: 'Conectando…',
    hangUp: 'Colgar',
    unknown: 'Un número desconocido',
  },
  microphone: {
    asking: 'Su sistema pregunta si la consola puede usar el micrófono. Puede escuchar; para hablar, responda.',
    refused: 'El micrófono está bloqueado. Puede escuchar; para hablar, permítalo e inténtelo de nuevo.',
    absent: 'No se encontró ningún micrófono. Puede escuchar; para hablar, conecte sus auriculares.',
    ended: 'El micrófono se desconectó o se retiró. Puede escuchar; para hablar, elija un micrófono.',
    retry: 'Probar el micrófono de nuevo',
  },
  busyWithCall: 'Está al teléfono. Cuelgue primero y luego escuche.',
}
