// The tray's picture, drawn here so that it can say how things stand by its shape, not by colour alone.
import type { ConsoleState } from './console-state.ts'

export const iconSize = 32

type Rgb = readonly [number, number, number]
const colours = { calm: [154, 164, 178], good: [58, 190, 122], heard: [245, 166, 35] } as const satisfies Record<
  string,
  Rgb
>

/** BGRA bytes, 32 x 32: a hollow ring while not connected, a full disc when live, disc and ring while monitoring. */
export function trayPixels(state: ConsoleState): Buffer {
  const { shape, colour } = pictureOf(state)
  const pixels = Buffer.alloc(iconSize * iconSize * 4)
  for (let y = 0; y < iconSize; y++) {
    for (let x = 0; x < iconSize; x++) {
      const distance = Math.hypot(x + 0.5 - iconSize / 2, y + 0.5 - iconSize / 2)
      if (isInk(shape, distance)) pixels.set([colour[2], colour[1], colour[0], 255], (y * iconSize + x) * 4)
    }
  }
  return pixels
}

type Shape = 'ring' | 'disc' | 'discAndRing'

function pictureOf({ connection, monitoring }: ConsoleState): { shape: Shape; colour: Rgb } {
  if (monitoring) return { shape: 'discAndRing', colour: colours.heard }
  return connection === 'live' ? { shape: 'disc', colour: colours.good } : { shape: 'ring', colour: colours.calm }
}

function isInk(shape: Shape, distance: number): boolean {
  if (shape === 'disc') return distance < 11
  const inRing = distance >= 11.5 && distance < 15
  return shape === 'ring' ? inRing : inRing || distance < 8
}
