// Español: las pruebas de sonido de los ajustes.
import type { SoundTestWords } from '../../en/later/sound-tests-type.ts'

export const soundTests: SoundTestWords = {
  level: 'Nivel',
  stop: 'Detener',
  notNow: {
    listening: 'No mientras escucha una llamada.',
    call: 'No mientras habla por teléfono.',
  },
  interrupted: 'Una llamada necesita su línea, así que la prueba se ha detenido.',
  recording: {
    title: 'Grabación de prueba',
    hint: 'Graba cinco segundos y se los reproduce. La grabación no sale de este equipo ni se conserva.',
    start: 'Grabar cinco segundos',
    opening: 'Abriendo el micrófono…',
    asking: 'Su sistema pregunta si Earshot puede usar el micrófono. Permítalo para grabar.',
    speak: 'Grabando. Diga algo.',
    playing: 'Así le oyen los demás.',
    played: '¿Se ha oído con claridad? Entonces sus auriculares funcionan bien.',
    quiet:
      'Se le oye muy bajo. Acérquese el micrófono a la boca o suba su volumen en los ajustes de sonido del sistema.',
  },
  faults: {
    refused:
      'El micrófono está bloqueado. Permítalo para Earshot en los ajustes del sitio del navegador o en los de privacidad de su equipo.',
    absent: 'No se encontró ningún micrófono. Conecte sus auriculares.',
    gone: 'El micrófono que eligió no está conectado. Conéctelo o elija otro.',
    inUse: 'Otro programa está usando el micrófono. Cierre ese programa y grabe de nuevo.',
    ended: 'El micrófono se desconectó durante la grabación. Conéctelo de nuevo o elija otro.',
    muted: 'Sus auriculares o su sistema han silenciado el micrófono. Actívelo allí y grabe de nuevo.',
    silent:
      'No se ha grabado nada. Si dijo algo, revise el interruptor de silencio de sus auriculares o elija otro micrófono.',
    noTape: 'La grabación ha fallado. Inténtelo de nuevo.',
    speakerGone: 'Los auriculares que eligió para escuchar no están conectados, así que no se reproduce nada.',
    notPlayed: 'La grabación no se pudo reproducir en estos auriculares. Elija otros.',
  },
}
