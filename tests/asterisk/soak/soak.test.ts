// A short soak on the real Asterisk: `npm run soak -- asterisk` for as long as one likes.
import { expect, it } from 'vitest'
import { soakAsterisk } from '../../soak/asterisk/soak-asterisk.ts'
import { failureText, runSoak } from '../../soak/soak-run.ts'

const seed = Math.floor(Math.random() * 1e9)

it(`the floor is as the PBX has it through random life (seed ${seed})`, { timeout: 180_000 }, async () => {
  const soak = await soakAsterisk({ seed, most: 30, record: null, cuts: false })
  try {
    const { looks, failures, left } = await runSoak(soak, 0.75, () => undefined)
    expect(failures.map(failureText)).toEqual([])
    expect(left).toEqual([])
    expect(looks).toBeGreaterThan(20)
  } finally {
    await soak.close()
  }
})
