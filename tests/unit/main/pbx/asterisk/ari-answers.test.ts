// What counts as an answer of ARI: whoever else answers with 200, such as a proxy with a page of its own, has done nothing that is known.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { restOf } from '#main/pbx/asterisk/wire/ari-client.ts'

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

async function answeredWith(status: number, text: string) {
  const server = createServer((_, response) => response.writeHead(status).end(text))
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  const rest = restOf({ url: `http://127.0.0.1:${port}/ari`, user: 'u', password: 'p', ca: null })
  closing.push(
    rest.close,
    () => server.closeAllConnections(),
    () => void server.close(),
  )
  return rest.call('DELETE', '/bridges/one')
}

it.each([
  ['a page of a proxy', '<!doctype html><title>Sign in</title>'],
  ['a body that breaks off', '{"id":"one","channels":["a'],
])('200 with %s is no answer: nobody knows whether it was done', async (_, text) => {
  expect(await answeredWith(200, text)).toMatchObject({ ok: false, error: { status: 0 } })
})

it('200 with JSON and 204 are answers', async () => {
  expect(await answeredWith(200, '{"id":"one"}')).toEqual({ ok: true, value: { id: 'one' } })
  expect(await answeredWith(204, '')).toEqual({ ok: true, value: null })
})

it('a refusal with a page is a refusal all the same', async () => {
  expect(await answeredWith(404, '<h1>Not found</h1>')).toEqual({ ok: false, error: { status: 404, text: 'HTTP 404' } })
})
