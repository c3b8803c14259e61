// Español: qué significa cada fallo y cada negativa, y qué hacer.
import type { Words } from '../en/words-type.ts'

export const errorSentences: Words['errors'] = {
  callGone: 'Esa llamada ha terminado. Elija otra.',
  notAnswered: 'Nadie ha contestado aún esa llamada. Inténtelo de nuevo cuando el agente esté hablando.',
  refusedByAccess: 'Su centro no lo permite en esta llamada.',
  unknownMonitor: 'El sistema telefónico lo desconectó de la llamada. Pulse Escuchar para empezar de nuevo.',
  monitorLost: 'Se perdió la conexión y la escucha se detuvo. Pulse Escuchar para empezar de nuevo.',
  monitorBusy: 'Ya está escuchando una llamada. Deje de escucharla primero.',
  lineNotRegistered: 'Su línea telefónica está desconectada. Conéctela y vuelva a pulsar Escuchar.',
  lineBusy: 'Su línea está en otra llamada. Cuelgue y vuelva a pulsar Escuchar.',
  lineDidNotAnswer: 'Su línea no contestó a tiempo. Vuelva a pulsar Escuchar.',
  lineUnreached:
    'El sistema telefónico no puede llamar a su línea. Pida a su administrador que ejecute check-site y revise el transporte de su línea.',
  lineNoPath:
    'No pasa ningún sonido entre este equipo y el sistema telefónico: lo impide un cortafuegos, su VPN o el NAT. Pida a su administrador que abra los puertos UDP del sonido o que indique un servidor STUN o TURN.',
  lineNoPackets:
    'El sistema telefónico contestó, pero no envía sonido. Vuelva a pulsar Escuchar. Si sigue igual, pida a su administrador que revise los puertos del sonido y la configuración de NAT.',
  lineNoCodec:
    'Su línea y esta consola no tienen ningún códec en común y no se oiría nada. Pida a su administrador que permita opus o ulaw en su línea.',
  lineTaken: 'Su línea está en uso en otra consola. Cierre esa consola o vuelva a conectar la línea aquí.',
  lineNameUnknown:
    'Este equipo no conoce el nombre del servidor de su línea. Revise su red o VPN y pida a su administrador que revise el nombre y el DNS.',
  linePortClosed:
    'El servidor de su línea está ahí, pero nada responde en su puerto. Quizá se esté reiniciando; si sigue así, pida a su administrador que revise el puerto.',
  lineNoAnswer: 'Nada responde donde debería estar el servidor de su línea. Un cortafuegos, su VPN o su red lo impide.',
  lineCertificate:
    'Este equipo no confía en el certificado del servidor de su línea, o ha caducado o es para otro nombre. Consulte a su administrador.',
  lineNotSip:
    'Algo responde en la dirección del servidor de su línea, pero no un sistema telefónico. Pida a su administrador que revise el puerto, la ruta y el módulo WebSocket.',
  lineFull:
    'Su línea ya tiene tantos teléfonos como permite su sistema telefónico. Desconecte uno o pida a su administrador que permita más (max_contacts).',
  lineRefused: 'El sistema telefónico rechazó la contraseña de su línea. Pida a su administrador que la revise.',
  pbxUnreachable: 'No hay conexión con el sistema telefónico. Reconectando…',
  pbxRefused:
    'El sistema telefónico rechazó la petición. Inténtelo de nuevo y, si se repite, avise a su administrador.',
  pbxWrongPassword:
    'El sistema telefónico rechazó el usuario o la contraseña de la consola, o no admite este equipo. Pida a su administrador que lo revise.',
  pbxUserInUse:
    'Otra consola está conectada al sistema telefónico con el mismo usuario, y solo puede haber una. Cierre la otra o pida a su administrador un usuario propio.',
  pbxTooOld:
    'Este sistema telefónico es demasiado antiguo para Earshot: se necesita Asterisk 13 o posterior. Avise a su administrador.',
  pbxCertificate:
    'El certificado del sistema telefónico no es de confianza. Pida a su administrador que lo renueve o que añada su autoridad de certificación al archivo del centro.',
  pbxNameUnknown:
    'Este equipo no encuentra el sistema telefónico por su nombre. Pida a su administrador que revise el host en el archivo del centro.',
  noWayToMonitor:
    'La sala está en vivo, pero todavía no se pueden escuchar llamadas. Pida a su administrador que ejecute check-site, que indica qué falta.',
  lineNotWebrtc:
    'Su línea no está preparada para esta consola. Pida a su administrador que ejecute check-site, que indica qué cambiar.',
  codeRefused: 'Ese código no es válido. Inicie sesión de nuevo con otro código.',
  accountLocked:
    'El sistema telefónico ha bloqueado esta cuenta por ahora. Espere unos minutos o pida a su administrador que la desbloquee.',
  signInNeeded: 'Inicie sesión en el sistema telefónico para continuar.',
  scopeTooLow:
    'Esta cuenta no puede supervisar llamadas. Inicie sesión como Call Center Supervisor o superior, o pida ese permiso a su administrador.',
  notEnabled: 'La escucha de llamadas no está activada en su centro. Pida a su administrador que la active.',
  pbxProtocol: 'El sistema telefónico dio una respuesta que Earshot no entiende. Avise a su administrador.',
  timedOut: 'El sistema telefónico no respondió a tiempo. Inténtelo de nuevo.',
  unconfirmed: 'El sistema telefónico no confirmó el cambio. Su micrófono está apagado. Inténtelo de nuevo.',
  monitorMoved: 'Ya está en otra llamada, así que no se cambió nada. Elija de nuevo quién debe oírle.',
  peopleChanged: 'Han cambiado las personas en esta llamada. Para hablar, elija de nuevo quién debe oírle.',
  accessChanged: 'La llamada ha cambiado y su centro ya no lo permite.',
  pageHung: 'La consola dejó de responder un momento. Para hablar, elija de nuevo quién debe oírle.',
  screenLocked: 'La pantalla se bloqueó. Para hablar, elija de nuevo quién debe oírle.',
  asleep: 'Este equipo estaba en suspensión. Para hablar, elija de nuevo quién debe oírle.',
  microphoneRefused:
    'El micrófono está bloqueado. Permítalo en la configuración de privacidad del sistema y vuelva a conectar su línea.',
  microphoneAbsent: 'No se encontró ningún micrófono. Conecte sus auriculares para hablar. Mientras, puede escuchar.',
  notInHistory: 'Esa entrada ya no está en el historial; la nota no se guardó.',
  scorecardChanged: 'Su centro ha cambiado la ficha de evaluación. Ábrala otra vez y rellene la nueva.',
  signInAtSeat: 'Identifíquese con su PIN o su tarjeta para continuar.',
  wrongPin: 'El PIN o la tarjeta no son correctos. Inténtelo de nuevo.',
  seatLocked: 'Demasiados intentos fallidos. Espere un momento e inténtelo de nuevo.',
  passphraseNeeded: 'Este puesto está bloqueado. Introduzca la contraseña de su centro para salir.',
  confirmNeeded: 'Escriba su PIN o acerque su tarjeta y elija de nuevo quién debe oírle.',
  reasonNeeded: 'Su centro quiere saber por qué escucha. Vuelva a pulsar Escuchar e indique un motivo.',
  notAllowed: 'No tiene permiso para esta llamada, o ha cerrado la sesión.',
  actUnknown: 'El sistema telefónico no ha dicho si se hizo. Mire la sala antes de intentarlo de nuevo.',
  actNotPossible: 'Eso no es posible en este momento. Mire la sala e inténtelo de nuevo.',
  noticeNotGiven:
    'Su centro exige avisar de la supervisión al agente o a quien llama, y el sistema telefónico no ha podido hacerlo.',
  announcementFirst: 'Podrá hablar en cuanto termine el anuncio.',
  textNotTaken: 'El teléfono del agente no aceptó el mensaje: no está conectado o no muestra mensajes.',
  textNotToAll: 'El mensaje no llegó a todos los teléfonos. Envíelo de nuevo solo a los agentes que no lo tienen.',
  badRequest: 'La consola pidió algo que no le está permitido. Avise a su administrador.',
  settingsUnreadable: 'No se pudo leer la configuración y se usa la predeterminada. Avise a su administrador.',
  settingsNotSaved:
    'Earshot no pudo escribir en el disco. Inténtelo de nuevo y, si se repite, avise a su administrador.',
  setBySite: 'Este ajuste lo fija su centro y no se puede cambiar aquí.',
  otherWindow: 'Earshot está abierto en otra ventana. Continúe allí.',
  wallboardOnly: 'Un wallboard solo muestra datos. Hágalo en la consola.',
  placeChanged: 'Algo ha cambiado en la otra ventana. Léalo de nuevo y elija.',
  proofRunning: 'Se está comprobando quién oye a quién. Espere a que termine o detenga la comprobación.',
  displayGone: 'Esa pantalla ya no está conectada.',
  serverGone: 'La consola perdió el contacto con su proceso en segundo plano. Reconectando…',
  internal: 'Algo falló en la consola. Inténtelo de nuevo y, si se repite, avise a su administrador.',
}

