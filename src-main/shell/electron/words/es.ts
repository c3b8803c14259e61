// Español: todo lo que dicen la bandeja, el menú y los avisos de Electron.
import type { ShellWords } from './en.ts'

export const es: ShellWords = {
  appName: 'Earshot',
  open: 'Abrir Earshot',
  quit: 'Salir de Earshot',
  understood: 'Aceptar',
  couldNotStart: 'No se pudo iniciar Earshot',
  pageReopened:
    'La consola dejó de funcionar y se ha vuelto a abrir. Si estaba escuchando una llamada, la escucha se está terminando. Si usaba otro teléfono, cuelgue para estar seguro.',
  pageKeepsFailing:
    'La consola dejó de funcionar varias veces en menos de un minuto y se ha cerrado. Avise a su administrador.',
  leaving: {
    title: '¿Salir de Earshot?',
    yes: 'Salir',
    stay: 'Quedarme',
    listening: (agent) =>
      `Está escuchando ${agent === null ? 'una llamada' : `a ${agent}`}. Si sigue, dejará de escuchar. La llamada continúa.`,
    phone: 'Está al teléfono. Si sigue, se cuelga esa llamada.',
  },
  updating: {
    title: (version) => `Earshot ${version} está disponible`,
    detail: 'Se descarga ahora, mientras nadie escucha, y se instala cuando usted salga.',
    yes: 'Instalar al salir',
    later: 'Ahora no',
    backTitle: (version) => `Earshot ${version} no se inició bien`,
    backDetail: (version) => `¿Desea volver a la versión ${version}, que aquí funcionaba?`,
    back: 'Volver',
    goOn: 'Intentar de nuevo',
  },
  muteKeyTaken: {
    message: (key) => `${key} no le silencia en otros programas`,
    detail: 'Otro programa usa esta tecla. Elija otra en los ajustes, en «Teclas».',
  },
  status: {
    monitoring: (site) => `Escuchando una llamada · ${site}`,
    connecting: (site) => `Conectando con ${site}`,
    live: (site) => `Conectado con ${site}`,
    behind: (site) => `${site} responde con retraso`,
    stale: (site) => `Se perdió la conexión con ${site}. Reconectando…`,
    refused: (site) => `${site} rechazó la conexión`,
  },
  app: {
    about: 'Acerca de Earshot',
    services: 'Servicios',
    hide: 'Ocultar Earshot',
    hideOthers: 'Ocultar otros',
    unhide: 'Mostrar todo',
  },
  edit: {
    title: 'Edición',
    undo: 'Deshacer',
    redo: 'Rehacer',
    cut: 'Cortar',
    copy: 'Copiar',
    paste: 'Pegar',
    delete: 'Eliminar',
    selectAll: 'Seleccionar todo',
  },
  view: {
    title: 'Ver',
    resetZoom: 'Tamaño real',
    zoomIn: 'Acercar',
    zoomOut: 'Alejar',
    togglefullscreen: 'Pantalla completa',
  },
  window: { title: 'Ventana', minimize: 'Minimizar', zoom: 'Zoom', close: 'Cerrar', front: 'Traer todo al frente' },
}
