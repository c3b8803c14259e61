// Voicemail of the lines: messages are left by one number, heard and deleted by another, and the lamp follows.
import type { Frame, Mailbox, SipCall } from '../kit/telephony.ts'
import type { Machine } from '../mixer/scene.ts'
import { SILENCE } from '../mixer/sum.ts'
import { beeps, createPlaylist } from './playlist.ts'

export type Mailboxes = {
  /** Records until the phone hangs up or presses #. */
  leaveMessage(call: SipCall, line: string): Machine
  /** Plays what there is, the new ones first: 7 deletes, # goes on, 1 begins again. */
  hearMessages(call: SipCall, line: string): Machine
}

type Message = { readonly frames: readonly Frame[]; heard: boolean }

const MOST_FRAMES = 30 * 50
const MOST_MESSAGES = 10
const LEAST_FRAMES = 25
const speakNow = beeps([800], 240)
const nextOne = beeps([800], 120)
const deleted = beeps([600, 400])
const noMore = beeps([400, 400])

export function createMailboxes(tell: (line: string, mailbox: Mailbox) => void): Mailboxes {
  const boxes = new Map<string, readonly Message[]>()
  const boxOf = (line: string): readonly Message[] => boxes.get(line) ?? []
  const put = (line: string, messages: readonly Message[]): void => {
    boxes.set(line, messages)
    const fresh = messages.filter(({ heard }) => !heard).length
    tell(line, { fresh, kept: messages.length - fresh })
  }

  const leaveMessage: Mailboxes['leaveMessage'] = (call, line) => {
    const sounds = createPlaylist()
    const frames: Frame[] = []
    let isRecording = false
    const end = (): void => {
      isRecording = false
      sounds.play(noMore, () => call.end())
    }
    sounds.play(speakNow, () => {
      isRecording = true
    })
    call.onDigit(({ digit }) => digit === '#' && isRecording && end())
    call.onEnded(() => {
      const isMessage = frames.length >= LEAST_FRAMES && boxOf(line).length < MOST_MESSAGES
      if (isMessage) put(line, [...boxOf(line), { frames, heard: false }])
    })
    return (spoken) => {
      if (isRecording) frames.push(spoken ?? SILENCE)
      if (frames.length === MOST_FRAMES && isRecording) end()
      return sounds.next()
    }
  }

  const hearMessages: Mailboxes['hearMessages'] = (call, line) => {
    const sounds = createPlaylist()
    let left = [...boxOf(line)].sort((one, other) => Number(one.heard) - Number(other.heard))
    const begin = (before: readonly Frame[]): void => {
      const [message] = left
      if (message) sounds.play([...before, ...nextOne, ...message.frames], done)
      else sounds.play([...before, ...noMore], () => call.end())
    }
    const done = (): void => {
      const [message] = left
      if (message && !message.heard) {
        message.heard = true
        put(line, boxOf(line))
      }
      left = left.slice(1)
      begin([])
    }
    call.onDigit(({ digit }) => {
      const [message] = left
      if (!message) return
      if (digit === '1') begin([])
      if (digit === '#') done()
      if (digit !== '7') return
      put(
        line,
        boxOf(line).filter((one) => one !== message),
      )
      left = left.slice(1)
      begin(deleted)
    })
    begin([])
    return () => sounds.next()
  }
  return { leaveMessage, hearMessages }
}
