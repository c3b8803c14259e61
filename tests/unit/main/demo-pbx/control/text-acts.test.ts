// Texts a console sends to agents of the demo floor: to phones where there are some, to all of a queue, and whom it missed.
import { expect, it } from 'vitest'
import { textTable } from '#main/demo-pbx/control/text-acts.ts'
import { openFloor } from '#main/demo-pbx/scenario/opening.ts'
import { fakeTelephony } from '../../../../fakes/fake-telephony.ts'

function stage() {
  const world = openFloor({ now: 0, seed: 7, speed: 1 })
  const telephony = fakeTelephony()
  const table = textTable({ world: () => world, telephony })
  const there = Object.values(world.agents).filter(({ status }) => status !== 'logged-out' && status !== 'unregistered')
  const [agent] = there
  if (!agent) throw new Error('nobody is there')
  const queue = agent.queues[0] ?? ''
  const from = { line: '5001', name: 'Sue' }
  return {
    telephony,
    agent,
    queue,
    there: there.filter(({ queues }) => queues.includes(queue)),
    say: (to: string, text = 'Slow down') => table.get('agent.text')?.({ agent: to, text, from, act: 'x' }),
    tell: () => table.get('queue.text')?.({ queue, text: 'Meeting', from }),
  }
}

it('goes to the agent’s phone where one is registered, and fails where it refuses', async () => {
  const { telephony, agent, say } = stage()
  expect(await say(agent.ext)).toMatchObject({ ok: true })
  expect(telephony.texts).toEqual([])
  telephony.register(agent.ext)
  expect(await say(agent.ext)).toMatchObject({ ok: true })
  expect(telephony.texts).toEqual([{ line: agent.ext, fromUser: '5001', fromName: 'Sue', text: 'Slow down' }])
  telephony.answersTexts = 480
  expect(await say(agent.ext)).toMatchObject({ ok: false, error: { code: 'refused' } })
  expect(await say('none')).toMatchObject({ ok: false, error: { code: 'bad-params' } })
})

it('goes to all of a queue once, and says that none took it', async () => {
  const { telephony, there, tell } = stage()
  for (const { ext } of there) telephony.register(ext)
  expect(await tell()).toMatchObject({ ok: true })
  expect(telephony.texts.map(({ line }) => line).sort()).toEqual(there.map(({ ext }) => ext).sort())
  telephony.answersTexts = 603
  expect(await tell()).toMatchObject({ ok: false, error: { text: expect.stringMatching(/^No phone /) } })
})

it('names whom of a queue it missed, where others have it', async () => {
  const { telephony, there, tell } = stage()
  telephony.register(there[0]?.ext ?? '')
  telephony.answersTexts = 603
  expect(await tell()).toMatchObject({
    ok: false,
    error: { text: `Not delivered to ${there[0]?.ext}; to all others it was.` },
  })
})
