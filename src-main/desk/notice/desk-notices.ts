// The notices of this desk's monitor: what is wanted and who is on the call, as rights and floor have it now.
import { type AccessContext, hearersNow } from '../current-monitor.ts'
import { createNotices, type Notices, type NoticesParts } from './notices.ts'

type DeskParts = Omit<NoticesParts, 'wanted' | 'people'> & { readonly accessContext: () => AccessContext }

export function deskNotices({ accessContext: context, ...parts }: DeskParts): Notices {
  return createNotices({
    ...parts,
    wanted: () => context().rights.notice,
    people: (target) =>
      hearersNow(context().floor, target, 'join')
        .map(({ side, agentId, number, leg = null }) => `${side} ${agentId ?? (number || leg)}`)
        .join(),
  })
}
