// Español: los ajustes.
import type { Words } from '../en/words-type.ts'

export const settings: Words['settings'] = {
  title: 'Ajustes',
  close: 'Cerrar los ajustes',
  language: 'Idioma',
  languages: { system: 'El del sistema', en: 'English', es: 'Español', de: 'Deutsch' },
  theme: 'Tema',
  themes: { system: 'Sistema', dark: 'Oscuro', light: 'Claro', contrast: 'Contraste' },
  sound: 'Sonido',
  microphone: 'Micrófono',
  speaker: 'Auriculares o altavoz',
  systemDefault: 'El del sistema',
  unnamedDevice: (number) => `Dispositivo ${number}`,
  missingDevice: 'Un dispositivo que no está conectado',
  namesHidden: 'Los nombres de los dispositivos aparecen cuando se permite el micrófono.',
  noDevices: 'No se pudo leer la lista de dispositivos de audio. Se usa el del sistema.',
  processing: 'Mejorar mi voz',
  processingHint: 'Elimina el eco y el ruido y nivela el volumen de su micrófono.',
  monitoring: 'Escucha',
  follow: 'Seguir al agente',
  followHint: 'Al terminar una llamada, la escucha espera la siguiente del agente.',
  switchBy: 'Cambiar de modo mediante',
  switchWays: {
    info: { label: 'SIP INFO', hint: 'Señales aparte del sonido. Adecuado en la mayoría de los centros.' },
    rfc4733: {
      label: 'Tonos de teléfono (RFC 4733)',
      hint: 'Señales dentro del sonido, para centralitas que necesitan pulsaciones.',
    },
    api: { label: 'La interfaz de la centralita', hint: 'Donde la centralita puede hacerlo sin la línea.' },
  },
  notSaved: (sentence) => `El cambio no se guardó. ${sentence}`,
}
