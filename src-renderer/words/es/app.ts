// Español: el marco alrededor de las listas: cabecera, conexión, arranque.
import type { Words } from '../en/words-type.ts'
import { theHour } from './grammar.ts'

export const app: Words['app'] = {
  product: 'Earshot',
  supervisor: (name, extension) => `${name}, extensión ${extension}`,
  openSettings: 'Ajustes',
  themeButton: {
    system: 'Tema: el del sistema. Cambiar a oscuro',
    dark: 'Tema: oscuro. Cambiar a claro',
    light: 'Tema: claro. Cambiar a alto contraste',
    contrast: 'Tema: alto contraste. Cambiar al del sistema',
  },
  search: 'Buscar agentes y llamadas',
  searchHint: 'Nombre, número, cola o estado',
  clearSearch: 'Borrar la búsqueda',
  connection: {
    region: 'Conexión con la centralita',
    connecting: 'Conectando',
    live: 'En vivo',
    liveBy: (how) => `En vivo, por ${how}`,
    behind: (at) => `Con retraso desde ${theHour(at)}`,
    stale: (at) => `Sin datos en vivo desde ${theHour(at)}`,
    refused: 'Sin conexión',
    deskLost: (at) => `Consola desconectada desde ${theHour(at)}`,
  },
  notice: {
    asOf: (sentence, at) => `${sentence} Lo que ve es la situación de ${theHour(at)}.`,
    behind: (at) =>
      `Los avisos de la centralita llegan con retraso. Lo que ve es la situación de ${theHour(at)}; lo que podría afectar a otra llamada espera hasta que se ponga al día.`,
    refused: (sentence) => `${sentence} No se volverá a intentar hasta que se corrija.`,
    forAdministrator: (detail: string) => `Para su administrador: ${detail}`,
    dismiss: 'Cerrar este mensaje',
  },
  starting: 'Iniciando la consola…',
  startFailed: {
    title: 'La consola no pudo iniciarse',
    remedy: 'Cierre esta ventana y vuelva a abrir Earshot. Si sigue igual, muestre este mensaje a su administrador.',
  },
}
