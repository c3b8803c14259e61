// What a person would notice at a glance, measured in the page: cut, overlapping, too small, not in the catalogue.
import type { Page } from '@playwright/test'

/** What can be read or is read aloud and has a word that is neither in brackets nor one of `data`. */
export const outsideBrackets = (page: Page, data: readonly string[]): Promise<string[]> =>
  page.evaluate((known) => {
    const seen: string[] = []
    const hidden = (element: Element) =>
      element.closest('[aria-hidden="true"], script, style, kbd, [hidden], option[lang], .alerts > [role="status"]')
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement
      if (parent && !hidden(parent)) seen.push(node.textContent ?? '')
    }
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder], [aria-valuetext]'))
      if (!hidden(element))
        for (const name of ['aria-label', 'title', 'placeholder', 'aria-valuetext'])
          seen.push(element.getAttribute(name) ?? '')
    const withoutBrackets = (text: string): string => {
      const less = text.replace(/\[[^[\]]*\]/g, '')
      return less === text ? text : withoutBrackets(less)
    }
    const byLength = [...known].sort((a, b) => b.length - a.length)
    return [...new Set(seen)].filter((text) => {
      let rest = withoutBrackets(text).replace(/\p{L}{3} \d{1,2}, \d{4}/gu, '') // a date, as the locale writes it
      for (const word of byLength) rest = rest.replaceAll(word, '')
      return /\p{L}{2,}/u.test(rest)
    })
  }, data)

/** Controls in sight that lie over each other or stick out of the window sideways. What a scrolled box hides is not in sight. */
export const geometryFaults = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const faults: string[] = []
    const root = document.documentElement
    if (root.scrollWidth > root.clientWidth) faults.push(`the page is ${root.scrollWidth} px wide`)
    const top = document.querySelector('[role="dialog"]') ?? document.body
    /** What is left of it in the boxes that scroll or cut off; sideways all of it, so that what sticks out shows. */
    const cutTo = (control: HTMLElement): DOMRect => {
      const { left, top: edge, width, bottom } = control.getBoundingClientRect()
      let [from, to] = [edge, bottom]
      for (let box = control.parentElement; box; box = box.parentElement) {
        if (getComputedStyle(box).overflowY === 'visible') continue
        from = Math.max(from, box.getBoundingClientRect().top)
        to = Math.min(to, box.getBoundingClientRect().bottom)
      }
      return new DOMRect(left, from, width, Math.max(0, to - from))
    }
    const inSight = (control: HTMLElement) => {
      const box = cutTo(control)
      const [x, y] = [box.left + box.width / 2, box.top + box.height / 2]
      const isOut = x < 0 || x > innerWidth
      return box.width > 2 && (isOut || document.elementsFromPoint(x, y).includes(control)) ? { control, box } : null
    }
    const controls = [
      ...top.querySelectorAll<HTMLElement>('button, input:not([type="checkbox"], [type="radio"]), select, a[href]'),
    ]
      .filter((control) => control.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
      .filter((control) => !control.closest('.grid-body'))
      .flatMap((control) => inSight(control) ?? [])
    const name = (control: HTMLElement) => control.getAttribute('aria-label') ?? control.textContent ?? control.tagName
    for (const [i, { control: one, box: a }] of controls.entries()) {
      if (a.left < -1 || a.right > innerWidth + 1) faults.push(`${name(one)} sticks out`)
      for (const { control: other, box: b } of controls.slice(i + 1)) {
        const apart = a.right <= b.left + 1 || b.right <= a.left + 1 || a.bottom <= b.top + 1 || b.bottom <= a.top + 1
        // A box with its own clear button in it is one control; what is docked lies over what is scrolled beneath it.
        const docked = one.closest('.dock, .frame-watch') !== other.closest('.dock, .frame-watch')
        if (!apart && !docked && one.parentElement !== other.parentElement)
          faults.push(`${name(one)} overlaps ${name(other)}`)
      }
    }
    return faults
  })

