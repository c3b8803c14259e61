// Español: identificarse en el sistema telefónico y salir.
import type { Words } from '../en/words-type.ts'

export const signIn: Words['signIn'] = {
  title: 'Iniciar sesión',
  user: 'Usuario',
  password: 'Contraseña',
  code: 'Código',
  codeFor: (user) => `Introduzca el código de verificación en dos pasos de ${user}.`,
  enter: 'Iniciar sesión',
  back: 'Volver a la contraseña',
  later: 'Ahora no',
  trying: (user) => `Iniciando sesión como ${user}…`,
  wrong: 'El usuario o la contraseña no son correctos. Inténtelo de nuevo.',
  out: (user) => `Cerrar la sesión de ${user}`,
  seat: {
    title: '¿Quién está aquí?',
    hint: 'Acerque su tarjeta al lector, o escriba su extensión y su PIN.',
    who: 'Extensión o tarjeta',
    pin: 'PIN',
    confirmTitle: '¿Sigue siendo usted?',
    confirmHint: (name) => `${name}, acerque su tarjeta o escriba su PIN. Después elija de nuevo quién debe oírle.`,
    pinOrBadge: 'PIN o tarjeta',
    confirm: 'Confirmar',
    cancel: 'Cancelar',
    locked: (seconds) => `Demasiados intentos fallidos. Espere ${seconds} segundos.`,
  },
  kiosk: {
    title: '¿Salir del puesto bloqueado?',
    passphrase: 'Contraseña',
    leave: 'Salir',
  },
  reason: {
    title: '¿Por qué escucha?',
    own: 'Motivo',
    listen: 'Escuchar',
  },
}
