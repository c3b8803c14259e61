// Tells a supervisor who looks elsewhere of news: by a notification of the system and by a chime, as the rules say.
import type { AlertRules } from '#contract/alerts.ts'
import type { Words } from '#renderer/words/words.ts'
import { newsSentences } from './alert-text.ts'
import type { News } from './alerts-store.ts'
import type { Tune } from './chime.ts'

export type Outlets = {
  readonly notify: (about: Tune, title: string, body: string) => void // pressing it leads to what the title is about
  readonly chime: (tune: Tune) => void
}

/** Much at once is one notification: its first sentence, and beneath it the others. */
export function tellNews(
  words: Words,
  news: News,
  floor: Parameters<typeof newsSentences>[1],
  now: number,
  rules: Pick<AlertRules, 'helpSound' | 'sound' | 'notify'>,
  outlets: Outlets,
): void {
  const [first, ...others] = newsSentences(words, floor, news, now)
  if (first === undefined) return
  const about = news.help.length > 0 ? 'help' : 'alert'
  if (about === 'help' ? rules.helpSound : rules.sound) outlets.chime(about)
  if (rules.notify) outlets.notify(about, first, others.join('. '))
}

/**
 * The system's own notification, while the window is not in front; pressing it brings the window there and runs `onPress`. One
 * takes the place of the last about the same: an alert never hides who needs help.
 */
export function systemNotify(
  about: Tune | 'line' | 'missed' | 'monitor',
  title: string,
  body: string,
  onPress: () => void,
): void {
  if (typeof Notification === 'undefined' || Notification.permission !== 'granted' || document.hasFocus()) return
  const shown = new Notification(title, { body, tag: `earshot-${about}` })
  shown.onclick = () => {
    window.focus()
    shown.close()
    onPress()
  }
}

/** Only ever from a press: browsers refuse to ask otherwise, and a console that asks by itself is a nuisance. */
export async function askToNotify(): Promise<boolean> {
  if (typeof Notification === 'undefined') return false
  if (Notification.permission === 'granted') return true
  return (await Notification.requestPermission()) === 'granted'
}
