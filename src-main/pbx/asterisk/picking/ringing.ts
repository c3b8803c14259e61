// Which phones ring for a monitor: a desk phone, every phone of the line, or the console alone where it can be told from the others.
import { contactMark } from '#contract/line-account.ts'
import type { AsteriskSite } from '#contract/site-asterisk.ts'
import type { Feed } from '../floor/feed.ts'
import { dialOf } from '../wire/ami-names.ts'

/** `line`: the supervisor's endpoint. By AMI with either method: ARI evaluates no functions. `seat` is of this console at its machine; null: not known. */
export async function phonesToRing(
  takeOn: AsteriskSite['takeOn'],
  line: string,
  seat: string | null,
  { action }: Pick<Feed, 'action'>,
): Promise<readonly string[]> {
  if (typeof takeOn === 'object') return [dialOf(takeOn.phone)]
  const found = await action('Getvar', [['Variable', `PJSIP_DIAL_CONTACTS(${line})`]])
  const contacts = found.ok ? (found.value.head.Value ?? '').split('&').filter((contact) => contact !== '') : []
  // Asterisk would ring only the contact that registered first.
  if (contacts.length === 0) return [`PJSIP/${line}`]
  const own = takeOn === 'all' || seat === null ? [] : contacts.filter((contact) => isOf(contact, seat))
  return own.length > 0 ? own : contacts
}

/** Written as PJSIP/5001/sip:user@host:port;transport=ws. */
const isOf = (contact: string, seat: string): boolean => contact.includes(`sip:${contactMark(seat)}`)
