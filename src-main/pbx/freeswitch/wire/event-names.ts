// Which events are asked for: a whole live picture and the monitors, and nothing else (`all` is five times as much).

const events = [
  'CHANNEL_CREATE',
  'CHANNEL_ANSWER',
  'CHANNEL_CALLSTATE',
  'CHANNEL_BRIDGE',
  'CHANNEL_UNBRIDGE',
  'CHANNEL_HOLD',
  'CHANNEL_UNHOLD',
  'CHANNEL_HANGUP_COMPLETE',
  'CALL_UPDATE',
  'CHANNEL_EXECUTE',
  'CHANNEL_EXECUTE_COMPLETE',
  'CHANNEL_PARK',
  'MEDIA_BUG_START',
  'MEDIA_BUG_STOP',
  'DTMF',
  'BACKGROUND_JOB',
  'HEARTBEAT',
] as const

const subclasses = ['callcenter::info', 'sofia::register', 'sofia::unregister', 'sofia::expire'] as const

/** CUSTOM comes last: whatever stands behind it is a subclass (mod_event_socket.c), and an event named there would never come. */
export const subscription = `event json ${events.join(' ')} CUSTOM ${subclasses.join(' ')}`

/** For `esl-allowed-events`, which refuses the whole list for one name that is not in it. */
export const allowedEvents = `${events.join(' ')} CUSTOM ${subclasses.join(' ')}`

/** For `esl-allowed-api`: all that is ever asked. */
export const allowedApi =
  'show status originate uuid_transfer uuid_recv_dtmf uuid_kill uuid_setvar uuid_getvar uuid_buglist uuid_exists uuid_dump uuid_media uuid_bridge uuid_hold uuid_record sched_hangup sched_del callcenter_config chat global_getvar sofia_contact verto_contact user_data'
