// A number in the palette: found however it is typed, and before whatever else has its letters.
import { expect, it } from 'vitest'
import { fitting } from '#renderer/commands/palette-items.ts'

const items = [
  { name: 'Listen to Ann', also: 'Ann 1001' },
  { name: 'Listen to Bob', also: 'Bob 5551' },
  { name: 'Call of Rosa with Ann', also: '+1 555 123-4567' },
  { name: 'Call of Max with Bob', also: '0170 1234567' },
  { name: 'Settings', also: '' },
]

it.each([
  ['+1 (555) 123-4', ['Call of Rosa with Ann']],
  ['5551234567', ['Call of Rosa with Ann']],
  ['+49 170 1234567', ['Call of Max with Bob']],
  ['1001', ['Listen to Ann']],
  ['5551', ['Listen to Bob', 'Call of Rosa with Ann']],
  ['ann 1001', ['Listen to Ann']],
  ['sett', ['Settings']],
  ['999', []],
])('typed %s', (search, names) => {
  expect(fitting(search, items).map(({ name }) => name)).toEqual(names)
})
