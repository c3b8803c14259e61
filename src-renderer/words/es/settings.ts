// Español: la configuración.
import type { Words } from '../en/words-type.ts'

export const settings: Words['settings'] = {
  title: 'Configuración',
  close: 'Cerrar la configuración',
  language: 'Idioma',
  languageMissing: 'No se pudo cargar este idioma. Reinicie Earshot para volver a intentarlo.',
  languages: { system: 'Igual que el sistema', en: 'English', es: 'Español', de: 'Deutsch' },
  theme: 'Tema',
  themes: { system: 'Sistema', dark: 'Oscuro', light: 'Claro', contrast: 'Contraste' },
  sound: 'Sonido',
  microphone: 'Micrófono',
  speaker: 'Auriculares o altavoz',
  systemDefault: 'Predeterminado del sistema',
  unnamedDevice: (number) => `Dispositivo ${number}`,
  missingDevice: 'Un dispositivo que no está conectado',
  namesHidden: 'Los nombres de los dispositivos aparecen cuando permite el micrófono.',
  noDevices: 'No se pudo leer la lista de dispositivos de audio y se usa el predeterminado del sistema.',
  processing: 'Mejorar mi voz',
  processingHint: 'Elimina el eco y el ruido y nivela el volumen de su micrófono.',
  headset: {
    title: 'Botones de los auriculares',
    choose: 'Conectar los botones de unos auriculares',
    none: 'Responda, cuelgue y silencie desde los propios auriculares.',
    connected: (name: string) =>
      `${name} responde, cuelga y silencia. En una llamada que escucha, solo deshace su propio silencio.`,
    ignored: (name: string) =>
      `${name} avisa de pulsaciones que nadie ha hecho, así que se ignoran sus botones. Desenchúfelos y vuelva a enchufarlos.`,
    failed: (name: string) => `Otro programa está usando ${name}. Ciérrelo y vuelva a conectar los auriculares.`,
  },
  monitoring: 'Escucha',
  follow: 'Seguir con el agente',
  followHint: 'Cuando termine una llamada, esperar la próxima del agente.',
  notSaved: (sentence) => `Este cambio no se guardó. ${sentence}`,
}
