// Tells a supervisor who looks elsewhere of new alerts: by a notification of the system and by a chime, as the rules say.
import { formatNumber } from '#renderer/words/format.ts'
import type { Words } from '#renderer/words/words.ts'

export type Outlets = {
  readonly notify: (title: string, body: string) => void // pressing it leads to what the title is about
  readonly chime: () => void
}

/** A burst of alerts is one notification: its first sentence and how many more there are. */
export function tellNews(
  words: Words,
  sentences: readonly string[],
  rules: { readonly sound: boolean; readonly notify: boolean },
  outlets: Outlets,
): void {
  const [first, ...others] = sentences
  if (first === undefined) return
  if (rules.sound) outlets.chime()
  if (rules.notify) outlets.notify(first, others.length > 0 ? words.alerts.more(formatNumber(others.length)) : '')
}

/** The system's own notification, while the window is not in front; pressing it brings the window there and runs `onPress`. */
export function systemNotify(title: string, body: string, onPress: () => void): void {
  if (typeof Notification === 'undefined' || Notification.permission !== 'granted' || document.hasFocus()) return
  const shown = new Notification(title, { body, tag: 'earshot-alert' })
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