/** WCAG 2.5.8: a target under 24 by 24 px must have a circle of 24 px around its middle that touches no other target's. */
export const tooSmall = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const shown = [...document.querySelectorAll<HTMLElement>('button, a[href], input, select, summary, [role="tab"]')]
      .filter((target) => target.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
      .map((target) => ({ target, box: target.getBoundingClientRect() }))
      .filter(({ target, box }) => box.width > 2 && target.style.width !== '1px' && !target.closest('label, thead'))
    const small = shown.filter(({ box }) => box.width < 23.5 || box.height < 23.5)
    const middle = (box: DOMRect) => ({ x: box.left + box.width / 2, y: box.top + box.height / 2 })
    const crowded = ({ target, box }: (typeof shown)[number]) =>
      shown.some((other) => {
        if (other.target === target || other.target.contains(target) || target.contains(other.target)) return false
        const at = middle(box)
        const x = Math.max(other.box.left, Math.min(at.x, other.box.right))
        const y = Math.max(other.box.top, Math.min(at.y, other.box.bottom))
        return Math.hypot(at.x - x, at.y - y) < 12
      })
    return small
      .filter(crowded)
      .map(({ target, box }) => `${target.outerHTML.slice(0, 120)} is ${box.width} × ${box.height}`)
  })

/** Words that need more room than they have, where nothing shows that there is more: no ellipsis, nothing to scroll. */
export const cutOff = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const words = [...document.querySelectorAll<HTMLElement>('body *')]
    return words
      .filter((box) => [...box.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim()))
      .filter((box) => box.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
      .filter((box) => {
        const style = getComputedStyle(box)
        if (style.overflowX === 'visible' || style.overflowX === 'auto' || style.overflowX === 'scroll') return false
        if (style.textOverflow === 'ellipsis' || box.clientWidth <= 2 || style.clipPath !== 'none') return false
        return box.scrollWidth > box.clientWidth + 1
      })
      .map((box) => `${box.className}: ${box.textContent?.slice(0, 80)}`)
  })

/** Words in sight that end in an ellipsis. */
export const shortened = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const inSight = (box: HTMLElement) => {
      const { left, top, right, bottom } = box.getBoundingClientRect()
      return right > 0 && bottom > 0 && left < innerWidth && top < innerHeight
    }
    return [...document.querySelectorAll<HTMLElement>('body *')]
      .filter((box) => box.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && inSight(box))
      .filter((box) => {
        const { textOverflow, clipPath } = getComputedStyle(box)
        return textOverflow === 'ellipsis' && clipPath === 'none' && box.clientWidth > 2
      })
      .filter((box) => box.scrollWidth > box.clientWidth + 1)
      .map((box) => `${box.className}: ${box.dataset.words ?? box.textContent?.slice(0, 80)}`)
  })

/** Whatever would still move, though the person wants less motion: running, or with a length that would let it. */
export const moving = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const seconds = (lengths: string) => Math.max(...lengths.split(',').map((length) => Number.parseFloat(length)))
    const lasts = (style: CSSStyleDeclaration) =>
      (style.animationName !== 'none' && seconds(style.animationDuration) > 0.01) ||
      seconds(style.transitionDuration) > 0.01
    const still = [...document.querySelectorAll<HTMLElement>('body *')].filter((box) =>
      [null, '::before', '::after'].some((part) => lasts(getComputedStyle(box, part))),
    )
    const running = document.getAnimations().flatMap((one) => (one.effect as KeyframeEffect | null)?.target ?? [])
    return [...new Set([...still, ...running])].map((box) => box.outerHTML.slice(0, 100))
  })

/** WCAG 2.4.11, and that everything is in reach: what has the focus is scrolled into sight, and nothing lies over its middle. */
export const obscured = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const before = document.activeElement
    const top = document.querySelector('[role="dialog"], dialog[open], [role="menu"]') ?? document.body
    const stops = [
      ...top.querySelectorAll<HTMLElement>('button, a[href], input, select, summary, [tabindex="0"]'),
    ].filter(
      (stop) =>
        stop.tabIndex >= 0 &&
        stop.checkVisibility({ visibilityProperty: true }) &&
        !stop.matches(':disabled') &&
        stop.getBoundingClientRect().width > 2,
    )
    const faults: string[] = []
    for (const stop of stops) {
      stop.focus()
      if (document.activeElement !== stop) continue
      const shown = stop.closest('label') ?? stop
      const { left, top: edge, width, height } = shown.getBoundingClientRect()
      const [x, y] = [left + width / 2, edge + Math.min(height / 2, innerHeight / 2)]
      const hit = document.elementsFromPoint(x, y).find((one) => getComputedStyle(one).pointerEvents !== 'none')
      if (!hit || !(shown.contains(hit) || hit.contains(stop)))
        faults.push(`${stop.outerHTML.slice(0, 120)} under ${hit?.className}`)
    }
    if (before instanceof HTMLElement) before.focus()
    return faults
  })
