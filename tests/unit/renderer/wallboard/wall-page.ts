// What jsdom lacks of a page that charts are drawn on: sizes, observers of them, wishes of the system, and a canvas that keeps
// what is drawn. Imported before whatever loads uPlot, which asks the page as soon as it is there.
import { beforeEach, vi } from 'vitest'

type Point = { readonly x: number; readonly y: number }
export type Stroke = {
  readonly colour: string
  readonly dash: readonly number[]
  readonly width: number
  readonly points: readonly Point[]
  readonly dots: readonly Point[]
}
type Text = {
  readonly text: string
  readonly font: string
  readonly colour: string
  readonly x: number
  readonly y: number
}

class FakePath {
  readonly points: Point[]
  readonly dots: Point[] = []
  constructor(from?: FakePath) {
    this.points = [...(from?.points ?? [])]
  }
  moveTo(x: number, y: number): void {
    this.points.push({ x, y })
  }
  lineTo(x: number, y: number): void {
    this.points.push({ x, y })
  }
  arc(x: number, y: number): void {
    this.dots.push({ x, y })
  }
  rect(): void {}
  closePath(): void {}
}

/** What was drawn since the page was last cleared. */
export const drawn: { strokes: Stroke[]; fills: string[]; texts: Text[] } = { strokes: [], fills: [], texts: [] }

/** The size every element has, in px; how often a chart began. */
export const page = { width: 0, height: 0, canvases: 0 }

const sized = new Set<() => void>()
const wishes = new Map<string, Set<() => void>>()

/** The elements have this size from now on. */
export function resize(width: number, height: number): void {
  page.width = width
  page.height = height
  for (const run of [...sized]) run()
}

/** Somebody has changed what the system wishes, such as its colours. */
export function change(wish: string): void {
  for (const run of [...(wishes.get(wish) ?? [])]) run()
}

/** How many still wait for a size or a wish. */
export const listening = (): number =>
  sized.size + [...wishes].flatMap(([wish, runs]) => (wish.includes('dppx') ? [] : [...runs])).length

const start = (): void => {
  drawn.strokes = []
  drawn.fills = []
  drawn.texts = []
}

function context(): object {
  let here = new FakePath()
  let dash: readonly number[] = []
  const state = { strokeStyle: '', fillStyle: '', font: '', lineWidth: 0 }
  const acts: Readonly<Record<string, unknown>> = {
    clearRect: start,
    beginPath: () => {
      here = new FakePath()
    },
    moveTo: (x: number, y: number) => here.moveTo(x, y),
    lineTo: (x: number, y: number) => here.lineTo(x, y),
    setLineDash: (next: readonly number[]) => {
      dash = next
    },
    stroke: ({ points, dots }: FakePath = here) =>
      drawn.strokes.push({ colour: state.strokeStyle, dash, width: state.lineWidth, points, dots }),
    fill: () => drawn.fills.push(state.fillStyle),
    fillText: (text: string, x: number, y: number) =>
      drawn.texts.push({ text, font: state.font, colour: state.fillStyle, x, y }),
  }
  return new Proxy(state, {
    get: (target, name) => Reflect.get(target, name) ?? acts[String(name)] ?? (() => {}),
  })
}

vi.stubGlobal('Path2D', FakePath)
vi.stubGlobal('matchMedia', (wish: string) => ({
  matches: false,
  addEventListener: (kind: string, run: () => void) => {
    if (kind === 'change') wishes.set(wish, (wishes.get(wish) ?? new Set<() => void>()).add(run))
  },
  removeEventListener: (kind: string, run: () => void) => {
    if (kind === 'change') wishes.get(wish)?.delete(run)
  },
}))
vi.stubGlobal(
  'ResizeObserver',
  class {
    readonly run: () => void
    constructor(run: () => void) {
      this.run = run
    }
    observe(): void {
      sized.add(this.run)
      if (page.height > 0) queueMicrotask(this.run)
    }
    disconnect(): void {
      sized.delete(this.run)
    }
  },
)
for (const [name, side] of [
  ['clientWidth', 'width'],
  ['clientHeight', 'height'],
] as const)
  Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => page[side] })
HTMLCanvasElement.prototype.getContext = (() => {
  page.canvases += 1
  return context()
}) as never

beforeEach(() => {
  start()
  Object.assign(page, { width: 0, height: 0, canvases: 0 })
  document.body.style.fontSize = '20px'
})
