// A log that a client cannot flood: a few lines a second, then only their number.
export function quietLog(log: (text: string) => void, now: () => number, mostASecond = 5): (text: string) => void {
  let second = 0
  let lines = 0
  return (text) => {
    const current = Math.floor(now() / 1000)
    if (current !== second) {
      if (lines > mostASecond) log(`(${lines - mostASecond} more lines were left out)`)
      second = current
      lines = 0
    }
    lines += 1
    if (lines <= mostASecond) log(text)
  }
}
