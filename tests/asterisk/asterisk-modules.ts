// The modules a test Asterisk loads; an explicit list boots in a third of a second.
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const wanted = `
bridge_builtin_features bridge_builtin_interval_features bridge_holding bridge_native_rtp bridge_simple bridge_softmix
res_timing_timerfd res_sorcery_config res_sorcery_memory res_sorcery_astdb res_sorcery_realtime res_realtime
res_pjproject res_pjsip res_pjsip_session res_pjsip_sdp_rtp res_pjsip_authenticator_digest res_pjsip_caller_id
res_pjsip_dtmf_info res_pjsip_endpoint_identifier_user res_pjsip_endpoint_identifier_ip res_pjsip_header_funcs res_pjsip_logger
res_pjsip_messaging res_pjsip_nat res_pjsip_outbound_authenticator_digest res_pjsip_pubsub res_pjsip_refer res_pjsip_registrar res_pjsip_rfc3326
res_pjsip_transport_websocket res_pjsip_empty_info res_pjsip_dlg_options res_pjsip_acl
res_crypto res_srtp res_rtp_asterisk res_http_websocket res_websocket_client res_format_attr_opus
codec_ulaw codec_alaw codec_resample codec_opus_open_source format_pcm format_wav
chan_pjsip chan_bridge_media pbx_config func_callerid func_channel func_logic func_strings func_cut func_cdr func_db func_devstate func_global
func_config func_module func_pjsip_endpoint func_pjsip_aor func_pjsip_contact func_uri func_timeout func_sysinfo func_hangupcause func_volume
app_dial app_queue app_chanspy app_echo app_playback app_playtones app_milliwatt app_stasis app_verbose app_stack app_exec app_while
app_originate app_transfer app_userevent func_groupcount func_periodic_hook app_mixmonitor app_read app_senddtmf app_softhangup app_confbridge
app_directed_pickup app_bridgewait app_agent_pool res_parking
res_musiconhold res_manager_devicestate res_clioriginate
res_stasis res_stasis_answer res_stasis_device_state res_stasis_playback res_stasis_recording res_stasis_snoop
res_ari res_ari_model res_ari_applications res_ari_asterisk res_ari_bridges res_ari_channels res_ari_endpoints res_ari_events
res_ari_device_states res_ari_playbacks res_ari_recordings res_ari_sounds`

/** modules.conf; `without` leaves some out, to see what the console says of such a site. */
export function modulesConf(folder: string, without: readonly string[] = []): string {
  const names = wanted.split(/\s+/).filter((name) => name !== '' && !without.includes(name))
  const present = names.filter((name) => existsSync(join(folder, `${name}.so`)))
  return ['[modules]', 'autoload=no', ...present.map((name) => `load = ${name}.so`), ''].join('\n')
}
