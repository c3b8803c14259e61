// Where hook, mute and ring stand in the reports of a headset, read from its own description: HID Usage Tables 1.5, chapters 11 (LED) and 14 (telephony).
import type { HidCollection, HidItem, HidReport } from './hid.ts'

const usages = { hook: 0x0b_0020, mute: 0x0b_002f, reject: 0x09_0007 } as const
// Some show by the light "microphone" what others show by "mute".
const lights = { mute: 0x08_0009, microphone: 0x08_0021, offHook: 0x08_0017, ring: 0x08_0018 } as const

type Button = keyof typeof usages
type Light = keyof typeof lights
export type Lights = Readonly<Record<Exclude<Light, 'microphone'>, boolean>>

/** Bits are counted from the first of the report, which its id is not part of. */
type Bit = { readonly reportId: number; readonly bit: number }
type OutputReport = { readonly reportId: number; readonly bytes: number }

export type Layout = {
  readonly buttons: Readonly<Partial<Record<Button, Bit>>>
  readonly lights: Readonly<Partial<Record<Light, Bit>>>
  readonly outputs: readonly OutputReport[] // those with a light of ours
}

/** Null: a device without a hook and without a mute button is no headset for us. */
export function layoutOf(collections: readonly HidCollection[]): Layout | null {
  const all = flattened(collections)
  const inputs = all.flatMap(({ inputReports }) => fieldsOf(inputReports ?? []))
  const outputReports = all.flatMap(({ outputReports }) => outputReports ?? [])
  const outputs = fieldsOf(outputReports)
  const buttons = placesOf(usages, inputs)
  if (!buttons.hook && !buttons.mute) return null
  const lit = placesOf(lights, outputs)
  const wanted = new Set(Object.values(lit).map(({ reportId }) => reportId))
  return {
    buttons,
    lights: lit,
    outputs: [...wanted].map((reportId) => ({ reportId, bytes: bytesOf(outputReports, reportId) })),
  }
}

/** What the buttons are in this report; those that do not stand in it are left out. */
export function buttonsIn(
  layout: Layout,
  reportId: number,
  data: DataView,
): Readonly<Partial<Record<Button, boolean>>> {
  const read = (place: Bit | undefined): boolean | undefined => {
    if (place?.reportId !== reportId || place.bit >> 3 >= data.byteLength) return undefined
    return ((data.getUint8(place.bit >> 3) >> (place.bit & 7)) & 1) === 1
  }
  const hook = read(layout.buttons.hook)
  const mute = read(layout.buttons.mute)
  const reject = read(layout.buttons.reject)
  return {
    ...(hook !== undefined && { hook }),
    ...(mute !== undefined && { mute }),
    ...(reject !== undefined && { reject }),
  }
}

/** What is to be written so that the headset shows these lights. */
export function reportsFor(
  { lights: places, outputs }: Layout,
  shown: Lights,
): readonly { readonly reportId: number; readonly data: Uint8Array<ArrayBuffer> }[] {
  return outputs.map(({ reportId, bytes }) => {
    const data = new Uint8Array(bytes)
    for (const [light, place] of Object.entries(places) as [Light, Bit][])
      if (place.reportId === reportId && isLit(light, shown))
        data[place.bit >> 3] = (data[place.bit >> 3] ?? 0) | (1 << (place.bit & 7))
    return { reportId, data }
  })
}

const isLit = (light: Light, shown: Lights): boolean => shown[light === 'microphone' ? 'mute' : light]

type Field = Bit & { readonly usage: number }

function fieldsOf(reports: readonly HidReport[]): readonly Field[] {
  const next = new Map<number, number>() // a report may be described in several pieces
  return reports.flatMap(({ reportId = 0, items = [] }) =>
    items.flatMap((item) => {
      const from = next.get(reportId) ?? 0
      const { reportSize = 0, reportCount = 0 } = item
      next.set(reportId, from + reportSize * reportCount)
      // Only single bits: what is larger is a dialled digit or a padding.
      if (reportSize !== 1) return []
      return usagesOf(item, reportCount).map((usage, index) => ({ reportId, bit: from + index, usage }))
    }),
  )
}

function usagesOf(
  { isRange, usages: listed = [], usageMinimum = 0, usageMaximum = 0 }: HidItem,
  count: number,
): readonly number[] {
  if (!isRange) return listed.slice(0, count)
  return Array.from({ length: Math.min(count, usageMaximum - usageMinimum + 1) }, (_, index) => usageMinimum + index)
}

function placesOf<Name extends string>(
  names: Readonly<Record<Name, number>>,
  fields: readonly Field[],
): Partial<Record<Name, Bit>> {
  const found: Partial<Record<Name, Bit>> = {}
  for (const [name, usage] of Object.entries(names) as [Name, number][]) {
    const field = fields.find((one) => one.usage === usage)
    if (field) found[name] = { reportId: field.reportId, bit: field.bit }
  }
  return found
}

const bytesOf = (reports: readonly HidReport[], reportId: number): number =>
  Math.ceil(
    reports
      .filter((report) => (report.reportId ?? 0) === reportId)
      .flatMap(({ items }) => items ?? [])
      .reduce((bits, { reportSize = 0, reportCount = 0 }) => bits + reportSize * reportCount, 0) / 8,
  )

const flattened = (collections: readonly HidCollection[]): readonly HidCollection[] =>
  collections.flatMap((one) => [one, ...flattened(one.children ?? [])])
