// What check-site asks the PBX: values of dialplan functions by AMI (right: reporting), modules by AMI or ARI. Nothing is changed.
import { z } from 'zod'
import type { AsteriskSite } from '#contract/site-asterisk.ts'
import type { AmiClient } from '../wire/ami-client.ts'
import { type AriRest, restOf } from '../wire/ari-client.ts'

export type Asks = {
  /** Of a setting of a PJSIP endpoint as it is in force; '' where there is no such endpoint. null: it could not be asked. */
  readonly endpoint: (name: string, setting: string) => Promise<string | null>
  /** Likewise of an AOR. */
  readonly aor: (name: string, setting: string) => Promise<string | null>
  /** Of a file as it stands on the PBX, '' where it does not say; of several lines of that name the one at `index`, -1: the last. */
  readonly config: (file: string, section: string, name: string, index?: number) => Promise<string | null>
  readonly isLoaded: (module: string) => Promise<boolean | null>
  /** When this Asterisk started, by its own clock, as ARI writes it up to the second: 2026-11-27T22:09:33. */
  readonly startedAt: () => Promise<string | null>
  /** All PJSIP endpoints; null where they cannot be listed. */
  readonly endpoints: () => Promise<readonly string[] | null>
}

export async function asksOf(client: AmiClient, site: AsteriskSite): Promise<Asks & { close(): void }> {
  const rest = site.ari ? restOf(site.ari) : null
  const value = async (expression: string): Promise<string | null> => {
    const found = await client.action('Getvar', [['Variable', expression]])
    return found.ok ? (found.value.head.Value ?? '').trim() : null
  }
  // Each question to a port that a firewall drops takes its seconds: one is enough.
  let isDeaf = false
  const isLoaded = async (module: string): Promise<boolean | null> => {
    const byAri = rest && !isDeaf ? await moduleByAri(rest, module) : null
    if (byAri === 'noAnswer') isDeaf = true
    else if (byAri !== null) return byAri
    const byAmi = await value(`IFMODULE(${module}.so)`)
    return byAmi === '1' || byAmi === '0' ? byAmi === '1' : null
  }
  // Asterisk answers '' for what a function does not know as for a function that is not there.
  const provided = async (module: string) => (await isLoaded(module)) !== false
  const [hasEndpoints, hasAors, hasFiles] = await Promise.all(
    ['func_pjsip_endpoint', 'func_pjsip_aor', 'func_config'].map(provided),
  )
  return {
    endpoint: async (name, setting) => (hasEndpoints ? value(`PJSIP_ENDPOINT(${name},${setting})`) : null),
    aor: async (name, setting) => (hasAors ? value(`PJSIP_AOR(${name},${setting})`) : null),
    config: async (file, section, name, index = -1) =>
      hasFiles ? value(`AST_CONFIG(${file},${section},${name},${index})`) : null,
    isLoaded,
    startedAt: async () => {
      const status = await client.action('CoreStatus')
      const { CoreStartupDate: date, CoreStartupTime: time } = status.ok ? status.value.head : {}
      return date && time ? `${date}T${time}` : null
    },
    endpoints: async () => (rest && !isDeaf ? endpointsByAri(rest) : null),
    close: () => rest?.close(),
  }
}

/** A module that declined to load is there, and not running. */
async function moduleByAri(rest: AriRest, module: string): Promise<boolean | 'noAnswer' | null> {
  const found = await rest.call('GET', `/asterisk/modules/${module}.so`)
  if (found.ok) return !/not running/i.test(JSON.stringify(found.value))
  if (found.error.status === 0) return 'noAnswer'
  // 404 alone may be a PBX without ARI: Asterisk's own answer names the module's state.
  return found.error.status === 409 || /module/i.test(found.error.text) ? false : null
}

const endpointList = z.array(z.object({ technology: z.string(), resource: z.string() }))

/** Of all technologies: where there is none of PJSIP, asking for PJSIP alone is refused. */
async function endpointsByAri(rest: AriRest): Promise<readonly string[] | null> {
  const listed = await rest.call('GET', '/endpoints')
  const list = endpointList.safeParse(listed.ok ? listed.value : null)
  return list.success ? list.data.flatMap((one) => (one.technology === 'PJSIP' ? [one.resource] : [])) : null
}
