// A speaker for tests in which nothing is to be heard.
import type { Speaker } from '#renderer/line/browser-audio.ts'

export const quietSpeaker: Speaker = {
  play: () => {},
  silence: () => {},
  choose: () => {},
  insist: () => {},
  onState: () => () => {},
  setVolume: () => {},
}
