// The rights of a site that names neither people nor rules.
import { settings } from '#contract/settings.ts'
import { type RightsNow, rightsNow } from '#main/rights/rights-now.ts'

export const rightsOfAnybody: RightsNow = rightsNow(settings.parse({}), { kind: 'anybody' }, null)
