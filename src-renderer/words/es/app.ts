// Español: el marco alrededor de las listas: cabecera, conexión, arranque.
import type { Words } from '../en/words-type.ts'
import { theHour } from './grammar.ts'

export const app: Words['app'] = {
  product: 'Earshot',
  supervisor: (name, extension) => `${name}, extensión ${extension}`,
  openSettings: 'Configuración',
  setUp: 'Configurar la telefonía',
  giveSecrets: 'Introducir otra vez las contraseñas del centro',
  themeButton: {
    system: 'Tema: igual que el sistema. Cambiar a oscuro',
    dark: 'Tema: oscuro. Cambiar a claro',
    light: 'Tema: claro. Cambiar a alto contraste',
    contrast: 'Tema: alto contraste. Cambiar a igual que el sistema',
  },
  search: 'Buscar agentes y llamadas',
  searchHint: 'Nombre, número, cola o estado',
  clearSearch: 'Borrar la búsqueda',
  connection: {
    region: 'Conexión con el sistema telefónico',
    connecting: 'Conectando',
    live: 'En vivo',
    liveBy: (how) => `En vivo · ${how}`,
    behind: (at) => `Con retraso desde ${theHour(at)}`,
    stale: (at) => `Sin datos en vivo desde ${theHour(at)}`,
    refused: 'Sin conexión',
    deskLost: (at) => `Consola desconectada desde ${theHour(at)}`,
  },
  notice: {
    asOf: (sentence, at) => `${sentence} Se muestra la sala tal como estaba a ${theHour(at)}.`,
    behind: (at) =>
      `Los datos del sistema telefónico llegan con retraso. Se muestra la sala tal como estaba a ${theHour(at)}. No podrá empezar a escuchar ni a hablar hasta que se ponga al día.`,
    refused: (sentence) => `${sentence} Earshot sigue intentándolo, cada vez con menos frecuencia.`,
    forAdministrator: (detail: string) => `Para su administrador: ${detail}`,
    dismiss: 'Cerrar este mensaje',
  },
  otherWindow: {
    title: 'Earshot está abierto en otra ventana',
    lostTitle: 'Ahora usa Earshot en otra ventana',
    lost: 'Aquí su micrófono está apagado, su línea telefónica está desconectada y nada está en vivo.',
    one: 'Solo puede escuchar en una ventana a la vez.',
    listening: (agent) =>
      agent === null ? 'Allí está escuchando una llamada.' : `Allí está escuchando la llamada de ${agent}.`,
    heard: (agent) =>
      agent === null
        ? 'Es posible que alguien le oiga allí.'
        : `Es posible que alguien en la llamada de ${agent} le oiga allí.`,
    phone: 'Allí está al teléfono.',
    silent: 'Esa ventana no responde.',
    free: 'La otra ventana se ha cerrado.',
    line: 'Al usarlo aquí, su línea telefónica se desconecta allí. Una llamada en ella termina.',
    use: 'Usar aquí',
    wallboard: 'Abrir un wallboard aquí',
    sure: {
      call: { title: '¿Dejar de escuchar allí?', yes: 'Dejar de escuchar y usar aquí' },
      phone: { title: '¿Colgar allí?', yes: 'Colgar y usar aquí' },
    },
    cancel: 'Cancelar',
    taking: 'Abriendo aquí…',
  },
  starting: 'Iniciando la consola…',
  startFailed: {
    title: 'No se pudo iniciar la consola',
    remedy:
      'Cierre esta ventana y vuelva a abrir Earshot. Si sigue sin iniciarse, muestre este mensaje a su administrador.',
  },
  windowFailed: {
    title: 'Esta ventana ha fallado',
    sentence:
      'Su micrófono está apagado y lo que hacía esta ventana ha terminado. Vuelva a cargarla. Si sigue fallando, avise a su administrador.',
    reload: 'Volver a cargar',
  },
}
