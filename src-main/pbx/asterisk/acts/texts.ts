// Texts to agents and queues on Asterisk: a SIP MESSAGE to one phone each, by ARI, or by AMI with the right `message` in `write`.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { ActRunners } from '#main/pbx/kit/acts.ts'
import { ofAll } from '#main/pbx/kit/text-to-many.ts'
import { textToPhone } from '#main/pbx/kit/text-to-phone.ts'
import type { Picture } from '../floor/picture.ts'
import { channelsOfAgent, personOf } from '../floor/picture-owners.ts'
import { hasLeft } from '../floor/picture-tables.ts'
import { nameOfPhone } from '../wire/ami-names.ts'
import type { AriSite } from '../wire/ari-client.ts'
import { restOf } from '../wire/ari-client.ts'
import type { AsteriskActsParts } from './parts.ts'

/** A queue of hundreds must not be a burst of hundreds. */
const AT_ONCE = 10

export function textActs({ site, names, feed }: AsteriskActsParts): ActRunners {
  let lacksRight = false
  const can = (): DeskError | null => (lacksRight ? deskFailure('refusedByAccess', 'notByThisPbx') : null)
  const sendTo = async (agentId: string, text: string): Promise<Result<null>> => {
    const phone = phoneOf(feed.picture(), agentId)
    if (phone === null) return err(deskFailure('textNotTaken', agentId))
    const from = `sip:${names.line}@${site.host}`
    // Either way it is sent once: whoever does not know what came of it does not send it by the other.
    const answer = site.ari
      ? await byAri(site.ari, { phone, from, text })
      : await byAmi(feed.action, { phone, from, text })
    lacksRight ||= !answer.ok && answer.error.detail === 'amiRight'
    return answer
  }
  return {
    sendText: {
      can,
      run: async (act) => {
        const text = textToPhone(act.text)
        return text === null ? err(tooLong) : sendTo(act.agentId, text)
      },
    },
    broadcast: {
      can,
      run: async (act) => {
        const text = textToPhone(act.text)
        if (text === null) return err(tooLong)
        const agents = servingAgents(feed.picture(), act.queueId)
        const answers: Result<null>[] = []
        for (let at = 0; at < agents.length; at += AT_ONCE)
          answers.push(...(await Promise.all(agents.slice(at, at + AT_ONCE).map((id) => sendTo(id, text)))))
        return ofAll(agents, answers)
      },
    },
  }
}

const tooLong = deskFailure('badRequest', 'text')

type Sending = { readonly phone: string; readonly from: string; readonly text: string }

/** ok: Asterisk took it; whether the phone shows it, it does not tell. */
async function byAri(site: AriSite, { phone, from, text }: Sending): Promise<Result<null>> {
  const rest = restOf(site)
  const path = `/endpoints/PJSIP/${encodeURIComponent(nameOfPhone(phone))}/sendMessage`
  const answer = await rest.call('PUT', path, { from, body: text })
  rest.close()
  if (answer.ok) return ok(null)
  const { status, text: why } = answer.error
  // An error of the server, or of a proxy before it, may come after the text was sent.
  if (status === 0 || status >= 500) return err(deskFailure('actUnknown', why))
  return err(deskFailure(status === 404 ? 'textNotTaken' : 'actNotPossible', why))
}

async function byAmi(action: AsteriskActsParts['feed']['action'], sending: Sending): Promise<Result<null>> {
  const answer = await action('MessageSend', [
    ['To', `pjsip:${nameOfPhone(sending.phone)}`],
    ['From', sending.from],
    ['Base64Body', Buffer.from(sending.text).toString('base64')],
  ])
  if (answer.ok) return ok(null)
  const { code, detail = '' } = answer.error
  if (code === 'pbxRefused')
    return err(deskFailure('actNotPossible', /permission denied/i.test(detail) ? 'amiRight' : detail))
  const isUnsent = code === 'pbxUnreachable' && detail === 'AMI is not connected'
  return isUnsent ? answer : err(deskFailure('actUnknown', detail))
}

/** The one they talk on, else the first of theirs that is there: one phone, so that nobody reads it twice. */
export function phoneOf(picture: Picture, agentId: string): string | null {
  const { tables } = picture
  const isThere = (phone: string) =>
    phone.startsWith('PJSIP/') && !/^(UNAVAILABLE|INVALID)$/i.test(tables.devices.get(phone)?.state ?? '')
  const talking = channelsOfAgent(tables, agentId).findLast(
    (channel) => channel.up && !hasLeft(tables, channel) && channel.phone !== null && isThere(channel.phone),
  )
  return talking?.phone ?? personOf(tables, agentId)?.phones?.find(isThere) ?? null
}

function servingAgents(picture: Picture, queueId: string): readonly string[] {
  const { agents } = picture.floor()
  return Object.values(agents).flatMap(({ id, queues, presence }) =>
    queues.includes(queueId) && presence.kind !== 'loggedOut' && presence.kind !== 'unregistered' ? [id] : [],
  )
}
