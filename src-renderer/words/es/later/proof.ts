// Español: la comprobación de quién oye a quién. Nombra las partes de un sistema telefónico como los archivos de su administrador.
import type { LineFault, ProofFinding } from '#contract/site/proof.ts'
import type { ProofWords } from '../../en/later/proof-type.ts'

const modes: ProofWords['modes'] = {
  listen: 'Solo escuchar',
  whisperAgent: 'Susurrar al agente',
  whisperCaller: 'Hablar solo con el llamante',
  join: 'Unirse',
}
const ears: ProofWords['ears'] = {
  supervisor: 'Usted oye',
  agent: 'El agente oye',
  caller: 'El llamante oye',
  mouth: 'Su línea envía',
}
const sides = { agent: 'En el agente', caller: 'En el llamante' }

const causes: ProofWords['causes'] = {
  leftOpen: () =>
    'Earshot envió sonido mientras solo escuchaba. Avise de esto enseguida, con el registro de la consola.',
  keptClosed: () => 'Earshot no envió nada: el sistema telefónico no ha confirmado el modo.',
  deaf: () =>
    'A su línea no le llega nada: falta un códec en común (allow=ulaw,opus), o el sonido no llega (puertos, NAT, ICE).',
  ownVoice: () => 'Usted se oye a sí mismo: el sistema telefónico hace eco, o ChanSpy tiene una opción de más.',
  oneSideOfChanSpy: ({ context, extension }) =>
    `Solo se oye un lado: quite la opción o de la extensión ${extension} de [${context}] y mire qué canal escucha.`,
  oneSideOfSnoop: () =>
    'Solo se oye un lado: el snoop de ARI no escucha ambos, o no se recuperó el direct media. Ponga direct_media=no en ambos endpoints.',
  faint: () => 'Se oye, pero débil: busque una ganancia (VOLUME, AGC) o un códec malo con «pjsip show channelstats».',
  silentCall: () =>
    'La propia llamada está muda en este sentido: permita PCMU en ambas extensiones, deje pasar su RTP por el cortafuegos y ponga direct_media=no.',
  echo: () => 'Este lado se oye a sí mismo: busque un eco en el sistema telefónico o en un bridge.',
  withoutFlag: ({ context, extension, flag, whole }) =>
    `Su voz no pasa: a la extensión ${extension} de [${context}] le falta la opción ${flag}. Debe ser ${whole}.`,
  snoopSilent: () =>
    'Su voz no pasa: compruebe que res_stasis_snoop está cargado y que el sonido de su línea llega al sistema telefónico.',
  notSupervisor: () =>
    'Su línea está muda, así que este tono de 1000 Hz lo hace el sistema telefónico: un tono de grabación, o el pitido de un ChanSpy sin la opción q.',
  wrongFlag: ({ context, extension, whole }) =>
    `Le oye el lado equivocado: la extensión ${extension} de [${context}] tiene la opción B en lugar de w, o el canal equivocado. Debe ser ${whole}.`,
  silentThoughRight: ({ context, extension, whole }) =>
    `Su voz no pasa, aunque la extensión ${extension} de [${context}] sí tiene ${whole}. Mire qué hay antes (Set, Gosub, MUTEAUDIO, VOLUME) y si el sonido de su línea llega al sistema telefónico.`,
  heardThoughRight: ({ context, extension, whole }) =>
    `Le oye el lado equivocado, aunque la extensión ${extension} de [${context}] sí tiene ${whole}. Mire qué hay antes (Set, Gosub) y si un teléfono o un bridge hace eco.`,
  snoopBoth: () =>
    'El snoop de ARI deja que le oigan ambos lados: actualice Asterisk, o ponga "way": "dialplan" en el archivo del centro.',
  leak: () => 'Su voz se filtra: el otro teléfono no cancela el eco, o un bridge mezcla.',
}

const spy = (context: string | null): string => (context === null ? 'El snoop de ARI' : `ChanSpy de [${context}]`)

