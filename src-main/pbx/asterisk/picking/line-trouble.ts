// What of the PBX's own settings keeps the supervisor's line from working.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import type { AsteriskSite } from '#contract/site-asterisk.ts'
import type { Feed } from '../floor/feed.ts'

/** A softphone in a console cannot take calls of an endpoint without WebRTC; it would only look as if nobody answered. */
export async function lineTrouble(site: AsteriskSite, line: string, { action }: Feed): Promise<DeskError | null> {
  if (!site.line || site.takeOn !== 'console') return null
  const found = await action('Getvar', [['Variable', `PJSIP_ENDPOINT(${line},webrtc)`]])
  const webrtc = found.ok ? found.value.head.Value : undefined
  if (webrtc !== 'no' && webrtc !== 'false') return null
  return deskFailure('lineNotWebrtc', `endpoint ${line} has no webrtc=yes (pjsip.conf)`)
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
  return (found.ok && found.value.head.Value) || null
}
