import { describe, expect, it } from 'vitest'
import { createEnding, END_WAIT_MS } from '#main/shell/browser/ending.ts'
import { fakeClock } from '../../../../fakes/fake-clock.ts'

function program(close: () => Promise<unknown> = async () => {}) {
  const clock = fakeClock()
  const codes: number[] = []
  const lines: string[] = []
  let closed = 0
  const ending = createEnding({
    close: () => {
      closed += 1
      return close()
    },
    exit: (code) => codes.push(code),
    clock,
    log: (level, text) => lines.push(`${level} ${text}`),
  })
  return { ...ending, clock, codes, lines, closed: () => closed }
}
const settled = () => new Promise<void>((done) => setImmediate(done))
const never = () => new Promise(() => {})

describe('the end of the console', () => {
  it('comes once, whoever asks and how often', async () => {
    const { asked, codes, closed } = program()
    for (let n = 0; n < 3; n++) asked()
    await settled()
    expect([closed(), codes]).toEqual([1, [0]])
  })

  it('does not wait for ever for what hangs', () => {
    const { asked, codes, clock, lines } = program(never)
    asked()
    clock.pass(END_WAIT_MS - 1)
    expect(codes).toEqual([])
    clock.pass(1)
    expect(codes).toEqual([1])
    expect(lines.join()).toContain('not all has ended')
  })

  it('comes at once when it is interrupted a second time', () => {
    const { interrupted, codes } = program(never)
    interrupted()
    expect(codes).toEqual([])
    interrupted()
    expect(codes).toEqual([1])
  })

  it('ends the monitors first when a bug brings it, and says which', async () => {
    const { bug, codes, closed, lines } = program()
    bug(new TypeError('no such thing'))
    await settled()
    expect([closed(), codes]).toEqual([1, [1]])
    expect(lines[0]).toMatch(/^error a bug ends the console: TypeError: no such thing\n/)
  })

  it('says why it was not in order', async () => {
    const { asked, codes, lines } = program(() => Promise.reject(new Error('the PBX is gone')))
    asked()
    await settled()
    expect(codes).toEqual([1])
    expect(lines[0]).toContain('the PBX is gone')
  })
})
