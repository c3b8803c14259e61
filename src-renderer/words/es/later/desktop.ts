// Español: la tarjeta pequeña encima de las demás ventanas, los enlaces de otros programas y las notificaciones.
import type { DesktopWords } from '../../en/later/desktop-type.ts'

export const desktop: DesktopWords = {
  card: {
    name: 'Tarjeta pequeña',
    hint: 'Quién le oye, en una ventana pequeña encima de las demás',
    notHere:
      'Este navegador no puede mantener una ventana encima de las demás. Use Chrome, Edge o el programa de escritorio.',
    close: 'Cerrar la tarjeta pequeña',
    console: 'Ver la consola',
    silence: 'Que nadie me oiga',
  },
  link: {
    title: 'Un enlace de otro programa',
    listen: (name) => `¿Escuchar a ${name}?`,
    agent: (name) => `¿Mostrar a ${name}?`,
    nothingYet: 'No pasa nada hasta que usted elija.',
    unknown: (agent) => `No hay ningún agente «${agent}» aquí.`,
    notInCall: (name) => `${name} no está en ninguna llamada ahora.`,
    unreadable: 'Este enlace no se puede leer. No se ha hecho nada.',
    show: 'Mostrar en el panel',
    no: 'Cancelar',
  },
  notify: {
    monitorOver: 'Ya no está escuchando',
    lineLost: 'Su línea se ha perdido',
    lineLostBody: 'Hasta que vuelva no puede escuchar ni recibir llamadas.',
    missed: (name) => `Llamada perdida de ${name}`,
  },
}
