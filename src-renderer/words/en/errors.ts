// English: what each expected failure and each refusal means, and what to do about it.
import type { RefusalReason } from '#contract/access.ts'
import type { ErrorCode } from '#contract/errors.ts'

export const errorSentences: Readonly<Record<ErrorCode, string>> = {
  callGone: 'That call has ended. Choose another call.',
  notAnswered: 'Nobody has answered that call yet. Try again when the agent is talking.',
  refusedByAccess: 'This site does not allow that on this call.',
  unknownMonitor: 'The phone system has ended this monitoring. Click Listen to start again.',
  monitorLost: 'The connection to the phone system was lost, and the monitor with it. Listen begins a new one.',
  monitorBusy: 'You are already monitoring a call. End it first.',
  lineNotRegistered: 'Your line is not registered. Log the line in, then click Listen again.',
  lineBusy: 'Your line is on another call. Hang up first, then click Listen again.',
  lineDidNotAnswer: 'Your line did not answer in time. Click Listen again.',
  lineTaken: 'Your line is in use in another console. Close that one, or log the line in here again.',
  lineRefused: 'The phone system refused the line’s password. Ask your administrator to check it.',
  pbxUnreachable: 'The phone system cannot be reached. It is tried again by itself.',
  pbxRefused: 'The phone system refused. Try again; if it stays like this, tell your administrator.',
  pbxWrongPassword: 'The phone system refused the console’s password. Ask your administrator to check it.',
  pbxCertificate:
    'The phone system’s certificate is not trusted. Ask your administrator to renew it, or to name its authority in the site file.',
  pbxNameUnknown:
    'This computer does not know the phone system’s name. Ask your administrator to check the host in the site file.',
  noWayToMonitor:
    'The floor is live, but calls cannot be monitored. Ask your administrator to run check-site: it says what to add.',
  lineNotWebrtc: 'Your line is not set up for this console. Ask your administrator to set webrtc=yes on its endpoint.',
  codeRefused: 'The code was not taken. Sign in again with a fresh code.',
  accountLocked:
    'The phone system has locked this account for now. Wait a few minutes, or ask your administrator to unlock it.',
  signInNeeded: 'The phone system wants you to sign in.',
  scopeTooLow:
    'This account may not supervise. Sign in as a Call Center Supervisor or higher, or ask your administrator for that scope.',
  notEnabled: 'This is not enabled for your site. Ask your administrator to have audio monitoring switched on.',
  pbxProtocol: 'The phone system answered in an unexpected way. Tell your administrator.',
  timedOut: 'The phone system did not answer in time. Try again.',
  unconfirmed: 'The phone system did not confirm the change. Your microphone is closed; try again.',
  microphoneRefused:
    'The microphone is blocked. Allow it in the system’s privacy settings, then log the line in again.',
  microphoneAbsent: 'No microphone was found. Plug in your headset; you can listen meanwhile.',
  badRequest: 'The console asked for something it may not. Tell your administrator.',
  settingsUnreadable: 'The settings could not be read, so the defaults are used. Tell your administrator.',
  settingsNotSaved: 'The settings could not be saved. Try again; they count until you close the console.',
  otherWindow: 'The console was opened in another window. Go on there, or reload this one.',
  serverGone: 'The console has lost its own server side. It is tried again by itself.',
  internal: 'Something went wrong in the console. Try again; if it stays like this, tell your administrator.',
}

export const refusalSentences: Readonly<Record<RefusalReason, string>> = {
  noLine: 'Your line is not registered. Log it in at the top, or turn on your phone, and Listen comes back.',
  notAnswered: 'Nobody has answered this call yet. You can listen as soon as the agent talks.',
  callEnded: 'The call has ended. End monitoring, or listen to another call.',
  onNetCall: 'This site does not allow whispers on calls between phones of its own. You can listen and join.',
  callerOffNet: 'The caller’s phone is not on your network, so only the agent can be whispered to.',
  noRight: 'Your rights do not include this. Ask your administrator.',
  notByThisPbx: 'This phone system, as it is set up, cannot do this.',
  feedStale:
    'The picture of the floor is old: the call may be another by now. This comes back by itself once the floor is live again.',
  noMicrophone: 'No microphone can be used, so you can only listen. Plug in or allow a microphone.',
  notLive: 'You can choose this once you are connected to the call.',
}
