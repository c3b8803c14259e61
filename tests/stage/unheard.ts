// Two ears of the demo PBX laid beside each other, frame by frame: where one spoke and the other heard nobody.
import type { Recording } from './operator.ts'

const WAV_HEAD = 44
const FRAME_BYTES = 320
/** As the demo PBX has it: a frame below -60 dBFS is a gap. */
const QUIET = 10 ** (-60 / 20) * 32_768

/** The longest run of frames in which `ear` heard nobody though `mouth` spoke. */
export function longestUnheard(ear: Recording, mouth: Recording): number {
  const [heard, spoken] = [loudness(ear), loudness(mouth)]
  let [longest, run] = [0, 0]
  for (const [at, level] of heard.entries()) {
    const isSpoken = (spoken[at + ear.firstFrame - mouth.firstFrame] ?? 0) >= QUIET
    // What was not spoken says nothing: a run goes on over it.
    if (level >= QUIET) run = 0
    else if (isSpoken) run += 1
    longest = Math.max(longest, run)
  }
  return longest
}

function loudness({ wav, frames }: Recording): readonly number[] {
  const bytes = Buffer.from(wav, 'base64')
  return Array.from({ length: frames }, (_, frame) => {
    let sum = 0
    for (let at = 0; at < FRAME_BYTES; at += 2) sum += bytes.readInt16LE(WAV_HEAD + frame * FRAME_BYTES + at) ** 2
    return Math.sqrt(sum / (FRAME_BYTES / 2))
  })
}
