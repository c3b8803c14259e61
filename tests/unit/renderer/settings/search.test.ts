// Settings are found by any of their words, in any order.
import { expect, it } from 'vitest'
import { fits } from '#renderer/settings/search.tsx'

it.each([
  ['', true],
  ['mikro', true],
  ['HEADSET mikrofon', true],
  ['deep', true],
  ['mikrofon volume', false],
])('finds by %s: %s', (query, isFound) => {
  expect(fits(query, ['Mikrofon', { title: 'Headset', inner: { text: 'deep' } }, () => 'never'])).toBe(isFound)
})
