// How much is written down in a minute: a page that never stops asking must not fill the disk.

/** Whether one more at this time (epoch ms) is within so many a minute. */
export function atMost(each: number): (at: number) => boolean {
  let [from, count] = [Number.NEGATIVE_INFINITY, 0]
  return (at) => {
    // A clock that was set back begins another minute.
    if (Math.abs(at - from) >= 60_000) [from, count] = [at, 0]
    count += 1
    return count <= each
  }
}
