// `npm run check-site` on a site file nobody has filled in, with a TURN server that is silent: both are named, and no secret is.
import { execFile } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { fakeTurn } from './fake-turn.ts'

it('says what is left over and what the TURN server answers', async () => {
  const turn = await fakeTurn({ secret: 'north' })
  const file = join(mkdtempSync(join(tmpdir(), 'earshot-check-')), 'site.json')
  const line = { user: '5001', wsUrl: 'ws://127.0.0.1:9', password: '$'.concat('{LINE_PASSWORD}') }
  const esl = { password: 'password', port: 9 }
  const iceServers = [{ urls: `turn:127.0.0.1:${turn.port}`, secret: 'SECRET-OF-SOUTH' }]
  const site = { kind: 'freeswitch', host: '127.0.0.1', domain: 'x', esl, line }
  writeFileSync(file, JSON.stringify({ site, line: { iceServers } }))
  const said = await new Promise<string>((resolve) => {
    execFile(process.execPath, ['--import', 'tsx', 'src-main/app/check-site.ts', '--config', file], (_, out) =>
      resolve(out),
    )
  })
  turn.close()
  expect(said).toMatch(/MISSING {2}site\.line\.password is the name of a variable/)
  expect(said).toMatch(/advice {3}site\.esl\.password is a secret that everybody knows/)
  expect(said).toMatch(/MISSING {2}turn:127\.0\.0\.1:\d+: 401 Unauthorized\. It does not take what the secret makes/)
  expect(said).not.toMatch(/SECRET-OF-SOUTH|LINE_PASSWORD/)
})
