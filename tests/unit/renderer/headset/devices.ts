// Headsets as their makers and users describe them in public, and one in memory that sends and takes their reports.
import type { Hid, HidCollection, HidDevice, HidItem, InputReport } from '#renderer/headset/hid.ts'

const bit = (usage: number): HidItem => ({ usages: [usage], reportSize: 1, reportCount: 1 })
const bits = (...usages: number[]): HidItem => ({ usages, reportSize: 1, reportCount: usages.length })
const padding = (count: number): HidItem => ({ usages: [], reportSize: 1, reportCount: count })

/** Gigaset ION, after its maker's page "FAQ ION - USB HID commands": hook, busy, line, mute, flash, redial, speed dial, reject. */
export const gigaset: HidCollection = {
  usagePage: 0x0b,
  usage: 0x01,
  inputReports: [
    {
      reportId: 2,
      items: [bits(0x0b_0020, 0x0b_0097, 0x0b_002a, 0x0b_002f, 0x0b_0021, 0x0b_0024, 0x0b_0050, 0x09_0007), padding(8)],
    },
  ],
  outputReports: [
    {
      reportId: 2,
      items: [bits(0x08_0017, 0x08_0009, 0x08_0018, 0x08_0020, 0x08_0021, 0x08_002a, 0x0b_009e), padding(9)],
    },
  ],
}

/** Jabra Engage 50, as seen in WICG/webhid issue 61: report 2 of two bytes, the hook its first bit; lights in a report of their own. */
export const jabra: HidCollection = {
  usagePage: 0x0b,
  usage: 0x05,
  inputReports: [{ reportId: 2, items: [bit(0x0b_0020), bit(0x0b_0097), bit(0x0b_002f), bit(0x0b_0021), padding(12)] }],
  outputReports: [
    { reportId: 2, items: [bit(0x08_0017), bit(0x08_001e), bit(0x08_0009), bit(0x08_0018), padding(12)] },
  ],
}

/** Poly: mute and hook in reports of different ids, as WICG/webhid issue 61 and google/libhidtelephony issue 2 tell; usages as a range. */
export const poly: HidCollection = {
  usagePage: 0x0b,
  usage: 0x05,
  children: [
    { inputReports: [{ reportId: 8, items: [bit(0x0b_002f), padding(7)] }] },
    {
      inputReports: [{ reportId: 9, items: [bit(0x0b_0020), padding(7)] }],
      outputReports: [
        {
          reportId: 9,
          items: [
            { isRange: true, usageMinimum: 0x08_0017, usageMaximum: 0x08_0018, reportSize: 1, reportCount: 2 },
            padding(6),
          ],
        },
        { reportId: 10, items: [bit(0x08_0009), padding(7)] },
      ],
    },
  ],
}

/** A keyboard's volume keys: no headset for us. */
export const volumeKeys: HidCollection = {
  usagePage: 0x0c,
  inputReports: [{ reportId: 1, items: [bits(0x0c_00e9, 0x0c_00ea)] }],
}

export type FakeHeadset = HidDevice & {
  /** What it was told to show: `reportId: bytes`. */
  readonly written: string[]
  readonly press: (reportId: number, ...bytes: number[]) => void
  failsToOpen: boolean
  refusesLights: boolean
}

export function fakeHeadset(collection: HidCollection, productName = 'Headset'): FakeHeadset {
  const listeners = new Set<(event: InputReport) => void>()
  const written: string[] = []
  let opened = false
  const device: FakeHeadset = {
    productName,
    vendorId: 1,
    productId: 1,
    collections: [collection],
    get opened() {
      return opened
    },
    written,
    failsToOpen: false,
    refusesLights: false,
    open: async () => {
      if (device.failsToOpen) throw new Error('in use')
      opened = true
    },
    close: async () => {
      opened = false
    },
    sendReport: async (reportId, data) => {
      if (device.refusesLights) throw new Error('refused')
      written.push(`${reportId}: ${[...data].join(' ')}`)
    },
    addEventListener: (_kind, listener) => void listeners.add(listener),
    removeEventListener: (_kind, listener) => void listeners.delete(listener),
    press: (reportId, ...bytes) => {
      for (const listener of listeners) listener({ reportId, data: new DataView(Uint8Array.from(bytes).buffer) })
    },
  }
  return device
}

export type FakeHid = Hid & {
  plugged: readonly HidDevice[]
  offered: readonly HidDevice[]
  readonly change: () => void
}

export function fakeHid(...plugged: readonly HidDevice[]): FakeHid {
  const listeners = new Set<() => void>()
  const hid: FakeHid = {
    plugged,
    offered: [],
    devices: async () => hid.plugged,
    ask: async () => {
      hid.plugged = [...hid.plugged, ...hid.offered]
      return hid.offered
    },
    onChange: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    change: () => {
      for (const listener of listeners) listener()
    },
  }
  return hid
}
