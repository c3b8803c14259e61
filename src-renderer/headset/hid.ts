// WebHID as far as the headset needs it (https://wicg.github.io/webhid): TypeScript's own types leave it out, and tests bring their own devices.
import type { Stop } from '#contract/time.ts'

/** One field of a report, as the device describes it. `usages` are page << 16 | usage. */
export type HidItem = {
  readonly isRange?: boolean
  readonly usages?: readonly number[]
  readonly usageMinimum?: number
  readonly usageMaximum?: number
  readonly reportSize?: number // bits
  readonly reportCount?: number
}
export type HidReport = { readonly reportId?: number; readonly items?: readonly HidItem[] }
export type HidCollection = {
  readonly usagePage?: number
  readonly usage?: number
  readonly inputReports?: readonly HidReport[]
  readonly outputReports?: readonly HidReport[]
  readonly children?: readonly HidCollection[]
}

export type HidDevice = {
  readonly productName: string
  readonly vendorId: number
  readonly productId: number
  readonly opened: boolean
  readonly collections: readonly HidCollection[]
  open(): Promise<void>
  close(): Promise<void>
  sendReport(reportId: number, data: Uint8Array<ArrayBuffer>): Promise<void>
  addEventListener(kind: 'inputreport', listener: (event: InputReport) => void): void
  removeEventListener(kind: 'inputreport', listener: (event: InputReport) => void): void
}
export type InputReport = { readonly reportId: number; readonly data: DataView }

export type Hid = {
  /** Those the person has allowed before. */
  readonly devices: () => Promise<readonly HidDevice[]>
  /** Lets the person choose one; only in the act of a press. */
  readonly ask: () => Promise<readonly HidDevice[]>
  /** One was plugged in or out. */
  readonly onChange: (listener: () => void) => Stop
}

type NavigatorHid = EventTarget & {
  getDevices(): Promise<readonly HidDevice[]>
  requestDevice(options: { filters: readonly { usagePage: number }[] }): Promise<readonly HidDevice[]>
}

export const TELEPHONY_PAGE = 0x0b // HID Usage Tables 1.5, chapter 14

/** Null where the browser has none (an insecure page, or one that is no Chromium). */
export function browserHid(): Hid | null {
  const { hid } = navigator as { readonly hid?: NavigatorHid }
  if (!hid) return null
  return {
    devices: () => hid.getDevices(),
    ask: () => hid.requestDevice({ filters: [{ usagePage: TELEPHONY_PAGE }] }),
    onChange: (listener) => {
      hid.addEventListener('connect', listener)
      hid.addEventListener('disconnect', listener)
      return () => {
        hid.removeEventListener('connect', listener)
        hid.removeEventListener('disconnect', listener)
      }
    },
  }
}