const faults: Readonly<Record<LineFault['fault'], (what: string) => string>> = {
  lacks: (flag) => `no tiene la opción ${flag}`,
  has: (flag) => `tiene la opción ${flag}, que no debe estar`,
  otherChannel: (channel) => `escucha ${channel || 'cualquier canal'}`,
  noChanSpy: () => 'no tiene ChanSpy',
  leads: (extension) => `sigue a la extensión ${extension}, donde le oirían`,
}
const unmeasured = 'Esto se ha leído, no oído: hasta que se arregle, la consola no escucha ninguna llamada.'

const finding = (found: ProofFinding): string => {
  switch (found.about) {
    case 'cell': {
      const { mode, ear, missing, belowDb, cause, line } = found
      const measured =
        belowDb === null ? `faltan ${missing.join(', ')} Hz` : `un tono ajeno, solo ${belowDb} dB por debajo`
      const blamed = line ?? { context: '', extension: 0, flag: '', whole: '' }
      return `${modes[mode]} – ${ears[ear].toLowerCase()}: ${measured}. ${causes[cause](blamed)}`
    }
    case 'line':
      return `${modes[found.mode]}: la extensión ${found.line.extension} de [${found.line.context}] ${faults[found.fault](found.what)}. Debe ser ${found.line.whole}. ${unmeasured}`
    case 'missing':
      return `Al contexto [${found.context}] le falta la extensión ${found.extensions.join(', ')}. Añádalo a extensions.conf como muestra la página de Asterisk y ejecute «dialplan reload». ${unmeasured}`
    case 'unconfirmed':
      return `De «${modes[found.from]}» a «${modes[found.to]}»: nunca se confirmó. ${spy(found.context)} terminó o se colgó: mire el registro del sistema telefónico en ese momento.`
    case 'tone':
      return `${sides[found.side]}: un tono de ${found.hz.join(', ')} Hz que no es de la comprobación. Es un tono de grabación o un pitido: MixMonitor con B(…), PERIODIC_HOOK, o ChanSpy sin la opción q. Si la ley lo exige, déjelo: escuchar no necesita ninguno.`
    case 'gap':
      return `${sides[found.side]}: ${found.ms} ms de silencio en la propia llamada. ${
        found.cause === 'direct'
          ? 'El direct media cambia de camino al empezar la escucha: ponga direct_media=no en ambos endpoints.'
          : 'La red pierde paquetes, o el sistema telefónico está sobrecargado.'
      }`
    case 'left':
      return `${found.channel} sigue en el sistema telefónico: cuélguelo allí y mire por qué TIMEOUT(absolute) no lo terminó.`
    case 'leftUnknown':
      return 'AMI no dice si queda algo de la comprobación: ejecute «core show channels» en el sistema telefónico.'
    case 'direct':
      return 'Direct media: hasta que empezó la escucha, el sonido iba de teléfono a teléfono. Un teléfono o un cortafuegos puede impedir que se recupere: ponga direct_media=no en los endpoints que se escuchan.'
  }
}

