// A menu: what the keys of a phone lead to.
import type { Frame, SipCall } from '../kit/telephony.ts'
import type { Machine } from '../mixer/scene.ts'
import { beeps, createPlaylist } from './playlist.ts'

type MenuParts = {
  /** What is announced, frame by frame. */
  readonly announcement: (n: number) => Frame
  /** To somebody of the floor; false: nobody is free. */
  readonly toSomebody: () => boolean
}

/** Ticks between one prompt and the next. */
const AGAIN_TICKS = 250
const prompt = beeps([520, 660, 780])
const notPossible = beeps([300, 300])

/** 1: an announcement · 2: an echo · 0: whoever of the agents is free · any other key: two low beeps. */
export function createMenu(call: SipCall, { announcement, toSomebody }: MenuParts): Machine {
  const sounds = createPlaylist()
  let doing: 'asking' | 'announcing' | 'echoing' | 'left' = 'asking'
  let n = 0
  sounds.play(prompt)
  call.onDigit(({ digit }) => {
    if (doing === 'left') return
    n = 0
    doing = digit === '1' ? 'announcing' : digit === '2' ? 'echoing' : 'asking'
    if (digit === '0' && toSomebody()) doing = 'left'
    sounds.play(doing === 'asking' ? notPossible : [])
  })
  return (spoken) => {
    n += 1
    switch (doing) {
      case 'asking':
        if (n % AGAIN_TICKS === 0) sounds.play(prompt)
        return sounds.next()
      case 'announcing':
        return announcement(n)
      case 'echoing':
        return spoken
      case 'left':
        return null
    }
  }
}
