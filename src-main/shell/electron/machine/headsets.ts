// The buttons of headsets (WebHID): for our own page, and only of makers whose headsets are known. Other devices of the machine stay shut.
import type { HIDDevice, Session } from 'electron'
import { isOwnOrigin } from '#main/shell/electron/own-page.ts'

/** USB vendor ids of makers of headsets with telephony buttons (usb.org's list of vendors). */
const makers = new Set([
  0x0b0e, // GN Netcom, Jabra
  0x047f, // Plantronics, Poly
  0x1395, // Sennheiser Communications, EPOS
  0x046d, // Logitech
  0x6993, // Yealink
  0x045e, // Microsoft
  0x03f0, // HP
  0x17ef, // Lenovo
  0x413c, // Dell
  0x2f1b, // Gigaset
])

type Asked = {
  readonly deviceType: string
  readonly origin: string
  readonly device: { readonly vendorId?: number }
}

export const mayUseHeadset = ({ deviceType, origin, device }: Asked): boolean =>
  deviceType === 'hid' && isOwnOrigin(origin) && makers.has(device.vendorId ?? -1)

/** The system has no list to choose from: the first known headset that can be used is taken. */
export function allowHeadsets(session: Session, log: (text: string) => void): void {
  session.setDevicePermissionHandler((details) =>
    mayUseHeadset({ deviceType: details.deviceType, origin: details.origin, device: vendorOf(details.device) }),
  )
  session.on('select-hid-device', (event, { deviceList, frame }, choose) => {
    event.preventDefault()
    const known = isOwnOrigin(frame?.url) ? deviceList.find(({ vendorId }) => makers.has(vendorId)) : undefined
    if (!known) log(`no headset of a known maker among ${deviceList.map(nameOf).join(', ') || 'no devices'}`)
    choose(known?.deviceId ?? null)
  })
}

const nameOf = ({ name, vendorId }: HIDDevice): string => `${name} (${vendorId.toString(16)})`
const vendorOf = (device: object): { readonly vendorId?: number } =>
  'vendorId' in device && typeof device.vendorId === 'number' ? { vendorId: device.vendorId } : {}
