// check-site, the modules: each is named with what needs it, where it is loaded, and how.
import type { AsteriskSite } from '#contract/site-asterisk.ts'
import type { Asks } from './asks.ts'
import { advice, type Finding, fine, missing, unknown } from './check-finding.ts'

type Need = { readonly module: string; readonly why: string }

const always: readonly Need[] = [
  { module: 'res_pjsip', why: 'no phone of PJSIP can be called' },
  { module: 'res_pjsip_session', why: 'no call of PJSIP connects' },
  { module: 'res_pjsip_pubsub', why: 'chan_pjsip needs it' },
  { module: 'chan_pjsip', why: 'no phone of PJSIP can be called' },
  { module: 'res_pjsip_header_funcs', why: 'the supervisor’s line could not know its monitor by the header' },
]
const line: readonly Need[] = [
  { module: 'res_http_websocket', why: 'the softphone cannot connect' },
  { module: 'res_pjsip_transport_websocket', why: 'the softphone cannot connect' },
  { module: 'res_pjsip_registrar', why: 'no phone can register' },
  { module: 'res_pjsip_authenticator_digest', why: 'no phone can register' },
  { module: 'res_pjsip_endpoint_identifier_user', why: 'no phone is known by its name, and every password is refused' },
  { module: 'res_pjsip_sdp_rtp', why: 'calls of PJSIP have no sound' },
  { module: 'res_rtp_asterisk', why: 'calls have no sound' },
  { module: 'res_srtp', why: 'no call to the softphone connects (DTLS-SRTP)' },
  { module: 'res_crypto', why: 'res_rtp_asterisk and res_srtp need it' },
]
/** What others stand on comes first. */
const ari: readonly Need[] = [
  { module: 'res_stasis', why: 'ARI gets no channel' },
  { module: 'app_stasis', why: 'ARI gets no channel' },
  { module: 'res_ari_model', why: 'the modules of ARI that come after it need it' },
  { module: 'res_stasis_answer', why: 'res_ari_channels needs it' },
  { module: 'res_stasis_playback', why: 'res_ari_channels and res_ari_bridges need it' },
  { module: 'res_stasis_recording', why: 'res_ari_channels and res_ari_bridges need it' },
  { module: 'res_stasis_snoop', why: 'nobody can be listened to through ARI' },
  { module: 'res_ari_channels', why: 'ARI cannot ring the supervisor' },
  { module: 'res_ari_bridges', why: 'ARI cannot connect the supervisor' },
  { module: 'res_http_websocket', why: 'ARI tells nothing' },
  { module: 'res_ari_events', why: 'ARI tells nothing' },
  { module: 'res_ari_endpoints', why: 'ARI cannot list the phones' },
  { module: 'res_ari_asterisk', why: 'ARI cannot be asked for modules' },
  { module: 'bridge_simple', why: 'two channels cannot be connected' },
  { module: 'bridge_softmix', why: 'a supervisor who joins makes three' },
]
const dialplan: readonly Need[] = [
  { module: 'app_chanspy', why: 'nobody can be listened to by the dialplan' },
  { module: 'res_pjsip_dtmf_info', why: 'modes asked for by SIP INFO never arrive' },
]

export async function checkModules(asks: Asks, site: AsteriskSite): Promise<Finding[]> {
  const byDialplan = !site.ari || site.way === 'dialplan'
  const all = [...always, ...(site.line ? line : []), ...(byDialplan ? dialplan : ari)]
  const needs = all.filter(({ module }, at) => all.findIndex((one) => one.module === module) === at)
  const looked = await Promise.all(needs.map(async (need) => ({ need, isLoaded: await asks.isLoaded(need.module) })))
  const findings = looked.flatMap(({ need, isLoaded }) =>
    isLoaded === false ? [missing(`Module ${need.module} is not loaded: ${need.why}`, loadRemedy(need.module))] : [],
  )
  findings.push(...(await checkTiming(asks)))
  const unasked = looked.filter(({ isLoaded }) => isLoaded === null).map(({ need }) => need.module)
  if (unasked.length > 0)
    findings.push(
      unknown(
        `Whether these modules are loaded could not be looked at: ${unasked.join(', ')}`,
        'run "module load func_module.so": by it check-site asks',
      ),
    )
  else if (findings.length === 0) findings.push(fine(`All ${needs.length} modules that are needed are loaded`))
  if ((await asks.isLoaded('func_timeout')) === false)
    findings.push(
      advice(
        'Module func_timeout is not loaded: what a crashed console leaves on the PBX stays until that console starts again',
        loadRemedy('func_timeout'),
      ),
    )
  return findings
}

const timing = ['res_timing_timerfd', 'res_timing_pthread', 'res_timing_kqueue', 'res_timing_dahdi']

/** One of them is enough. */
async function checkTiming(asks: Asks): Promise<Finding[]> {
  const looked = await Promise.all(timing.map(asks.isLoaded))
  if (looked.some((isLoaded) => isLoaded !== false)) return []
  return [
    missing(
      'Module res_timing_timerfd is not loaded, nor another of res_timing: nobody can be listened to',
      loadRemedy('res_timing_timerfd'),
    ),
  ]
}

/** Debian's modules.conf ends with [global]: a line that is appended there does nothing. */
export const loadRemedy = (module: string): string =>
  `run "module load ${module}.so". To keep it, add "load = ${module}.so" to [modules] of modules.conf (not at the end of the file, where Debian has [global]) and remove a noload of it`
