// Two devices of one name: the other is not taken for the chosen one, and a chosen one that comes back under another id is.
import { expect, it } from 'vitest'
import { createFind } from '#renderer/line/sound/find-device.ts'

const headset = (deviceId: string, groupId = `group ${deviceId}`) => ({
  kind: 'audiooutput' as const,
  deviceId,
  groupId,
  label: 'Headset',
})
const wanted = { kind: 'audiooutput', id: 'mine', name: 'Headset' } as const

function withPlugged(...first: ReturnType<typeof headset>[]) {
  let now = first
  const find = createFind(async () => now)
  return (...next: ReturnType<typeof headset>[]) => {
    now = next.length > 0 ? next : now
    return find(wanted)
  }
}

it('is gone when it is unplugged beside another of its name', async () => {
  const find = withPlugged(headset('other'), headset('mine'))
  expect(await find()).toBe('mine')
  expect(await find(headset('other'))).toBeNull()
})

it('comes back under another id, also beside the other', async () => {
  const find = withPlugged(headset('other'), headset('mine'))
  expect(await find()).toBe('mine')
  expect(await find(headset('other'), headset('again'))).toBe('again')
})

it('is the one of its group where several of its name are new', async () => {
  const find = withPlugged(headset('mine'))
  expect(await find()).toBe('mine')
  expect(await find(headset('new'), headset('again', 'group mine'))).toBe('again')
})

it('is known by its name after a reload', async () => {
  expect(await withPlugged(headset('changed'))()).toBe('changed')
})
