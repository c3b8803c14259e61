// A colleague's phone that is no agent's: its hint is asked for, and nothing is told of agents, of strangers, or where two companies share the number.
import { expect, it } from 'vitest'
import { deskFailure } from '#contract/errors.ts'
import { err, ok } from '#contract/result.ts'
import { phoneStateOf } from '#main/pbx/asterisk/picking/phone-state.ts'
import { anAgent, floorWith } from '../../../../../fakes/floors.ts'

type Told = Readonly<Record<string, readonly [hint: string, status: string]>>

async function asked(number: string, told: Told, hints: readonly string[] = Object.keys(told)) {
  const names: string[] = []
  const state = await phoneStateOf(number, {
    feed: {
      action: async (name, fields = []) => {
        const { Exten, Context } = Object.fromEntries(fields)
        names.push(`${name} ${Exten}@${Context}`)
        const [Hint, Status] = told[`${Exten}@${Context}`] ?? ['', '-1']
        return ok({ head: { Hint, Status }, rows: [] })
      },
    },
    floor: () => floorWith([], [anAgent('1001')]),
    hints: () => hints,
  })
  return { state, names }
}

it.each([
  ['0', 'available'],
  ['1', 'onCall'],
  ['2', 'busy'],
  ['4', 'unregistered'],
  ['8', 'ringing'],
  ['9', 'onCall'],
  ['16', 'onHold'],
  ['17', 'onHold'],
  ['-1', null],
  ['-2', null],
  ['', null],
  ['soon', null],
])('state %s is %s', async (status, state) => {
  expect((await asked('2001', { '2001@local': ['PJSIP/2001', status] })).state).toBe(state)
})

it('an agent is not asked about: whoever may see them sees them on the floor', async () => {
  expect(await asked('1001', { '1001@local': ['PJSIP/1001', '1'] })).toEqual({ state: null, names: [] })
})

it('a number that only a pattern stands for is asked for in its context; one nobody has a hint for is not asked for', async () => {
  const told: Told = { '2001@local': ['PJSIP/2001', '1'] }
  expect(await asked('2001', told, ['_2XXX@local', '3000@other'])).toEqual({
    state: 'onCall',
    names: ['ExtensionState 2001@local'],
  })
  expect(await asked('4711', told, ['2001@local'])).toEqual({ state: null, names: [] })
})

it('a number of two companies is nobody’s; the same phone by two contexts is one', async () => {
  const two: Told = { '2001@red': ['PJSIP/red-2001', '0'], '2001@blue': ['PJSIP/blue-2001', '1'] }
  expect((await asked('2001', two)).state).toBeNull()
  const one: Told = { '2001@red': ['PJSIP/2001', '1'], '2001@blue': ['PJSIP/2001', '1'] }
  expect((await asked('2001', one)).state).toBe('onCall')
})

it('nothing is told where one of two answers is lost: the other company’s may be meant', async () => {
  const state = await phoneStateOf('2001', {
    feed: {
      action: async (_name, fields = []) =>
        Object.fromEntries(fields).Context === 'red'
          ? ok({ head: { Hint: 'PJSIP/red-2001', Status: '0' }, rows: [] })
          : err(deskFailure('pbxUnreachable')),
    },
    floor: () => floorWith([], [anAgent('1001')]),
    hints: () => ['2001@red', '2001@blue'],
  })
  expect(state).toBeNull()
})
