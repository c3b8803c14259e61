// Signing in by hand at the simulated platform: the person is asked, told why, let in, signed out; nothing of it needs a restart.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SignInBoard } from '#contract/sign-in.ts'
import { promptOf } from '#main/pbx/netsapiens/environment.ts'
import { createPerson } from '#main/sign-in/person.ts'
import {
  account,
  callOn,
  lastStatus,
  listenTo,
  type memorySecrets,
  type Site,
  startSite,
  tokenPosts,
} from '../../../../../fakes/netsapiens/site.ts'

let site: Site
beforeEach(async () => {
  site = await startSite()
})
afterEach(() => site.close())

const again = async (over: Parameters<typeof startSite>[0]) => {
  await site.close()
  site = await startSite(over)
}

describe('a person who signs in by the console', () => {
  const withPerson = (over: Parameters<Site['connect']>[0] = {}) => {
    const person = createPerson()
    const boards: SignInBoard[] = [person.board()]
    person.onBoard((board) => boards.push(board))
    const console = site.connect({ ...over, parts: { prompt: promptOf({}, person) } })
    const asks = (board: object) =>
      console.eventually(() => {
        expect(boards.at(-1)).toMatchObject(board)
        return boards.at(-1) as Extract<SignInBoard, { askId: number }>
      })
    const enters = async (password: string, board: object = { kind: 'wanted' }, username = '5001@sim.example') => {
      const { askId } = await asks(board)
      expect(person.step({ kind: 'password', askId, username, password })).toEqual({ ok: true, value: null })
    }
    return { ...console, person, boards, asks, enters }
  }

  it('is asked, told why the answer did not do, and let in without a restart', async () => {
    const console = withPerson()
    await console.becomes('refused')
    expect(lastStatus(console)).toMatchObject({ cause: { code: 'signInNeeded' } })
    await console.enters('wrong', { kind: 'wanted', username: '5001@sim.example', why: null })
    await console.asks({ kind: 'wanted', why: { code: 'pbxWrongPassword' } })
    await console.eventually(() => expect(lastStatus(console)).toMatchObject({ cause: { code: 'signInNeeded' } }))
    await console.enters(account.password)
    await console.becomes('live')
    expect(console.boards.at(-1)).toEqual({
      kind: 'in',
      username: '5001@sim.example',
      supervisor: { name: 'Sam Supervisor', extension: '5001' },
    })
  })

  it('is asked for the code of the second factor, and may go back', async () => {
    await again({ accounts: [{ ...account, passcode: '123456' }] })
    const console = withPerson()
    await console.enters(account.password)
    const first = await console.asks({ kind: 'codeWanted', by: 'authenticator google' })
    console.person.step({ kind: 'back', askId: first.askId })
    await console.enters(account.password, { kind: 'wanted' })
    const second = await console.asks({ kind: 'codeWanted' })
    console.person.step({ kind: 'code', askId: second.askId, code: '999999' })
    await console.enters(account.password, { kind: 'wanted', why: { code: 'codeRefused' } })
    const third = await console.asks({ kind: 'codeWanted' })
    console.person.step({ kind: 'code', askId: third.askId, code: '123456' })
    await console.becomes('live')
  })

  it('may be another one, who is offered again the next time; the password is kept nowhere', async () => {
    await again({ accounts: [account, { ...account, user: '5002', password: 'left horse' }] })
    const console = withPerson()
    await console.enters('left horse', { kind: 'wanted' }, ' 5002@sim.example ')
    await console.becomes('live')
    const kept = console.secrets as ReturnType<typeof memorySecrets>
    expect(kept.get('netsapiens.username')).toBe('5002@sim.example')
    expect(JSON.stringify([...kept.all, console.log, console.status, console.boards])).not.toContain('left horse')
    kept.set('netsapiens.refreshToken', null)
    const next = withPerson({ secrets: kept })
    await next.asks({ kind: 'wanted', username: '5002@sim.example', why: null })
  })

  it('is told that the scope is too low, and may sign in as somebody else', async () => {
    const agent = { ...account, user: '1001', password: 'an agent', scope: 'Call Center Agent' }
    await again({ accounts: [agent, account] })
    const console = withPerson()
    await console.enters('an agent', { kind: 'wanted' }, '1001@sim.example')
    await console.enters(account.password, {
      kind: 'wanted',
      why: { code: 'scopeTooLow', detail: 'Call Center Agent' },
    })
    await console.becomes('live')
  })

  it('is told that the account is locked, and nothing is tried meanwhile', async () => {
    site.simulator.setFaults({ status: [{ path: '/tokens', status: 423, times: 1 }] })
    const console = withPerson()
    await console.enters(account.password)
    await console.asks({ kind: 'wanted', why: { code: 'accountLocked' } })
    expect(tokenPosts(site)).toHaveLength(1)
    await console.enters(account.password)
    await console.becomes('live')
  })

  it('is asked again when the token expires and its renewal is refused; a monitor goes on in listen', async () => {
    const console = withPerson()
    await console.enters(account.password)
    await console.becomes('live')
    const target = await callOn(site.backend, console, 'c1', '1001')
    const ticket = await listenTo(console, target)
    expect(await console.connector.setMode(ticket.id, 'join', 1)).toMatchObject({ ok: true })
    site.simulator.expireTokens()
    site.simulator.setFaults({ status: [{ path: '/tokens', status: 401, times: 1 }] })
    const refused = await console.connector.setMode(ticket.id, 'whisperAgent', 2)
    expect(refused).toMatchObject({ ok: false, error: { code: 'signInNeeded' } })
    await console.becomes('refused')
    await console.enters(account.password, { kind: 'wanted', why: { code: 'signInNeeded' } })
    await console.becomes('live')
    await console.eventually(() => expect([...site.backend.up.values()]).toEqual(['listen']))
    expect(await console.connector.setMode(ticket.id, 'whisperAgent', 3)).toMatchObject({ ok: true })
    expect(console.events).not.toContainEqual(expect.objectContaining({ kind: 'ended' }))
  })

  it('signs out: what is monitored ends, the floor is gone, and the refresh token is forgotten', async () => {
    const console = withPerson()
    await console.enters(account.password)
    await console.becomes('live')
    await listenTo(console, await callOn(site.backend, console, 'c1', '1001'))
    console.person.step({ kind: 'out' })
    await console.asks({ kind: 'wanted', username: '5001@sim.example', why: { code: 'signInNeeded' } })
    expect([...site.backend.up]).toEqual([])
    expect(console.secrets.get('netsapiens.refreshToken')).toBeNull()
    await console.eventually(() => expect(site.simulator.requests()).toContain('DELETE /ns-api/v2/jwt'))
    expect(console.floor()).toEqual({ agents: {}, calls: {}, queues: {} })
    expect(console.connector.lineAccount()).toBeNull()
    await console.enters(account.password)
    await console.becomes('live')
    expect(Object.keys(console.floor().agents)).toEqual(['1001', '1002'])
  })

  it('cannot answer a question nobody asks any more', async () => {
    const console = withPerson()
    const { askId } = await console.asks({ kind: 'wanted' })
    const late = { kind: 'password', askId: askId - 1, username: 'x', password: 'y' } as const
    expect(console.person.step(late)).toMatchObject({ ok: false, error: { code: 'badRequest' } })
    expect(console.person.step({ kind: 'code', askId, code: '1' })).toMatchObject({ ok: false })
    expect(tokenPosts(site)).toEqual([])
  })
})
