// What a lane's monitors have on the PBX, read at Asterisk's own command line: neither by AMI nor by ARI.
import type { AsteriskServer } from '../asterisk/asterisk-server.ts'

/** One look serves every lane that asks for it at the same time. */
export function leftoverReader(pbx: AsteriskServer) {
  let looking: Promise<readonly string[]> | null = null
  const look = async (): Promise<readonly string[]> => {
    const [channels, bridges] = [await pbx.cli('core show channels concise'), await pbx.cli('bridge show all')]
    looking = null
    return [...channels.split('\n'), ...bridges.split('\n')]
  }
  /** `ours`: how our ids begin; `line`: the channels of our phone. */
  return async (ours: string, line: string): Promise<readonly string[]> => {
    // A look that is under way may have begun before what is asked about.
    await looking
    looking ??= look()
    const rows = await looking
    return rows.filter((row) => row.includes(ours) || row.startsWith(line)).map((row) => row.trim())
  }
}
