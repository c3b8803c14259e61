// The colours keep WCAG 2.2 contrast in every theme, AA, and AAA where high contrast is chosen: read from the stylesheets themselves.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const css = readFileSync('src-renderer/ui/tokens.css', 'utf8')
const contrastCss = readFileSync('src-renderer/ui/theme-contrast.css', 'utf8')

type Scheme = 'light' | 'dark'
type Theme = Scheme | `${Scheme} high-contrast`
const themes = ['light', 'dark', 'light high-contrast', 'dark high-contrast'] as const

const colours = (sheet: string) =>
  new Map(
    [...sheet.matchAll(/--([\w-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)/g)].map(
      ([, name, light, dark]) => [name, { light, dark } as Record<Scheme, string>],
    ),
  )
const plain = colours(css)
const high = new Map([...plain, ...colours(contrastCss)])
const isHigh = (theme: Theme) => theme.endsWith('high-contrast')
const [inkAtLeast, edgeAtLeast] = [
  (theme: Theme) => (isHigh(theme) ? 7 : 4.5),
  (theme: Theme) => (isHigh(theme) ? 4.5 : 3),
]

function colour(name: string, theme: Theme): string {
  const found = (isHigh(theme) ? high : plain).get(name)
  if (!found) throw new Error(`the stylesheets have no --${name}`)
  return found[theme.startsWith('light') ? 'light' : 'dark']
}

/** WCAG 2.2, "relative luminance". */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

/** color-mix(in srgb, a share, b): what --accent-soft and --warn-soft are made of. */
function mix(a: string, share: number, b: string): string {
  const part = (hex: string, at: number) => Number.parseInt(hex.slice(at, at + 2), 16)
  const mixed = [1, 3, 5].map((at) => Math.round(part(a, at) * share + part(b, at) * (1 - share)))
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`
}

const surfaces = ['bg', 'panel', 'panel-raised']
const inks = ['text', 'text-dim', 'accent', 'ok', 'warn', 'danger', 'heard']

describe.each(themes)('in the %s theme', (theme) => {
  it.each(surfaces.flatMap((surface) => inks.map((ink) => [ink, surface] as const)))(
    '--%s can be read on --%s (4.5:1, in high contrast 7:1)',
    (ink, surface) => {
      expect(contrast(colour(ink, theme), colour(surface, theme))).toBeGreaterThanOrEqual(inkAtLeast(theme))
    },
  )

  it.each(['accent', 'danger', 'heard'])(
    'the words on a filled --%s can be read (4.5:1, in high contrast 7:1)',
    (fill) => {
      expect(contrast(colour(`${fill}-text`, theme), colour(fill, theme))).toBeGreaterThanOrEqual(inkAtLeast(theme))
    },
  )

  it.each(surfaces)(
    'borders of controls and the focus ring stand out from --%s (3:1, in high contrast 4.5:1)',
    (surface) => {
      for (const edge of ['control', 'focus'])
        expect(contrast(colour(edge, theme), colour(surface, theme)), edge).toBeGreaterThanOrEqual(edgeAtLeast(theme))
    },
  )

  it('every ink can be read on the row that is monitored and on the notice bar (4.5:1)', () => {
    const accentSoft = mix(colour('accent', theme), 0.14, colour('panel', theme))
    const warnSoft = mix(colour('warn', theme), 0.12, colour('panel', theme))
    for (const ink of ['text', 'text-dim', 'accent', 'ok', 'warn', 'danger'])
      expect(contrast(colour(ink, theme), accentSoft), ink).toBeGreaterThanOrEqual(4.5)
    expect(contrast(colour('text', theme), warnSoft)).toBeGreaterThanOrEqual(4.5)
  })
})

it('being heard looks like nothing else: its hue is far from those of every other state', () => {
  const hue = (hex: string) => {
    const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as [number, number, number]
    return (Math.atan2(Math.sqrt(3) * (g - b), 2 * r - g - b) * 180) / Math.PI
  }
  for (const theme of themes)
    for (const other of ['accent', 'ok', 'warn', 'danger']) {
      const apart = Math.abs(hue(colour('heard', theme)) - hue(colour(other, theme))) % 360
      expect(Math.min(apart, 360 - apart), `${other} in ${theme}`).toBeGreaterThan(25)
    }
})
