// What the card says of who hears the supervisor, moment by moment, as it stands on the real screen.
import type { Page } from '@playwright/test'

/** `at`: epoch ms from which the card said so. `sentence`: who hears, by the names it gives them. */
export type ShownClaim = {
  readonly at: number
  readonly phase: string
  readonly call: string
  readonly mode: string
  readonly heardBy: string
  readonly sentence: string
}

declare global {
  interface Window {
    earshotClaims: ShownClaim[]
  }
}

/** Before the page is opened: notes each change of the card in the frame in which it is painted. */
export async function recordClaims(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const claims: ShownClaim[] = []
    window.earshotClaims = claims
    const look = (): void => {
      const card = document.querySelector<HTMLElement>('[data-phase]')
      const sentence = document.querySelector('.heard-by > span')?.textContent ?? ''
      const { phase = 'none', call = '', mode = '', heardBy = 'nobody' } = card?.dataset ?? {}
      const now = { at: Date.now(), phase, call, mode, heardBy, sentence }
      const last = claims.at(-1)
      const isSame =
        last?.phase === phase &&
        last.call === call &&
        last.mode === mode &&
        last.heardBy === heardBy &&
        last.sentence === sentence
      if (!isSame) claims.push(now)
    }
    new MutationObserver(look).observe(document, {
      subtree: true,
      childList: true,
      characterData: true,
      attributeFilter: ['data-phase', 'data-call', 'data-mode', 'data-heard-by'],
    })
  })
}

/** All since the last time they were asked for, the one that stood then first. */
export const claimsSoFar = (page: Page): Promise<ShownClaim[]> =>
  page.evaluate(() => {
    const all = [...window.earshotClaims]
    window.earshotClaims.splice(0, Math.max(0, all.length - 1))
    return all
  })

/** Whether the card named this person at any time between these moments. */
export function wasNamed(claims: readonly ShownClaim[], name: string, from: number, to: number): boolean {
  return claims.some(({ at, heardBy, sentence }, index) => {
    const until = claims[index + 1]?.at ?? Number.POSITIVE_INFINITY
    return heardBy !== 'nobody' && sentence.includes(name) && at <= to && until >= from
  })
}
