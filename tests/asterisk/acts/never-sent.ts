// A hole that no sequence number and no timestamp tells of: the sender was silent, and went on as another stream.

/** So many frames on each side of it: one of them at least came in time, however busy this machine is. */
export const SAMPLE = 10
export const FRAME_MS = 20

/**
 * `arrivals`: when each frame came, in ms. By how many frames the stream fell behind its own pace: where the sender numbers
 * anew (another SSRC, as when a call changes its bridge), no number tells of a hole. Another sender's frames come up to one
 * frame later by themselves.
 */
export function neverSent(arrivals: readonly number[]): number {
  const delays = arrivals.map((at, frame) => at - frame * FRAME_MS)
  const [before, after] = [delays.slice(0, SAMPLE), delays.slice(-SAMPLE)].map((some) => Math.min(...some))
  return Math.max(0, Math.floor(((after ?? 0) - (before ?? 0)) / FRAME_MS) - 1)
}
