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
  echo: {
    title: 'Prueba de eco',
    hint: 'Llama al eco de su centralita: usted se oye y ve cuánto tarda su voz en ir y volver. Termina por sí sola.',
    start: 'Llamar al eco',
    noNumber: 'Su sitio no tiene número de eco. Su administrador puede añadir uno.',
    notReady: 'Su línea aún no está conectada a la centralita.',
    asking: 'Su sistema pregunta si Earshot puede usar el micrófono. Permítalo para la prueba.',
    calling: 'Llamando al eco…',
    measuring: 'Conectado. Un tono breve mide la ida y la vuelta…',
    announced: 'La centralita dice algo primero. La prueba seguirá cuando termine.',
    speak: (ms: string) => `Diga algo: debería oírse. La ida y vuelta tarda ${ms} milisegundos.`,
    heard: (ms: string) =>
      `La centralita le oye y el sonido de ella le llega a usted. La ida y vuelta tarda ${ms} milisegundos. ¿No se ha oído? Compruebe qué auriculares están elegidos y su volumen.`,
    muted: 'Se ha silenciado, así que la prueba se ha detenido.',
    micSilent:
      'La línea funciona: volvió un tono de prueba. Pero de su micrófono no llegó nada. Revise su interruptor de silencio o elija otro.',
    faults: {
      nothingBack:
        'El eco respondió, pero no vuelve ningún sonido. Algo en el camino, como un cortafuegos, lo retiene. Avise a su administrador.',
      silentBack: 'Solo vuelve silencio: la centralita no le oye. Avise a su administrador.',
      notEcho: 'Su voz no vuelve: el número que respondió no es un eco. Avise a su administrador.',
      cut: 'La llamada terminó antes de que se supiera nada. Llame otra vez al eco.',
      unmeasured: 'No se pudo generar el tono de prueba. Vuelva a cargar esta ventana y llame otra vez al eco.',
      lineLost:
        'Su línea se perdió durante la prueba. Compruebe su red y llame otra vez al eco cuando la línea haya vuelto.',
    },
    microphone: {
      inUse: 'Otro programa está usando el micrófono. Cierre ese programa y llame otra vez al eco.',
      ended: 'El micrófono se desconectó durante la prueba. Conéctelo de nuevo o elija otro.',
    },
    failures: {
      busy: 'El eco está ocupado. Inténtelo de nuevo en un momento.',
      declined: 'La centralita rechazó la llamada al eco. Avise a su administrador.',
      noAnswer: 'El eco no respondió. Inténtelo de nuevo; si no sirve, avise a su administrador.',
      noSuchNumber: 'La centralita no conoce el número de eco de su sitio. Avise a su administrador.',
      notAllowed: 'La centralita no permite que su línea llame al eco. Avise a su administrador.',
      noSound: 'La centralita y este equipo no tienen ningún formato de sonido en común. Avise a su administrador.',
      refused: 'La centralita rechazó la llamada al eco. Avise a su administrador.',
      pbxFailed: 'Hubo un error en la centralita. Inténtelo de nuevo en un momento.',
      noConnection: 'La llamada no llegó a la centralita. Compruebe su red.',
      cannotPass: 'La centralita rechazó la llamada al eco. Avise a su administrador.',
    },
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
