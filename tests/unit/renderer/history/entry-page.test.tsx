// @vitest-environment jsdom
// A call of the history that is opened, noted afterwards, and followed to its agent.
import { cleanup, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, it, onTestFinished } from 'vitest'
import type { HistoryEntry } from '#contract/history.ts'
import { err, ok } from '#contract/result.ts'
import { HistoryView } from '#renderer/history/history-view.tsx'
import { en as words } from '#renderer/words/en/en.ts'
import { stageConsole } from '../../../fakes/console-stage.tsx'
import { fakeDesk } from '../../../fakes/fake-desk.ts'
import { anAgent, floorWith } from '../../../fakes/floors.ts'
import { aHello } from '../floor/hello.ts'

afterEach(cleanup)

const say = words.history.entry
const entry: HistoryEntry = {
  seq: 1,
  hash: 'f',
  later: [],
  scores: [],
  tagsOf: 'call',
  record: {
    kind: 'call',
    id: 'm-1',
    monitorId: 'm',
    site: 's',
    supervisor: { name: 'Sue', extension: '5001' },
    why: 'help',
    askedAt: 0,
    attachedAt: 1000,
    endedAt: 43_000,
    call: {
      callId: 'c1',
      at: 1000,
      until: 43_000,
      by: 'listen',
      queue: null,
      agent: { id: '1', name: 'Ana', extension: '1' },
      other: { name: 'Ada Byron', number: '+15550100', onNet: false },
    },
    modes: [{ mode: 'join', at: 2000, asked: true }],
    unsure: [],
    refusals: [],
    notes: [{ at: 3000, text: 'friendly' }],
    tags: ['Praise'],
    end: 'asked',
  },
}

function show(now = () => 50_000) {
  const desk = fakeDesk()
  desk.answers.listHistory = () => ({ entries: [entry], acts: [], found: 1, before: null, unsaved: 0 })
  desk.answers.addNote = () => ok(null)
  const floor = floorWith([], [anAgent('1', { name: 'Ana', presence: { kind: 'paused', reason: 'lunch' } })])
  const { inside, stop } = stageConsole({ desk, hello: aHello(), floor })
  onTestFinished(stop)
  render(inside(<HistoryView desk={desk.desk} now={now} />))
  return { desk, user: userEvent.setup() }
}
const opener = () => screen.findAllByRole('button', { name: say.open('Ana and Ada Byron') })

it('is opened by keyboard, says all of it, and gives the focus back', async () => {
  const { user } = show()
  const [row] = await opener()
  row?.focus()
  await user.keyboard('{Enter}')
  expect(screen.getByRole('heading', { name: 'Ana and Ada Byron' })).toBeTruthy()
  for (const text of ['Sue', 'Request for help', '0:42', 'Praise']) expect(screen.getAllByText(text)).not.toEqual([])
  expect(screen.getAllByText(/Joined at/)).not.toEqual([])
  expect(document.activeElement?.textContent).toContain(say.back)
  await user.keyboard('{Enter}')
  expect(await opener()).toContain(document.activeElement)
})

it('takes a note afterwards, with who wrote it; one that was not kept stays in the field', async () => {
  const { desk, user } = show()
  await user.click((await opener())[0] ?? document.body)
  const field = screen.getByRole<HTMLInputElement>('textbox', { name: say.write })
  desk.answers.addNote = () => err({ code: 'notInHistory' })
  await user.type(field, 'call her back{Enter}')
  expect((await screen.findByRole('alert')).textContent).toBe(words.errors.notInHistory)
  expect(field.value).toBe('call her back')
  desk.answers.addNote = () => ok(null)
  await user.click(screen.getByRole('button', { name: say.save }))
  const notes = within(screen.getByRole('list', { name: say.notes }))
  expect(await notes.findByText(/call her back/)).toBeTruthy()
  expect(desk.inputs('addNote').at(-1)).toEqual({ id: 'm-1', text: 'call her back' })
  expect(field.value).toBe('')
})

it('leads to the day of its agent: what they do now, and their calls', async () => {
  const { desk, user } = show()
  await user.click((await opener())[0] ?? document.body)
  const day = within(screen.getByRole('region', { name: say.agentToday('Ana') }))
  expect(day.getByText(words.floor.pausedFor(words.floor.presence.paused, 'lunch'))).toBeTruthy()
  expect(await day.findByText('friendly', { exact: false })).toBeTruthy()
  const from = new Date(50_000).setHours(0, 0, 0, 0)
  expect(desk.inputs('listHistory').at(-1)?.filter).toMatchObject({ agentId: '1', from })
})

it('“today” is the new day once midnight has passed with the history open', async () => {
  let at = new Date(2026, 10, 27, 23, 50).getTime()
  const { desk, user } = show(() => at)
  await user.selectOptions(await screen.findByLabelText(words.history.since), 'day')
  expect(desk.inputs('listHistory').at(-1)?.filter.from).toBe(new Date(2026, 10, 27).getTime())
  at = new Date(2026, 10, 28, 0, 10).getTime()
  await user.click((await opener())[0] ?? document.body)
  await user.click(await screen.findByRole('button', { name: say.back }))
  await opener()
  expect(desk.inputs('listHistory').at(-1)?.filter.from).toBe(new Date(2026, 10, 28).getTime())
})
