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
}
