// The set-up's part of the desk: what is configured, what a step finds, and the site saved as a whole.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import type { HandlersOf, Hello, SetupDraft, SetupState, setupRequests } from '#contract/ipc.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { Site } from '#contract/settings.ts'
import type { SetupFinding, SetupStep } from '#contract/site/setup.ts'
import type { AskedSecrets } from '#main/settings/asked-secrets.ts'
import { isLayer, type Layer } from '#main/settings/layers.ts'
import type { Managed } from '#main/settings/managed.ts'
import { hostOf, type SiteStore } from '#main/settings/store.ts'
import type { Log } from '#main/system/log.ts'
import { exportedSettings, importSettings, settingRows } from './listing.ts'
import { secretsApart, siteAt, withKept, withoutSecrets } from './site-entry.ts'

export type SetupParts = {
  readonly settings: SiteStore
  readonly asked: AskedSecrets
  readonly managed: Pick<Managed, 'origins' | 'troubles'>
  /** The file or the policy that holds the site; null: the person may set it up. */
  readonly decidedBy: string | null
  /** The set-up comes first where nothing is configured. */
  readonly comesFirst: boolean
  readonly check: (step: SetupStep, site: Site) => Promise<SetupFinding[]>
  readonly log: Log
  /** Opens the site anew, as the settings have it now. */
  readonly renew: () => Promise<void>
}

export type Setup = {
  readonly hello: () => Hello['setup']
  /** Why the site may not be set up here; null: it may. */
  readonly whyNot: () => DeskError | null
  readonly handlers: HandlersOf<typeof setupRequests>
}

export function createSetup(parts: SetupParts): Setup {
  const { settings, decidedBy, log } = parts
  const closed = (): DeskError | null => (decidedBy === null ? null : deskFailure('setBySite', decidedBy))
  const whole = (entry: Layer): Layer => withKept(entry, settings.current().site)
  return {
    whyNot: closed,
    hello: () => ({ door: doorOf(parts), wanted: [...settings.wanted()], asked: [...settings.asked()] }),
    handlers: {
      setup: async () => ({ door: doorOf(parts), decidedBy, draft: draftOf(settings) }),
      checkSetup: async ({ step, site }) => {
        const why = closed()
        if (why) return err(why)
        const entered = siteAt(step, whole(site))
        if (!entered.ok) return ok([{ kind: 'missing', about: 'entry', what: entered.error, remedy: '' }])
        return ok(await parts.check(step, entered.value))
      },
      finishSetup: async (draft) => {
        const why = closed()
        if (why) return err(why)
        const before = JSON.stringify(settings.current().site)
        const saved = save({ ...draft, site: whole(draft.site) }, parts)
        if (!saved.ok) return saved
        log('info', `set up: ${draft.site.kind}`)
        if (JSON.stringify(settings.current().site) !== before) await parts.renew()
        return ok(null)
      },
      listSettings: async () => settingRows(settings, parts.managed),
      exportSettings: async () => exportedSettings(settings),
      importSettings: async ({ text }) => {
        const before = JSON.stringify(settings.current().site)
        const done = importSettings(text, settings)
        if (done.ok && JSON.stringify(settings.current().site) !== before) await parts.renew()
        return done
      },
      giveSecrets: async (secrets) => {
        const asked = settings.asked()
        const other = Object.keys(secrets).find((path) => !asked.includes(path))
        if (other !== undefined) return err(deskFailure('badRequest', `nobody asks for ${other}`))
        const kept = parts.asked.keep(hostOf(settings.current()), secrets)
        if (!kept.ok) return kept
        settings.refresh()
        await parts.renew()
        return ok(null)
      },
    },
  }
}

function doorOf({ decidedBy, comesFirst, settings }: SetupParts): Hello['setup']['door'] {
  if (decidedBy !== null) return 'closed'
  return comesFirst && settings.own().site === undefined ? 'first' : 'open'
}

function draftOf(settings: SiteStore): SetupState['draft'] {
  const { siteName, policy, supervisor, site } = settings.current()
  return { siteName, policy, supervisor, site: { ...withoutSecrets(site) } }
}

/** The secrets first: without them the site would be one that nobody can open. What was kept before comes back if the site is not saved. */
function save(draft: SetupDraft, { settings, asked }: SetupParts): Result<null> {
  const site = siteAt('whole', draft.site)
  if (!site.ok) return err(deskFailure('badRequest', `site.${site.error}`))
  const { named, secrets } = secretsApart(draft.site)
  const host = hostOf({ site: named })
  const before = Object.keys(secrets).map((path) => [path, asked.get(host, path)] as const)
  const kept = asked.keep(host, secrets)
  if (!kept.ok) return kept
  const { siteName, policy, supervisor } = draft
  const saved = settings.replaceSite({ siteName, policy, supervisor, site: isLayer(named) ? named : {} })
  if (saved.ok) return ok(null)
  asked.keep(host, Object.fromEntries(before.flatMap(([path, secret]) => (secret === null ? [] : [[path, secret]]))))
  return saved
}
