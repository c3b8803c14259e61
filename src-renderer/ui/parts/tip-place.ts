// Where a tip goes: beside its control, wherever it covers least of what must stay in sight. Pure but for the page it is given.

export type Box = { readonly left: number; readonly top: number; readonly width: number; readonly height: number }
type Size = Pick<Box, 'width' | 'height'>

/** What lies there: nothing that matters, a control, or what the supervisor must always see (`data-keep-clear`), with or without a control. */
export type WhatLies = 'free' | 'control' | 'kept' | 'keptControl'

const GAP_PX = 6
const EDGE_PX = 8
const STEP_PX = 12
/** A tip that is far from its control is nobody's: what a px away costs, as the weights do. */
const COST_OF_PX = 0.2

const weights: Readonly<Record<WhatLies, number>> = { free: 0, control: 2, kept: 1000, keptControl: 2000 }

/** `around` is the part of the page the control belongs to: the tip may also go beyond its edges. `left` and `top` are of the window. */
export function tipPlace(
  tip: Size,
  anchor: Box,
  around: Box,
  window: Size,
  whatLies: (x: number, y: number) => WhatLies,
): { readonly left: number; readonly top: number } {
  const places = [...beside(tip, anchor), ...beside(tip, around, anchor)].map((place) => within(place, tip, window))
  const boxAt = ({ left, top }: Place): Box => ({ left, top, width: tip.width, height: tip.height })
  const costAt = (place: Place): number => costOf(place, tip, whatLies) + COST_OF_PX * distance(boxAt(place), anchor)
  const [first, ...others] = places.filter((place) => isApart(boxAt(place), anchor))
  if (!first) return within({ left: anchor.left, top: anchor.top + anchor.height + GAP_PX }, tip, window)
  let best = { place: first, cost: costAt(first) }
  for (const place of others) {
    const cost = costAt(place)
    if (cost < best.cost) best = { place, cost }
  }
  return best.place
}

type Place = Pick<Box, 'left' | 'top'>

/** Above, below, and at both sides of the box, as near to the middle of `near` as that goes. */
function beside(tip: Size, box: Box, near: Box = box): readonly Place[] {
  const left = near.left + near.width / 2 - tip.width / 2
  const top = near.top + near.height / 2 - tip.height / 2
  return [
    { left, top: box.top - tip.height - GAP_PX },
    { left, top: box.top + box.height + GAP_PX },
    { left: box.left - tip.width - GAP_PX, top },
    { left: box.left + box.width + GAP_PX, top },
  ]
}

const within = ({ left, top }: Place, tip: Size, window: Size): Place => ({
  left: Math.max(EDGE_PX, Math.min(left, window.width - tip.width - EDGE_PX)),
  top: Math.max(EDGE_PX, Math.min(top, window.height - tip.height - EDGE_PX)),
})

const isApart = (a: Box, b: Box): boolean =>
  a.left >= b.left + b.width || b.left >= a.left + a.width || a.top >= b.top + b.height || b.top >= a.top + a.height

/** Between their edges. */
const distance = (a: Box, b: Box): number =>
  Math.hypot(
    Math.max(0, a.left - b.left - b.width, b.left - a.left - a.width),
    Math.max(0, a.top - b.top - b.height, b.top - a.top - a.height),
  )

function costOf({ left, top }: Place, tip: Size, whatLies: (x: number, y: number) => WhatLies): number {
  let cost = 0
  for (const y of steps(tip.height)) {
    for (const x of steps(tip.width)) cost += weights[whatLies(left + x, top + y)]
  }
  return cost
}

/** Its edges and what lies between. */
const steps = (length: number): readonly number[] => [
  ...Array.from({ length: Math.ceil(length / STEP_PX) }, (_, index) => index * STEP_PX),
  length,
]
