// The set-up as the desk has it: made elsewhere, or absent.
import { deskFailure } from '#contract/errors.ts'
import type { HandlersOf, Hello, setupRequests } from '#contract/ipc.ts'
import { err } from '#contract/result.ts'
import { Refused } from './guarded.ts'

export type DeskSetup = {
  readonly hello: () => Hello['setup']
  readonly handlers: HandlersOf<typeof setupRequests>
}

const notHere = deskFailure('setBySite')

/** Where the site cannot be set up. */
export const noSetup: DeskSetup = {
  hello: () => ({ door: 'closed', wanted: [], asked: [] }),
  handlers: {
    setup: async () => {
      throw new Refused(notHere)
    },
    checkSetup: async () => err(notHere),
    finishSetup: async () => err(notHere),
    giveSecrets: async () => err(notHere),
    listSettings: async () => ({ rows: [], troubles: [] }),
    exportSettings: async () => '{}\n',
    importSettings: async () => err(notHere),
  },
}
