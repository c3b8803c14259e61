// Mistakes as administrators make them, one at a time, and what check-site has to say of each.
import { ofConnection } from './connection.ts'
import { ofEndpoint } from './endpoint.ts'
import { ofDialplan, ofManager } from './manager.ts'
import type { Mistake } from './mistake.ts'
import { ofContext, ofModules, ofStart } from './modules.ts'
import { ofAri, ofServer } from './server.ts'
import { ofSite } from './site.ts'

export const mistakes: readonly Mistake[] = [
  ...ofManager,
  ...ofDialplan,
  ...ofServer,
  ...ofAri,
  ...ofModules,
  ...ofEndpoint,
  ...ofContext,
  ...ofSite,
  ...ofStart,
  ...ofConnection,
]