export const refusalSentences: Words['refusals'] = {
  noLine: 'Su línea telefónica está desconectada. Conéctela para escuchar.',
  notAnswered: 'Nadie ha contestado aún esta llamada. Podrá escuchar en cuanto el agente hable.',
  parked: 'Esta llamada está aparcada y no hay nadie a quien oír. Podrá escuchar en cuanto alguien la recupere.',
  callEnded: 'La llamada ha terminado. Deje de escuchar o escuche otra llamada.',
  onNetCall: 'Su centro no permite susurrar en llamadas internas. Puede escuchar y unirse.',
  callerOffNet: 'Solo puede susurrar al agente: el llamante está en una línea externa.',
  noRight: 'No tiene permiso para hacerlo. Consulte a su administrador.',
  byRule: 'Las reglas de su centro no le permiten esto en esta llamada. Consulte a su administrador.',
  notByThisPbx: 'Este sistema telefónico no está configurado para hacerlo.',
  monitoringCut:
    'La conexión para escuchar se ha cortado. Earshot se reconecta solo y podrá volver a escuchar en un momento.',
  feedStale:
    'La sala no está actualizada y esta puede ser ya otra llamada. Podrá hacerlo de nuevo cuando la sala esté en vivo.',
  lineCut: 'Su línea se está reconectando. Podrá hacerlo en un momento; lo demás no cambia.',
  noMicrophone: 'No hay ningún micrófono disponible; solo puede escuchar. Conecte uno o permita que Earshot lo use.',
  notLive: 'Podrá elegirlo en cuanto esté conectado a la llamada.',
}

/** Lo mismo en un centro que dice on-net y off-net. */
export const onNetTerms: Words['onNetTerms'] = {
  onNet: 'On-net',
  offNet: 'Off-net',
  onNetCall: 'Su centro no permite susurrar en llamadas on-net. Puede escuchar y unirse.',
  callerOffNet: 'Solo puede susurrar al agente: el llamante está off-net.',
}
