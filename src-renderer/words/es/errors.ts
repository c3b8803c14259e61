// Español: qué significa cada fallo y cada negativa, y qué hacer.
import type { Words } from '../en/words-type.ts'

export const errorSentences: Words['errors'] = {
  callGone: 'Esa llamada ha terminado. Elija otra.',
  notAnswered: 'Nadie ha contestado aún esa llamada. Inténtelo de nuevo cuando el agente esté hablando.',
  refusedByAccess: 'Este centro no lo permite en esta llamada.',
  unknownMonitor: 'La centralita ha terminado la escucha. Pulse Escuchar para empezar de nuevo.',
  monitorLost: 'Se perdió la conexión con la centralita y, con ella, la escucha. Pulse Escuchar para empezar otra.',
  monitorBusy: 'Ya está escuchando una llamada. Termine primero esa escucha.',
  lineNotRegistered: 'Su línea no está registrada. Conéctela y vuelva a pulsar Escuchar.',
  lineBusy: 'Su línea está en otra llamada. Cuelgue y vuelva a pulsar Escuchar.',
  lineDidNotAnswer: 'Su línea no contestó a tiempo. Vuelva a pulsar Escuchar.',
  lineTaken: 'Su línea está en uso en otra consola. Cierre aquella o vuelva a conectar la línea aquí.',
  lineRefused: 'La centralita rechazó la contraseña de la línea. Pida a su administrador que la revise.',
  pbxUnreachable: 'No se puede acceder a la centralita. Se sigue intentando automáticamente.',
  pbxRefused: 'La centralita lo rechazó. Inténtelo de nuevo; si sigue igual, avise a su administrador.',
  pbxWrongPassword: 'La centralita rechazó la contraseña de la consola. Pida a su administrador que la revise.',
  pbxCertificate:
    'El certificado de la centralita no es de confianza. Pida a su administrador que lo renueve o que indique su autoridad certificadora en el archivo del centro.',
  pbxNameUnknown:
    'Este equipo no conoce el nombre de la centralita. Pida a su administrador que revise el host en el archivo del centro.',
  noWayToMonitor:
    'La sala está en vivo, pero no se pueden escuchar llamadas. Pida a su administrador que ejecute check-site: dice qué falta.',
  lineNotWebrtc:
    'Su línea no está preparada para esta consola. Pida a su administrador que ponga webrtc=yes en su endpoint.',
  codeRefused: 'El código no se aceptó. Inicie sesión de nuevo con un código nuevo.',
  accountLocked:
    'La centralita ha bloqueado esta cuenta por ahora. Espere unos minutos o pida a su administrador que la desbloquee.',
  signInNeeded: 'La centralita le pide que inicie sesión.',
  scopeTooLow:
    'Esta cuenta no puede supervisar. Inicie sesión como Call Center Supervisor o superior, o pida ese ámbito a su administrador.',
  notEnabled: 'No está activado en su centro. Pida a su administrador que active la escucha de llamadas.',
  pbxProtocol: 'La centralita respondió de forma inesperada. Avise a su administrador.',
  timedOut: 'La centralita no respondió a tiempo. Inténtelo de nuevo.',
  unconfirmed: 'La centralita no confirmó el cambio. Su micrófono está cerrado; inténtelo de nuevo.',
  microphoneRefused:
    'El micrófono está bloqueado. Permítalo en la privacidad del sistema y vuelva a conectar la línea.',
  microphoneAbsent: 'No se encontró ningún micrófono. Conecte sus auriculares; mientras tanto puede escuchar.',
  badRequest: 'La consola pidió algo no permitido. Avise a su administrador.',
  settingsUnreadable: 'No se pudieron leer los ajustes; se usan los predeterminados. Avise a su administrador.',
  settingsNotSaved: 'No se pudieron guardar los ajustes. Inténtelo de nuevo; valen hasta que cierre la consola.',
  otherWindow: 'La consola se abrió en otra ventana. Siga allí o recargue esta.',
  serverGone: 'La consola ha perdido su propio servidor. Se sigue intentando automáticamente.',
  internal: 'Algo falló en la consola. Inténtelo de nuevo; si sigue igual, avise a su administrador.',
}

export const refusalSentences: Words['refusals'] = {
  noLine: 'Su línea no está registrada. Conéctela arriba o encienda su teléfono, y podrá escuchar de nuevo.',
  notAnswered: 'Nadie ha contestado aún esta llamada. Podrá escuchar en cuanto el agente hable.',
  callEnded: 'La llamada ha terminado. Termine la escucha o escuche otra llamada.',
  onNetCall: 'Este centro no permite susurrar en llamadas entre teléfonos propios. Puede escuchar y unirse.',
  callerOffNet: 'El teléfono del llamante no está en su red, así que solo se puede susurrar al agente.',
  noRight: 'Sus permisos no lo incluyen. Consulte a su administrador.',
  notByThisPbx: 'Esta centralita, tal como está configurada, no puede hacerlo.',
  feedStale: 'Los datos son antiguos: la llamada puede ser ya otra. Volverá por sí solo cuando haya datos en vivo.',
  noMicrophone: 'No hay micrófono utilizable; solo puede escuchar. Conecte o permita un micrófono.',
  notLive: 'Podrá elegirlo en cuanto esté conectado a la llamada.',
}
