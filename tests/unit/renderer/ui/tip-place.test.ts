// A tip covers nothing that must stay in sight as long as there is any other place for it.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Box, tipPlace, type WhatLies } from '#renderer/ui/parts/tip-place.ts'

const page = { width: 1280, height: 720 }
const tip = { width: 280, height: 40 }
const card: Box = { left: 617, top: 420, width: 646, height: 290 }
const banner: Box = { left: 0, top: 48, width: 1280, height: 40 }
const head: Box = { left: 0, top: 0, width: 1280, height: 88 }

const isIn = ({ left, top, width, height }: Box, x: number, y: number): boolean =>
  x >= left && x <= left + width && y >= top && y <= top + height
const kept = (x: number, y: number): WhatLies => (isIn(card, x, y) || isIn(banner, x, y) ? 'keptControl' : 'free')
const meets = (a: Box, b: Box): boolean =>
  a.left < b.left + b.width && b.left < a.left + a.width && a.top < b.top + b.height && b.top < a.top + a.height
const boxed = (place: { left: number; top: number }, of = tip): Box => ({
  left: place.left,
  top: place.top,
  width: of.width,
  height: of.height,
})

it('stands above its control where nothing lies there', () => {
  const anchor = { left: 300, top: 300, width: 32, height: 28 }
  expect(tipPlace(tip, anchor, anchor, page, () => 'free')).toEqual({ left: 176, top: 254 })
})

it('stands below a control at the upper edge', () => {
  const anchor = { left: 300, top: 10, width: 32, height: 28 }
  expect(tipPlace(tip, anchor, anchor, page, () => 'free')).toEqual({ left: 176, top: 44 })
})

it('covers neither the card nor the banner, wherever in the card its control is, and never leaves the window', () => {
  const controls = fc.record({ left: fc.integer({ min: 617, max: 1200 }), top: fc.integer({ min: 420, max: 680 }) })
  const sizes = fc.record({ width: fc.integer({ min: 60, max: 280 }), height: fc.integer({ min: 30, max: 110 }) })
  fc.assert(
    fc.property(controls, sizes, ({ left, top }, of) => {
      const anchor = { left, top, width: 60, height: 30 }
      const box = boxed(tipPlace(of, anchor, card, page, kept), of)
      expect([meets(box, card), meets(box, banner), meets(box, anchor)]).toEqual([false, false, false])
      expect([box.left >= 0, box.top >= 0, box.left + box.width <= 1280, box.top + box.height <= 720]).not.toContain(
        false,
      )
    }),
  )
})

it('of a control in the head does not cover the banner beneath', () => {
  const anchor = { left: 780, top: 8, width: 32, height: 32 }
  const box = boxed(tipPlace(tip, anchor, head, page, kept))
  expect([meets(box, banner), meets(box, anchor)]).toEqual([false, false])
})

it('stays near its control, over its neighbours rather than at the other end of the head', () => {
  const anchor = { left: 1236, top: 8, width: 32, height: 32 }
  const search = { left: 869, top: 8, width: 304, height: 32 }
  const lies = (x: number, y: number): WhatLies => (isIn(search, x, y) ? 'control' : kept(x, y))
  const box = boxed(tipPlace({ width: 127, height: 37 }, anchor, head, page, lies), { width: 127, height: 37 })
  expect(meets(box, banner)).toBe(false)
  expect(anchor.left - box.left - box.width).toBeLessThan(20)
})

it('covers what is no control, where something must be covered', () => {
  const anchor = { left: 100, top: 40, width: 100, height: 30 }
  const small = { width: 320, height: 110 }
  const lies = (_x: number, y: number): WhatLies => (y < 40 ? 'kept' : 'keptControl')
  const place = tipPlace({ width: 280, height: 30 }, anchor, { left: 0, top: 0, width: 320, height: 110 }, small, lies)
  expect(meets(boxed(place, { width: 280, height: 30 }), anchor)).toBe(false)
})
