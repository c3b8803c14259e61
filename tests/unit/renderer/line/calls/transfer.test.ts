// REFER: what it asks for, and that its end is told once.
import { expect, it } from 'vitest'
import { refer } from '#renderer/line/calls/transfer.ts'

type Handlers = Readonly<Record<'requestFailed' | 'accepted' | 'failed', (news: object) => void>>
type Asked = { readonly eventHandlers: Handlers; readonly replaces?: object }

function stage(sent: unknown = {}) {
  const asked: { to: string; options: Asked }[] = []
  const told: number[] = []
  const session = {
    refer: (to: string, options: Asked) => {
      asked.push({ to, options })
      return sent
    },
  }
  const pass = (to: string, other: object | null = null) =>
    refer(session as never, to, other as never, (status) => told.push(status))
  return { asked, told, pass, news: () => asked[0]?.options.eventHandlers ?? expect.fail('nothing was asked') }
}
const line = (status_code: number) => ({ status_line: { status_code } })

it('tells once what became of whom it was passed on to', () => {
  const { pass, news, told } = stage()
  pass('1003')
  news().accepted(line(200))
  news().failed(line(503))
  expect(told).toEqual([200])
})

it('tells a refusal of the PBX, and that nothing came at all', () => {
  const refused = stage()
  refused.pass('1003')
  refused.news().requestFailed({ response: { status_code: 403 } })
  expect(refused.told).toEqual([403])
  const lost = stage()
  lost.pass('1003')
  lost.news().requestFailed({ response: null })
  expect(lost.told).toEqual([0])
  const over = stage(false)
  over.pass('1003')
  expect(over.told).toEqual([0])
})

it('names the other call by the tags of its dialog, whoever began it (RFC 3891)', () => {
  const { pass, asked } = stage()
  pass('sip:1002@x', { _dialog: { id: { call_id: 'c', local_tag: 'ours', remote_tag: 'theirs' } } })
  expect(asked[0]?.options.replaces).toEqual({ _request: { call_id: 'c' }, _to_tag: 'theirs', _from_tag: 'ours' })
})
