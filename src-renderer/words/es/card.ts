// Spanish: what stands on the card besides, the title of the window, and the question before somebody leaves.
import type { Words } from '../en/words-type.ts'

export const cardWords: Words['card'] = {
  talk: (agent) => `Mantenga pulsado para hablar con ${agent}`,
  talkShort: 'Pulsar y hablar',
  mute: 'Silenciarme',
  muteRefusal: {
    nobody: 'Nadie le oye. No hay nada que silenciar.',
    otherPhone: 'Está en otro teléfono. Silénciese allí.',
  },
  muted: 'Está silenciado',
  volume: 'Volumen de escucha',
  reminder: (span, state) => `Desde hace ${span}: ${state}.`,
  title: {
    withProduct: (state, product) => `${state} – ${product}`,
    listening: (nobody, agent) => `${nobody} – escuchando a ${agent}`,
  },
  notice: {
    loggedOut: 'Ha desconectado su línea y por eso ha dejado de escuchar. La llamada continúa.',
    endedWhileHeard: 'La llamada ha terminado o se ha pasado, así que ya nadie le oye.',
  },
  leaving: {
    logOut: { title: '¿Desconectar la línea?', yes: 'Desconectar' },
    signOut: { title: '¿Cerrar la sesión?', yes: 'Cerrar sesión' },
    stay: 'Quedarme',
    listening: (agent) => `Está escuchando a ${agent}. Si sigue, dejará de escuchar. La llamada continúa.`,
    heard: (heard, agent) =>
      `${heard}. Si sigue, ya nadie le oirá y dejará de escuchar a ${agent}. La llamada continúa.`,
    phone: 'Está al teléfono. Si sigue, se cuelga esa llamada.',
  },
  remind: 'Recordarme que alguien me oye',
  remindHint: 'Una línea discreta en la tarjeta, que se repite mientras susurre o esté en una llamada.',
  never: 'Nunca',
}
