import { expect, it } from 'vitest'
import { type HushChannel, hushBeside } from '#renderer/desk/hush-beside.ts'
import { fakeDesk } from '../../../fakes/fake-desk.ts'

/** Two pages of one origin, each with a desk that has not answered yet. */
function pages() {
  const channels: HushChannel[] = []
  const page = () => {
    const channel: HushChannel = {
      onmessage: null,
      postMessage: () => {
        for (const other of channels)
          if (other !== channel) other.onmessage?.(new MessageEvent('message', { data: null }))
      },
    }
    channels.push(channel)
    const fake = fakeDesk()
    const hushed: null[] = []
    const desk = hushBeside(fake.desk, channel)
    return { fake, desk, hushed, stop: desk.on('hush', (payload) => hushed.push(payload)) }
  }
  return { wall: page(), console: page() }
}

it('tells the windows beside before the desk has said anything, and asks the desk all the same', () => {
  const { wall, console } = pages()
  void wall.desk.request('hush', null)
  expect(console.hushed).toEqual([null])
  expect(wall.hushed).toEqual([])
  expect(wall.fake.inputs('hush')).toEqual([null])
})

it('hears the desk as well, for windows of another origin', () => {
  const { console } = pages()
  console.fake.say('hush', null)
  expect(console.hushed).toEqual([null])
})

it('tells no other request, and nobody who has left', () => {
  const { wall, console } = pages()
  void wall.desk.request('ping', null)
  expect(console.hushed).toEqual([])
  console.stop()
  void wall.desk.request('hush', null)
  console.fake.say('hush', null)
  expect(console.hushed).toEqual([])
})
