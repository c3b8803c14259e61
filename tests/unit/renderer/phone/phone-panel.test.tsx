// The phone: whom to call by number, name or paste, what becomes of a monitor for it, and passing a call on.
// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createStore } from 'zustand/vanilla'
import type { Floor } from '#contract/floor.ts'
import type { RecentCall } from '#contract/phone/recent-calls.ts'
import { FloorContext } from '#renderer/floor/floor-store.ts'
import { noLine } from '#renderer/line/line.ts'
import { peopleFor } from '#renderer/phone/people.ts'
import { type PanelProps, PhonePanel } from '#renderer/phone/phone-panel.tsx'
import { fakeClock } from '../../../fakes/fake-clock.ts'
import { fakeDesk } from '../../../fakes/fake-desk.ts'
import { invite } from '../../../fakes/fake-line.ts'
import { anAgent, floorWith } from '../../../fakes/floors.ts'
import { FakeAudio } from '../line/fake-audio.ts'
import { aPhoneDesk, button, stage } from '../line/stage.tsx'

beforeEach(() => {
  FakeAudio.install()
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

const recent = (name: string | null, number: string, how: RecentCall['how'], at: number): RecentCall => ({
  other: { name, number },
  how,
  at,
  isSeen: true,
})

function opened(at: string | null = null, floor: Floor | null = null, parts: Partial<PanelProps> = {}) {
  const saved: unknown[] = []
  const panel = stage(
    <FloorContext value={createStore(() => ({ floor }))}>
      <PhonePanel {...aPhoneDesk()} {...parts} doNotDisturb={false} save={(change) => saved.push(change)} />
    </FloorContext>,
  )
  panel.set({ line: { ...noLine, registration: { kind: 'registered' } } })
  panel.open('phone', at)
  return { ...panel, saved, field: () => screen.getByRole('textbox', { name: 'Number or name' }) }
}

/** What the hand does next is so many ms later. */
function timeOfHands(): (ms: number) => void {
  let at = 1000
  vi.spyOn(Event.prototype, 'timeStamp', 'get').mockImplementation(() => at)
  return (ms) => {
    at += ms
  }
}

it('takes of a page that is pasted by mistake no more than a name or a number has', async () => {
  const { field } = opened()
  await userEvent.setup().click(field())
  await userEvent.paste('5 '.repeat(50_000))
  expect(field()).toHaveProperty('value.length', 200)
})

describe('the phone of somebody who is no agent', () => {
  const agents = floorWith([], [anAgent('1001')])

  it('is asked about once the number is typed, again while it stands there, and not any more with another', async () => {
    const clock = fakeClock()
    const fake = fakeDesk()
    fake.answers.phoneState = () => 'onCall'
    const { user, field } = opened(null, agents, { clock, desk: fake.desk })
    await user.type(field(), '20')
    await clock.advance(299)
    await user.type(field(), '01')
    expect(fake.inputs('phoneState')).toEqual([])
    await clock.advance(300)
    expect(fake.inputs('phoneState')).toEqual([{ number: '2001' }])
    expect((await screen.findByRole('status')).textContent).toBe('2001 On a call')
    fake.answers.phoneState = () => 'available'
    await clock.advance(3_000)
    await waitFor(() => expect(screen.getByRole('status').textContent).toBe('2001 Available'))
    await user.type(field(), '9')
    expect(screen.getByRole('status').textContent).toBe('')
    fake.answers.phoneState = () => {
      throw new Error('the desk is gone')
    }
    await clock.advance(300)
    expect(screen.getByRole('status').textContent).toBe('')
    expect(fake.inputs('phoneState').at(-1)).toEqual({ number: '20019' })
  })

  it('is not asked about again where the PBX tells nothing of it, but is where the desk was not reached, and with another number', async () => {
    const clock = fakeClock()
    const fake = fakeDesk()
    fake.answers.phoneState = () => {
      throw new Error('the desk is gone')
    }
    const { user, field } = opened(null, agents, { clock, desk: fake.desk })
    await user.type(field(), '2001')
    await clock.advance(300)
    fake.answers.phoneState = () => null
    await clock.advance(3_000)
    const asked = fake.inputs('phoneState').length
    expect(asked).toBe(2)
    await clock.advance(30_000)
    expect(fake.inputs('phoneState')).toHaveLength(asked)
    await user.type(field(), '9')
    await clock.advance(300)
    expect(fake.inputs('phoneState')).toHaveLength(asked + 1)
  })

  it('that is an agent’s, outside, or no number is not asked about, and nothing is with the phone closed', async () => {
    const clock = fakeClock()
    const fake = fakeDesk()
    const { user, field, open } = opened(null, agents, { clock, desk: fake.desk })
    for (const typed of ['1001', '1', 'Ada']) {
      await user.clear(field())
      await user.type(field(), typed)
      await clock.advance(3_000)
    }
    await user.clear(field())
    await user.type(field(), '2001')
    open(null)
    await clock.advance(10_000)
    expect(fake.inputs('phoneState')).toEqual([])
  })
})

describe('to call somebody', () => {
  it('a number is typed or pasted as people write it', async () => {
    const { user, field, done } = opened()
    await user.type(field(), '+1 (555) 123-4{Enter}')
    expect(done).toEqual(['dial +15551234 null'])
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('what is no number is said to be none, and nobody is called', async () => {
    const { user, field, done } = opened()
    await user.type(field(), 'nobody at all{Enter}')
    expect(screen.getByRole('alert').textContent).toBe('That isn’t a number.')
    expect(done).toEqual([])
  })

  it('the keys of the telephone write, and the last one is erased', async () => {
    const { user, done } = opened()
    for (const key of ['1', '2', '0']) await user.click(screen.getByRole('button', { name: new RegExp(`^${key}`) }))
    await user.click(button('Erase last character'))
    await user.click(button('Call'))
    expect(done).toEqual(['dial 12 null'])
  })

  it('while somebody is listened to, it asks what becomes of that, and Enter alone does nothing', async () => {
    const { user, field, done, monitor } = opened()
    monitor({ monitor: { phase: 'asking' } as never })
    await user.type(field(), '1001{Enter}')
    expect(done).toEqual([])
    await user.click(button('Pause listening and call'))
    expect(done).toEqual(['dial 1001 monitorRests'])
  })

  it('whom one has called or missed stands there before anything is typed', async () => {
    const { user, done, calls } = opened()
    calls({ recent: [recent('Ada', '1001', 'missed', 2), recent('Ben', '1002', 'dialled', 1)] })
    await user.click(screen.getByRole('button', { name: /Ada/ }))
    await user.click(button('Call'))
    expect(done).toEqual(['dial 1001 null'])
  })

  it('Enter in the empty field brings back whom one called last, and calls them only at the next', async () => {
    const { user, field, done, calls } = opened()
    const passes = timeOfHands()
    calls({ recent: [recent('Ada', '1001', 'missed', 2), recent('Ben', '1002', 'dialled', 1)] })
    await user.type(field(), '{Enter}')
    expect([(field() as HTMLInputElement).value, done]).toEqual(['Ben', []])
    passes(499)
    await user.keyboard('{Enter}')
    expect(done).toEqual([])
    passes(1)
    await user.keyboard('{Enter}')
    expect(done).toEqual(['dial 1002 null'])
  })

  it('Enter that stays down in the empty field calls nobody', async () => {
    const { user, field, done, calls } = opened()
    const passes = timeOfHands()
    calls({ recent: [recent('Ben', '1002', 'dialled', 1)] })
    await user.type(field(), '{Enter>}')
    passes(600)
    // What its default would be: the form is sent.
    expect(fireEvent.keyDown(field(), { key: 'Enter', code: 'Enter', repeat: true })).toBe(false)
    expect(done).toEqual([])
  })

  it('Enter after a name brings whom it found first, and calls them only at the next', async () => {
    const { user, field, done } = opened(null, floorWith([], [anAgent('1003', { name: 'Carla Mendes' })]))
    const passes = timeOfHands()
    await user.type(field(), 'mend{Enter}')
    expect([(field() as HTMLInputElement).value, done]).toEqual(['Carla Mendes', []])
    passes(500)
    await user.keyboard('{Enter}')
    expect(done).toEqual(['dial 1003 null'])
  })

  it('the list holds each once, with the last call, and is forgotten when that is wished', async () => {
    const { user, calls } = opened()
    calls({
      recent: [
        recent('Ada', '1001', 'answered', 3),
        recent('Ada', '1001', 'dialled', 2),
        recent(null, '', 'missed', 1),
        recent('Ben', '1002', 'dialled', 0),
      ],
    })
    const rows = screen.getAllByRole('listitem').map(({ textContent }) => textContent)
    expect(rows.map((row) => row?.replace(/, .*/, ''))).toEqual(['Ada1001Answered', 'Ben1002Dialed'])
    await user.click(button('Clear recent calls'))
    expect(screen.queryAllByRole('listitem')).toEqual([])
  })
})

it('a link clicked elsewhere stands in the field, and is called only when that is pressed', async () => {
  const { user, field, done } = opened('tel:+49-30-123456')
  expect([(field() as HTMLInputElement).value, done]).toEqual(['tel:+49-30-123456', []])
  await user.click(button('Call'))
  expect(done).toEqual(['dial +4930123456 null'])
})

it('a call is passed on to a number', async () => {
  const panel = opened('a')
  panel.with({ call: { kind: 'talking', invite: invite('a', {}, '777'), up: true, held: false, muted: false } })
  expect(screen.getByRole('dialog', { name: 'Transfer 777' })).toBeTruthy()
  await panel.user.type(panel.field(), '1003{Enter}')
  expect(panel.done).toEqual(['transfer a 1003'])
})

it('do not disturb is a setting of the person', async () => {
  const { user, saved } = opened()
  await user.click(screen.getByRole('switch', { name: 'Do not disturb' }))
  expect(saved).toEqual([{ line: { doNotDisturb: true } }])
})

it('the mailbox is in sight where the PBX tells of one, and called where the site names it', async () => {
  const { user, calls, done } = opened()
  expect(screen.queryByText(/voicemail/)).toBeNull()
  calls({
    voicemail: { waiting: true, count: 2 },
    site: { allowed: true, voicemail: '*97', conference: null, echo: null },
  })
  expect(screen.getByText('You have 2 new voicemails')).toBeTruthy()
  await user.click(button('Call voicemail'))
  expect(done).toEqual(['dial *97 null'])
})

describe('people', () => {
  const agent = (id: string, name: string, kind: 'available' | 'onCall' | 'loggedOut') => ({
    id,
    name,
    extension: id,
    presence: { kind },
    since: 0,
    queues: [],
    callId: null,
  })
  const floor = {
    agents: {
      1001: agent('1001', 'Älva Berg', 'loggedOut'),
      1002: agent('1002', 'Alva Cole', 'onCall'),
      1003: agent('1003', 'Alva Dunn', 'available'),
    },
    calls: {},
    queues: {},
  }
  it('are found by name and number; who can answer comes first, and nobody is offered to call themselves', () => {
    expect(peopleFor(floor, 'alva', null).map(({ id }) => id)).toEqual(['1003', '1002', '1001'])
    expect(peopleFor(floor, '1002', null).map(({ id }) => id)).toEqual(['1002'])
    expect(peopleFor(floor, 'alva', '1003').map(({ id }) => id)).toEqual(['1002', '1001'])
    expect(peopleFor(floor, ' ', null)).toEqual([])
  })
})
