// Español: identificarse en la centralita y salir.
import type { Words } from '../words-type.ts'

export const signIn: Words['signIn'] = {
  title: 'Identificarse',
  user: 'Usuario',
  password: 'Contraseña',
  code: 'Código',
  codeFor: (user) => `La centralita pide un código de su segundo factor para ${user}.`,
  enter: 'Identificarse',
  back: 'Volver a la contraseña',
  later: 'Ahora no',
  trying: (user) => `Identificando a ${user}…`,
  wrong: 'El usuario o la contraseña no son correctos. Inténtelo de nuevo.',
  out: (user) => `Cerrar la sesión de ${user}`,
}
