// What of the PBX's own settings keeps the supervisor's line from working.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import type { AsteriskSite } from '#contract/site-asterisk.ts'
import type { Feed } from '../floor/feed.ts'
import { commonCodecs, whyNotForBrowser } from '../wire/browser-endpoint.ts'

/** What keeps a softphone in a console from taking calls of its endpoint; it would only look as if nobody answered. */
export async function lineTrouble(
  site: AsteriskSite,
  line: string,
  feed: Pick<Feed, 'action'>,
): Promise<DeskError | null> {
  if (!site.line || site.takeOn !== 'console') return null
  const setting = (name: string) => read(feed, `PJSIP_ENDPOINT(${line},${name})`)
  const allow = await setting('allow')
  if (allow && commonCodecs(allow).length === 0)
    return deskFailure(
      'lineNotWebrtc',
      `endpoint ${line} allows no codec that a browser has: allow=ulaw,opus (pjsip.conf)`,
    )
  const unloaded = await firstUnloaded(feed)
  if (unloaded)
    return deskFailure('lineNotWebrtc', `module ${unloaded.module} is not loaded: ${unloaded.why} (modules.conf)`)
  const lacks = await whyNotForBrowser(setting)
  const why = `endpoint ${line} lacks ${lacks?.line}, or webrtc=yes for all of it (pjsip.conf)`
  return lacks && deskFailure('lineNotWebrtc', why)
}

/** Without them every call to the console fails, and neither end is told why (measured, 22). */
const needed = [
  { module: 'res_srtp', why: 'no call to the softphone connects' },
  { module: 'res_pjsip_header_funcs', why: 'the line cannot know the monitor that was asked for' },
] as const

/** By func_module; without it nothing is known. */
async function firstUnloaded(feed: Pick<Feed, 'action'>): Promise<(typeof needed)[number] | null> {
  for (const need of needed) if ((await read(feed, `IFMODULE(${need.module}.so)`)) === '0') return need
  return null
}

/** Asterisk answers 403 to a REGISTER that is one too many (res_pjsip_registrar), as it does to a stranger. */
export async function whyNoLine(
  site: Pick<AsteriskSite, 'line'>,
  line: string,
  feed: Pick<Feed, 'action'>,
): Promise<DeskError | null> {
  if (!site.line) return null
  const aor = ((await read(feed, `PJSIP_ENDPOINT(${line},aors)`)) ?? line).split(',')[0] ?? line
  const most = Number(await read(feed, `PJSIP_AOR(${aor},max_contacts)`))
  const contacts = ((await read(feed, `PJSIP_DIAL_CONTACTS(${line})`)) ?? '').split('&').filter((one) => one !== '')
  const isFull = most > 0 && contacts.length >= most
  return isFull ? deskFailure('lineFull', `max_contacts=${most} of ${aor} (pjsip.conf)`) : null
}

async function read({ action }: Pick<Feed, 'action'>, variable: string): Promise<string | null> {
  const found = await action('Getvar', [['Variable', variable]])
  return (found.ok && found.value.head.Value?.trim()) || null
}
