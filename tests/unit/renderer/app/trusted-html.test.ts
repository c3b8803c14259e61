// The page's only policy of Trusted Types lets nothing through but what empties an element.
import { expect, it } from 'vitest'
import { refuseHtml } from '#renderer/app/trusted-html.ts'

it('lets an element be emptied, and no text become HTML', () => {
  const policies: { name: string; createHTML: (text: string) => string }[] = []
  refuseHtml({ trustedTypes: { createPolicy: (name, { createHTML }) => policies.push({ name, createHTML }) } })
  expect(policies.map(({ name }) => name)).toEqual(['default'])
  expect(policies[0]?.createHTML('')).toBe('')
  for (const text of ['<b>', ' ', '<script></script>']) expect(() => policies[0]?.createHTML(text)).toThrow(TypeError)
})

it('asks nothing of a browser that has none', () => {
  expect(() => refuseHtml({})).not.toThrow()
})
