// A method of monitoring that does at once whatever it is asked for.
import { ok } from '#contract/result.ts'
import type { SpyMethod } from '#main/pbx/kit/spy-method.ts'

export const spyMethod = (name: SpyMethod['name'] = 'ari'): SpyMethod => ({
  name,
  lending: null,
  switching: ['api'],
  canSwitch: [],
  open: async () => ok(null),
  spy: async () => ({ kind: 'inForce' }),
  digits: async () => null,
  unspy: async () => undefined,
  drop: async () => undefined,
  renew: async () => undefined,
  resync: async () => undefined,
})
