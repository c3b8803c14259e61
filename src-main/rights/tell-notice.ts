// What the notice of a site leads to, in words for whoever wrote it; and where its phone system cannot give it. Pure.
import type { Notice } from '#contract/notice/notice.ts'
import type { Settings } from '#contract/settings.ts'

type Wrong = { readonly kind: 'missing' | 'advice'; readonly what: string; readonly remedy: string }
export type TellNotice = { readonly leadsTo: readonly string[]; readonly wrong: readonly Wrong[] }

export function tellNotice({ notice, site }: Pick<Settings, 'notice' | 'site'>): TellNotice {
  const leadsTo = notice.rules.map(({ roles, exceptRoles, ...rule }) => {
    const whose = roles ? roles.join(', ') : 'every role'
    return `${whose}${exceptRoles ? ` but ${exceptRoles.join(', ')}` : ''}: ${waysOf(rule)}`
  })
  const privately =
    notice.privateFor.length > 0 ? [`without notice, where they choose so: ${notice.privateFor.join(', ')}`] : []
  return { leadsTo: [...leadsTo, ...privately], wrong: notice.rules.flatMap((rule) => wrongWith(rule, site)) }
}

function waysOf({ tone, announcement, sign, failing }: Notice): string {
  const ways = [
    tone && `a tone to ${tone.to}${tone.everyS === null ? ' on each call' : ` every ${tone.everyS} s`}`,
    announcement && `an announcement to ${announcement.to} before the first word`,
    sign && 'a text on the agent’s phone',
  ].filter((way) => way !== null)
  if (ways.length === 0) return 'none'
  return `${ways.join(', ')}${failing === 'end' ? '; without it nobody monitors' : ''}`
}

function wrongWith({ tone, announcement, failing }: Notice, site: Settings['site']): readonly Wrong[] {
  if (!tone && !announcement) return []
  const kind = failing === 'end' ? 'missing' : 'advice'
  if (!canPlay(site))
    return [
      {
        kind,
        what: `a notice of monitoring is wanted, and this site cannot play one (${site.kind}${site.kind === 'asterisk' ? ' without ARI' : ''})`,
        remedy:
          site.kind === 'asterisk'
            ? 'give the site ARI (docs/asterisk.md, 4a), or set "failing": "goOn" in notice.rules'
            : 'announce it by the phone system itself, and leave tone and announcement out of notice.rules',
      },
    ]
  if (site.kind === 'asterisk' && announcement?.sound === null)
    return [
      {
        kind,
        what: 'an announcement is wanted, and no sound is named for it',
        remedy: 'name one in notice.rules.announcement.sound, e.g. "custom/monitoring-notice"',
      },
    ]
  return []
}

const canPlay = (site: Settings['site']): boolean =>
  site.kind === 'demo' || (site.kind === 'asterisk' && site.ari !== null && site.way !== 'dialplan')