export const proof: ProofWords = {
  title: 'Comprobar quién oye a quién',
  close: 'Cerrar',
  intro:
    'Dos extensiones de prueba se llaman, cada una con un tono. Earshot escucha esa llamada en cada modo y mide quién oye qué.',
  promise:
    'No se toca ninguna otra llamada. Su micrófono sigue apagado: en su lugar habla un tono. Oirá los tonos durante medio minuto, más o menos.',
  fields: {
    agent: {
      label: 'Primera extensión de prueba',
      hint: 'Hace de agente: una extensión PJSIP sin teléfono, para SIP por UDP con PCMU.',
    },
    agentPassword: { label: 'Contraseña de la primera', hint: 'Solo para esta comprobación; no se guarda.' },
    caller: { label: 'Segunda extensión de prueba', hint: 'Hace de llamante y llama a la primera.' },
    callerPassword: { label: 'Contraseña de la segunda', hint: 'Solo para esta comprobación; no se guarda.' },
    dial: {
      label: 'Número que se marca',
      hint: 'Lo que marca la segunda para llegar a la primera. Déjelo vacío si es su extensión.',
    },
    port: { label: 'Puerto SIP', hint: 'Donde los teléfonos sencillos se registran por UDP; suele ser 5060' },
  },
  fill: (label) => `Rellene «${label}».`,
  wrongPort: 'Un puerto es un número del 1 al 65535.',
  wrongExtension: 'Una extensión solo tiene letras, cifras y . _ + -',
  start: 'Empezar la comprobación',
  stop: 'Detener la comprobación',
  again: 'Comprobar otra vez',
  phases: {
    calling: 'Las extensiones de prueba se están llamando…',
    finding: 'Esperando a que aparezca su llamada…',
    listening: 'Conectando su línea…',
    measuring: (mode) => `Midiendo: ${mode}…`,
    ending: 'Colgando…',
  },
  table: 'Quién oye qué en cada modo',
  mode: 'Modo',
  modes,
  ears,
  causes,
  sounds: { agent: 'Agente', caller: 'Llamante', supervisor: 'Usted', nothing: 'Nada' },
  marks: { right: 'Como debe ser', wrong: 'Mal', waiting: 'Aún sin medir', never: 'Sin medir' },
  notOffered: (mode, why) => `«${mode}» no se comprobó. ${why}`,
  notMade: (from, to, why) => `De «${from}» a «${to}»: no se hizo. ${why}`,
  allRight: 'Todos oyen lo que deben, y en el sistema telefónico no queda nada.',
  someWrong: (count) => `Mal: ${count}`,
  stopped: 'La comprobación se detuvo y sus llamadas se han colgado.',
  refusals: {
    notThisKind: () => 'Solo un centro con Asterisk se puede comprobar así.',
    noLine: () => 'Este centro no da a la consola ninguna línea con la que escuchar. Añada una en la configuración.',
    same: (user) => `Las dos extensiones de prueba son ${user}. Indique dos distintas.`,
    running: () =>
      'Ya hay una comprobación en marcha, o la anterior aún está colgando. Inténtelo de nuevo en un momento.',
    seatBusy: () => 'Está escuchando una llamada o hablando por teléfono. Termine eso primero.',
    amiLost: () => 'AMI no dice qué llamadas hay. Mire si los datos están al día e inténtelo de nuevo.',
    onCall: (channels) =>
      `Ya hay una llamada (${channels}). Solo se puede tocar la de la comprobación, así que espere a que termine.`,
    hasPhone: (contact) =>
      `Una extensión ya tiene un teléfono (${contact}). Indique dos que nadie use. Tras una comprobación interrumpida, espere dos minutos.`,
    password: (answer) =>
      `Una extensión no puede registrarse (${answer}). Revise su número, su contraseña y su sección auth.`,
    noAnswer: (place) => `En ${place} no responde nada por UDP. Revise el puerto SIP y el cortafuegos.`,
    refused: (answer) =>
      `El sistema telefónico rechaza la llamada: ${answer}. Revise el contexto de la segunda extensión.`,
    notRinging: (number) =>
      `La primera extensión no suena cuando la segunda marca ${number}. Revise el contexto de la segunda, o el número que se marca.`,
    notConnected: (answer) => `El sistema telefónico no conecta las dos extensiones: ${answer}.`,
    stranger: (from) =>
      `Otra persona (${from}) llamó a la primera extensión y oyó que comunica. El identificador de la segunda debe terminar en su número.`,
    over: () =>
      'La llamada de prueba terminó antes que la comprobación. Mire el registro del sistema telefónico en ese momento.',
  },
  notShown: (user) =>
    `No aparece la llamada de ${user}. Añada ${user} a los teléfonos que se muestran, en la configuración, e inténtelo de nuevo.`,
  lineGone:
    'Su línea no está registrada, así que la consola no puede escuchar. Espere a que lo esté, o revise la línea en la configuración.',
  lost: (why) => `La escucha terminó antes que la comprobación. ${why}`,
  finding,
}
