// The audio devices of this machine, kept up to date while the settings are open.
import { useEffect, useState } from 'react'

export type Device = Pick<MediaDeviceInfo, 'deviceId' | 'kind' | 'label'>

export type Devices =
  | { readonly phase: 'reading' }
  | { readonly phase: 'known'; readonly list: readonly Device[] }
  | { readonly phase: 'failed' }

export type ReadDevices = {
  readonly list: () => Promise<readonly Device[]>
  readonly onChange: (listener: () => void) => () => void
}

/** The browser's devices; without media access (an insecure page) reading fails, which is shown. */
export const browserDevices: ReadDevices = {
  list: async () => navigator.mediaDevices.enumerateDevices(),
  onChange: (listener) => {
    navigator.mediaDevices?.addEventListener('devicechange', listener)
    return () => navigator.mediaDevices?.removeEventListener('devicechange', listener)
  },
}

export function useDevices({ list, onChange }: ReadDevices): Devices {
  const [devices, setDevices] = useState<Devices>({ phase: 'reading' })
  useEffect(() => {
    let open = true
    const read = () =>
      list().then(
        (found) => open && setDevices({ phase: 'known', list: found }),
        () => open && setDevices({ phase: 'failed' }),
      )
    void read()
    const stop = onChange(() => void read())
    return () => {
      open = false
      stop()
    }
  }, [list, onChange])
  return devices
}
