// `npm run prove -- asterisk --take-overs N`: N calls taken over in each way, from every mode, by tone; some while agent or caller hang up.
import { allMoments, menuAfterCall, momentOf, playRound, type Round } from '../../asterisk/acts/take-over-rounds.ts'
import { openCallCentre } from '../../asterisk/call-centre.ts'

/** True: no caller lost a frame or was left alone, and nothing was left on the PBX. */
export async function proveTakeOvers(times: number, only: string | null): Promise<boolean> {
  const rounds: Round[] = []
  for (const way of (['ari', 'dialplan'] as const).filter((one) => only === null || one === only)) {
    const centre = await openCallCentre({ more: menuAfterCall })
    try {
      const agent = await centre.agent('1001')
      const own = await centre.supervisor()
      const desk = await centre.console({ way })
      for (let i = 0; i < times; i++) {
        const round = await playRound({ centre, desk, agent, own }, i, momentOf(i)).catch((cause: unknown) => {
          throw new Error(`round ${i}, ${momentOf(i)}: ${String(cause)}`)
        })
        rounds.push(round)
        for (const what of round.wrong) console.log(`WRONG: ${way}, ${round.mode}, ${round.hangsUp} hangs up: ${what}`)
      }
      console.log(`\nasterisk, ${way}: ${times} take overs\n${asTable(rounds.slice(-times))}`)
    } finally {
      await centre.close()
    }
  }
  return rounds.every(({ wrong }) => wrong.length === 0)
}

function asTable(rounds: readonly Round[]): string {
  const lines = allMoments.map((who) => {
    const those = rounds.filter(({ hangsUp }) => hangsUp === who)
    const done = those.filter(({ outcome }) => outcome === 'done')
    const gap = Math.max(0, ...done.map((round) => round.gap))
    const refused = [...new Set(those.map(({ outcome }) => outcome))].filter((outcome) => outcome !== 'done')
    return [
      who,
      those.length,
      done.length,
      gap,
      those.filter(({ wrong }) => wrong.length > 0).length,
      refused.join(' '),
    ]
  })
  return [['hangs up', 'runs', 'taken over', 'longest gap', 'wrong', 'else'], ...lines]
    .map((cells) => cells.map((cell) => String(cell).padEnd(16)).join(''))
    .join('\n')
}
