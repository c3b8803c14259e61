// Events that AMI sends and nobody here reads.

/**
 * What a PBX sends by the thousand and nobody reads here: most of what comes where AMI's user reads the class `dialplan`. They are
 * skipped before they are taken apart.
 */
export const unreadEvents: ReadonlySet<string> = new Set([
  'VarSet',
  'Newexten',
  'DialState',
  'DialEnd',
  'RTCPSent',
  'RTCPReceived',
  'HangupRequest',
  'SoftHangupRequest',
  'HangupHandlerPush',
  'HangupHandlerPop',
  'HangupHandlerRun',
  'NewAccountCode',
  'LocalBridge',
  'LocalOptimizationBegin',
  'LocalOptimizationEnd',
  'MusicOnHoldStart',
  'MusicOnHoldStop',
  'ContactStatus',
  'PeerStatus',
  'ChallengeSent',
  'SuccessfulAuth',
  'RequestBadFormat',
  'TestEvent',
  'Cdr',
  'CEL',
])
