// Español: la línea propia y las llamadas a ella.
import type { Words } from '../en/words-type.ts'

export const lineWords: Words['line'] = {
  region: 'Su línea',
  state: {
    off: 'Línea desconectada',
    connecting: 'Conectando la línea',
    registered: 'Línea lista',
    reconnecting: 'Reconectando la línea',
    lost: 'Línea sin conexión',
    refused: 'Línea rechazada',
    taken: 'Línea en uso en otro lugar',
    none: 'Sin línea en esta consola',
  },
  explain: {
    off: 'La línea de esta consola está desconectada. Las llamadas que reciba y las que escuche irán a sus otros teléfonos.',
    connecting: 'La línea se está conectando al sistema telefónico.',
    registered: 'Las llamadas que escuche se abren aquí automáticamente. Las demás suenan.',
    reconnecting: 'La conexión de la línea se cerró hace un momento y se está abriendo de nuevo; las llamadas siguen.',
    lost: 'La línea perdió la conexión. Earshot lo reintenta cada pocos segundos.',
    none: 'No tiene línea en esta consola. Use su teléfono de mesa.',
  },
  control: {
    reconnecting:
      'Su línea se está reconectando. La llamada y quién le oye siguen igual; podrá cambiar de nuevo en un momento.',
  },
  logIn: 'Conectar la línea',
  logOut: 'Desconectar la línea',
  incoming: {
    call: 'Llamada telefónica',
    dropped: 'La conexión se cortó y por eso su llamada telefónica ha terminado.',
    region: 'Llamada entrante',
    ringing: (from) => `${from} llama a su línea`,
    answer: 'Contestar',
    decline: 'Rechazar',
    talking: (from) => `Al teléfono con ${from}`,
    hearsYou: (from) => `${from} le oye.`,
    mute: 'Silenciar',
    muted: (from) => `Su micrófono está silenciado. ${from} no le oye.`,
    held: (from) => `${from} le ha puesto en espera.`,
    connecting: 'Conectando…',
    hangUp: 'Colgar',
    waiting: (from) => `${from} llama. La llamada espera hasta que deje de escuchar.`,
    answerWaiting: 'Dejar de escuchar y contestar',
    missed: (count) => (count === 1 ? 'Tiene una llamada perdida:' : `Tiene ${count} llamadas perdidas:`),
    missedAt: (from, time) => `${from}, ${time}`,
    missedSeen: 'Visto',
    callWaiting: 'Las llamadas esperan mientras escucho',
    callWaitingHint:
      'Una llamada que llega mientras escucha a alguien se muestra y espera. Si no, quien llama oye ocupado y usted ve quién era.',
    unknown: 'Un número desconocido',
  },
  soundLoss: {
    network: 'No le llega sonido: su red está interrumpida. Earshot busca otro camino.',
    pbx: 'No le llega sonido: el sistema telefónico no lo envía. Usted sigue conectado.',
    muted: 'No se le oye: sus auriculares o su sistema han silenciado el micrófono. Actívelo allí.',
    silent: 'No se le oye: el micrófono no capta nada. Revise su interruptor o elija otro.',
    notSent: 'No se le oye: de este equipo no sale ningún sonido. Vuelva a conectar el sonido.',
    notArriving: 'Apenas se le oye: casi todo se pierde por el camino. Revise su red.',
    renew: 'Volver a conectar el sonido',
  },
  speaker: {
    gone: 'Los auriculares que eligió para escuchar no están conectados. La llamada no se reproduce por el altavoz.',
    insist: 'Reproducirla de todos modos',
  },
  microphone: {
    asking: 'Su sistema pregunta si Earshot puede usar el micrófono. Ya puede escuchar. Permítalo para hablar.',
    refused: 'El micrófono está bloqueado. Puede escuchar. Para hablar, permítalo e inténtelo de nuevo.',
    absent: 'No se encontró ningún micrófono. Puede escuchar. Para hablar, conecte sus auriculares.',
    ended: 'El micrófono se desconectó o dejó de estar disponible. Puede escuchar. Para hablar, elija un micrófono.',
    inUse:
      'Otro programa está usando el micrófono. Puede escuchar. Para hablar, cierre ese programa e inténtelo de nuevo.',
    gone: 'El micrófono que eligió no está conectado y no se usa ninguno. Puede escuchar. Se usará de nuevo en cuanto vuelva.',
    insist: 'Usar otro micrófono',
    retry: 'Probar el micrófono de nuevo',
    trying: 'Intentando…',
    still: {
      inUse: 'Sigue en uso. Cierre el programa que lo tiene (videollamada, grabadora) e inténtelo de nuevo.',
      gone: 'Sigue sin conectar. Conéctelo, use otro micrófono o elija uno en la configuración.',
      asking: 'Su sistema sigue preguntando. Permita el micrófono para hablar.',
      refused:
        'Sigue bloqueado. Permita el micrófono para Earshot en los ajustes del sitio del navegador o en los ajustes de privacidad de su equipo, y vuelva a intentarlo.',
      absent:
        'Sigue sin encontrarse un micrófono. Conecte sus auriculares, espere a que el equipo los detecte y vuelva a intentarlo.',
      ended: 'Sigue sin micrófono. Vuelva a conectarlo o elija otro en la configuración.',
    },
  },
  busyWithCall: 'Está al teléfono. Ponga la llamada en espera o cuelgue, y luego escuche.',
  notReady: 'Su línea telefónica se está conectando. Podrá escuchar en cuanto esté lista.',
  noPhone: 'Ninguno de sus teléfonos está conectado al sistema telefónico. Encienda uno para escuchar.',
}
