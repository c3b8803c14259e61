// Deutsch: was Agent und Anrufer vom Mithören erfahren, auf der Karte und im Verlauf.
import type { NoticeWords } from '../../en/later/notice-type.ts'

export const notice: NoticeWords = {
  name: 'Hinweis auf das Mithören',
  tone: {
    agent: 'Ton an den Agenten',
    caller: 'Ton an den Anrufer',
    both: 'Ton an beide',
  },
  every: (tone, seconds) => `${tone} alle ${seconds} s`,
  once: (tone) => `${tone}, einmal`,
  toneFailed: 'Der Ton ließ sich nicht abspielen',
  announcement: {
    due: 'Ansage, bevor Sie sprechen',
    playing: 'Die Ansage läuft',
    given: 'Angesagt: Sie können sprechen',
    failed: 'Die Ansage ließ sich nicht abspielen',
  },
  announcedTo: {
    agent: 'Ansage an den Agenten vor dem ersten Wort',
    caller: 'Ansage an den Anrufer vor dem ersten Wort',
    both: 'Ansage an Agent und Anrufer vor dem ersten Wort',
  },
  sign: {
    given: 'Nachricht auf dem Telefon des Agenten',
    failed: 'Die Nachricht kam auf dem Telefon des Agenten nicht an',
  },
  isPrivate: 'Ohne Hinweis, bis Sie sprechen',
  wasPrivate: 'Ohne Hinweis begonnen',
}
