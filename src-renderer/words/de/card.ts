// German: what stands on the card besides, the title of the window, and the question before somebody leaves.
import type { Words } from '../en/words-type.ts'

export const cardWords: Words['card'] = {
  talk: (agent) => `Zum Sprechen mit ${agent} halten`,
  talkShort: 'Zum Sprechen halten',
  mute: 'Stummschalten',
  muteRefusal: {
    nobody: 'Niemand hört Sie. Es gibt nichts stummzuschalten.',
    otherPhone: 'Sie sind an einem anderen Telefon. Schalten Sie sich dort stumm.',
  },
  muted: 'Sie sind stummgeschaltet',
  volume: 'Lautstärke beim Mithören',
  reminder: (span, state) => `Seit ${span}: ${state}.`,
  title: {
    withProduct: (state, product) => `${state} – ${product}`,
    listening: (nobody, agent) => `${nobody} – Mithören bei ${agent}`,
  },
  notice: {
    loggedOut: 'Sie haben Ihre Leitung abgemeldet, deshalb endete das Mithören. Das Gespräch selbst geht weiter.',
    endedWhileHeard: 'Das Gespräch ist beendet oder weitergegeben, deshalb hört Sie niemand mehr.',
  },
  leaving: {
    logOut: { title: 'Leitung abmelden?', yes: 'Abmelden' },
    signOut: { title: 'Abmelden?', yes: 'Abmelden' },
    stay: 'Bleiben',
    listening: (agent) =>
      `Sie hören bei ${agent} mit. Wenn Sie weitermachen, endet das. Das Gespräch selbst geht weiter.`,
    heard: (heard, agent) =>
      `${heard}. Wenn Sie weitermachen, hört Sie niemand mehr, und das Mithören bei ${agent} endet. Das Gespräch selbst geht weiter.`,
    phone: 'Sie sind am Telefon. Wenn Sie weitermachen, wird aufgelegt.',
  },
  remind: 'Mich erinnern, solange mich jemand hört',
  remindHint: 'Eine stille Zeile auf der Karte, die wiederkehrt, solange Sie flüstern oder in einem Gespräch sind.',
  never: 'Nie',
}
