// The line the demo PBX prints when it is ready: where it is, and the secrets to reach it.
import { z } from 'zod'
import { type DeskError, deskFailure } from '#contract/errors.ts'
import type { DemoAddress } from './link.ts'

const wsUrl = z.string().regex(/^wss?:\/\/\S+$/)
const readyLine = z.object({
  ready: z.literal(true),
  sip: wsUrl,
  control: wsUrl,
  domain: z.string().min(1),
  lines: z.array(z.object({ extension: z.string().min(1), password: z.string() })).min(1),
  consoleSecret: z.string().min(1),
})
export type ReadyLine = z.infer<typeof readyLine>

/** null when the text is not such a line. */
export function readReadyLine(text: string): ReadyLine | null {
  try {
    return readyLine.parse(JSON.parse(text))
  } catch {
    return null
  }
}

export type Supervisor = { readonly name: string; readonly extension: string }

/** The address with the supervisor's own line, or a failure when this PBX has no line of that extension. */
export function addressOf(ready: ReadyLine, supervisor: Supervisor): DemoAddress | DeskError {
  const line = ready.lines.find(({ extension }) => extension === supervisor.extension)
  if (!line) return deskFailure('pbxRefused', `the demo PBX has no line ${supervisor.extension}`)
  return {
    controlUrl: ready.control,
    secret: ready.consoleSecret,
    lineExtension: line.extension,
    line: {
      uri: `sip:${line.extension}@${ready.domain}`,
      wsUrl: ready.sip,
      authUser: line.extension,
      password: line.password,
      displayName: supervisor.name,
      iceServers: [],
    },
  }
}
