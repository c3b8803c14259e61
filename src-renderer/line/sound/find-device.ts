// The chosen device among those plugged in: by its id, else by its name. Of two with one name, the other is never taken for it.
import type { ChosenDevice } from '../microphone.ts'

type Plugged = Pick<MediaDeviceInfo, 'kind' | 'deviceId' | 'groupId' | 'label'>
type Seen = { readonly groupId: string; readonly beside: ReadonlySet<string> }

/** Remembers what was plugged in beside the chosen one: ids stay as long as the page does. */
export function createFind(plugged: () => Promise<readonly Plugged[]>) {
  const seen = new Map<string, Seen>()
  return async ({ kind, id, name }: ChosenDevice): Promise<string | null> => {
    const such = (await plugged()).filter((device) => device.kind === kind)
    // Before the microphone is allowed neither ids nor names are told: then nothing is known of it.
    if (such.every(({ label }) => label === '')) return id
    const chosen = such.find(({ deviceId }) => deviceId === id)
    if (chosen) {
      const beside = such.flatMap(({ deviceId }) => (deviceId === id ? [] : [deviceId]))
      seen.set(id, { groupId: chosen.groupId, beside: new Set([...(seen.get(id)?.beside ?? []), ...beside]) })
      return id
    }
    const before = seen.get(id)
    const named = such.filter(({ label, deviceId }) => name !== null && label === name && !before?.beside.has(deviceId))
    const found = named.find(({ groupId }) => groupId === before?.groupId) ?? named[0]
    return found?.deviceId ?? null
  }
}
