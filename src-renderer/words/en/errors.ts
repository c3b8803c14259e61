// English: what each expected failure and each refusal means, and what to do about it.
import type { RefusalReason } from '#contract/access.ts'
import type { ErrorCode } from '#contract/errors.ts'

export const errorSentences: Readonly<Record<ErrorCode, string>> = {
  callGone: 'That call has ended. Choose another call.',
  notAnswered: 'Nobody has answered that call yet. Try again once the agent is talking.',
  refusedByAccess: 'Your site doesn’t allow that on this call.',
  unknownMonitor: 'The phone system disconnected you from the call. Click Listen to start again.',
  monitorLost: 'The connection dropped, so listening stopped. Click Listen to start again.',
  monitorBusy: 'You’re already listening to a call. Stop listening first.',
  lineNotRegistered: 'Your phone line is logged out. Log in, then click Listen again.',
  lineBusy: 'Your line is on another call. Hang up, then click Listen again.',
  lineDidNotAnswer: 'Your line didn’t answer in time. Click Listen again.',
  lineUnreached:
    'The phone system can’t call your line. Ask your administrator to run check-site and to check the line’s transport.',
  lineNoPath:
    'No sound gets through between this computer and the phone system: a firewall, your VPN or NAT is in the way. Ask your administrator to open its UDP ports for sound, or to set a STUN or TURN server.',
  lineNoPackets:
    'The phone system answered but sends no sound. Click Listen again. If that doesn’t help, ask your administrator to check its sound ports and NAT settings.',
  lineNoCodec:
    'Your line and this console have no common codec, so nothing could be heard. Ask your administrator to allow opus or ulaw on your line.',
  lineTaken: 'Your line is in use in another console. Close that console, or log in here again.',
  lineRefused: 'The phone system rejected your line’s password. Ask your administrator to check it.',
  lineNameUnknown:
    'This computer doesn’t know the name of your line’s server. Check your network or VPN, and ask your administrator to check the name and the DNS.',
  linePortClosed:
    'Your line’s server is there, but nothing answers on its port. It may be restarting. If this doesn’t pass, ask your administrator to check the port.',
  lineNoAnswer:
    'Nothing answers where your line’s server should be. A firewall, your VPN or your network is in the way.',
  lineCertificate:
    'This computer doesn’t trust the certificate of your line’s server, or it has expired or is for another name. Ask your administrator.',
  lineNotSip:
    'Something answers at the address of your line’s server, but not a phone system. Ask your administrator to check the port, the path and the WebSocket module.',
  lineFull:
    'Your line already has as many phones as your phone system allows. Log one of them out, or ask your administrator to allow more (max_contacts).',
  pbxUnreachable: 'Can’t reach the phone system. Reconnecting…',
  pbxRefused: 'The phone system refused the request. Try again, and tell your administrator if it keeps happening.',
  pbxWrongPassword:
    'The phone system rejected the console’s user or password, or doesn’t allow this computer. Ask your administrator to check.',
  pbxUserInUse:
    'Another console is connected to the phone system as the same user, and only one may be. Close the other one, or ask your administrator for a user of your own.',
  pbxTooOld: 'This phone system is too old for Earshot, which needs Asterisk 13 or later. Tell your administrator.',
  pbxCertificate:
    'The phone system’s certificate isn’t trusted. Ask your administrator to renew it, or to add its certificate authority to the site file.',
  pbxNameUnknown:
    'This computer can’t find the phone system by its name. Ask your administrator to check the host in the site file.',
  noWayToMonitor:
    'The floor is live, but you can’t listen to calls yet. Ask your administrator to run check-site, which says what to add.',
  lineNotWebrtc:
    'Your line isn’t set up for this console. Ask your administrator to run check-site, which says what to change.',
  codeRefused: 'That code wasn’t accepted. Sign in again with a new code.',
  accountLocked:
    'The phone system has locked this account for now. Wait a few minutes, or ask your administrator to unlock it.',
  signInNeeded: 'Sign in to the phone system to go on.',
  scopeTooLow:
    'This account can’t supervise calls. Sign in as a Call Center Supervisor or higher, or ask your administrator for access.',
  notEnabled: 'Audio monitoring isn’t enabled for your site. Ask your administrator to turn it on.',
  pbxProtocol: 'The phone system sent an answer Earshot doesn’t understand. Tell your administrator.',
  timedOut: 'The phone system didn’t answer in time. Try again.',
  unconfirmed: 'The phone system didn’t confirm the change. Your microphone is off. Try again.',
  monitorMoved: 'You’re on another call now, so nothing was changed. Choose again who should hear you.',
  peopleChanged: 'The people on this call have changed. To speak, choose again who should hear you.',
  accessChanged: 'The call has changed, and your site no longer allows this.',
  pageHung: 'The console froze for a moment. To speak, choose again who should hear you.',
  screenLocked: 'The screen was locked. To speak, choose again who should hear you.',
  asleep: 'This computer was asleep. To speak, choose again who should hear you.',
  microphoneRefused:
    'The microphone is blocked. Allow it in your system’s privacy settings, then log in to your line again.',
  microphoneAbsent: 'No microphone was found. Plug in your headset to speak. You can still listen.',
  notInHistory: 'That entry is no longer in the history, so the note wasn’t saved.',
  scorecardChanged: 'The scorecard has been changed at your site. Open it again, and fill in the new one.',
  signInAtSeat: 'Sign in with your PIN or badge to go on.',
  wrongPin: 'That PIN or badge isn’t right. Try again.',
  seatLocked: 'Too many wrong attempts. Wait a moment, then try again.',
  passphraseNeeded: 'This station is locked. Enter the site’s passphrase to leave it.',
  confirmNeeded: 'Type your PIN or show your badge, then choose again who should hear you.',
  reasonNeeded: 'Your site asks why you’re listening. Click Listen again and give a reason.',
  notAllowed: 'You don’t have permission for this call, or you’ve signed out.',
  actUnknown: 'The phone system hasn’t said whether that was done. Check the floor before you try again.',
  actNotPossible: 'That isn’t possible right now. Check the floor, then try again.',
  noticeNotGiven:
    'Your site requires the agent or the caller to be told of the monitoring, and the phone system couldn’t do that.',
  announcementFirst: 'You can speak once the announcement has ended.',
  textNotTaken: 'The agent’s phone didn’t accept the message: it isn’t connected, or can’t show messages.',
  textNotToAll: 'The message didn’t reach every phone. Send it again only to the agents it missed.',
  badRequest: 'The console asked for something it isn’t allowed to do. Tell your administrator.',
  settingsUnreadable: 'Your settings couldn’t be read, so the defaults are in use. Tell your administrator.',
  settingsNotSaved: 'Earshot couldn’t write to the disk. Try again, and tell your administrator if it keeps happening.',
  setBySite: 'Your site decides this setting, so it can’t be changed here.',
  otherWindow: 'Earshot is open in another window. Continue there.',
  wallboardOnly: 'A wallboard only shows the floor. Do this in the console.',
  placeChanged: 'Something has changed in the other window. Read it again, then choose.',
  proofRunning: 'The check of who hears whom is running. Wait until it’s done, or stop it first.',
  displayGone: 'That display isn’t connected any more.',
  serverGone: 'The console lost contact with its background process. Reconnecting…',
  internal: 'Something went wrong in the console. Try again, and tell your administrator if it keeps happening.',
}

export const refusalSentences: Readonly<Record<RefusalReason, string>> = {
  noLine: 'Your phone line is logged out. Log in to listen.',
  notAnswered: 'Nobody has answered this call yet. You can listen as soon as the agent is talking.',
  parked: 'This call is parked, so there is nobody to hear. You can listen as soon as somebody picks it up.',
  callEnded: 'The call has ended. Stop listening, or listen to another call.',
  onNetCall: 'Your site doesn’t allow whispering on internal calls. You can listen and join.',
  callerOffNet: 'You can whisper only to the agent: the caller is on an outside line.',
  noRight: 'You don’t have permission to do this. Ask your administrator.',
  byRule: 'Your site’s rules don’t allow this for you on this call. Ask your administrator.',
  notByThisPbx: 'This phone system isn’t set up to do this.',
  monitoringCut:
    'The connection for listening was lost. Earshot reconnects by itself, and you can listen again in a moment.',
  feedStale:
    'The floor isn’t up to date, so this may already be a different call. You can do this again once the floor is live.',
  lineCut: 'Your line is reconnecting. You can do this in a moment; nothing else changes.',
  noMicrophone: 'No microphone is available, so you can only listen. Plug one in, or allow Earshot to use it.',
  notLive: 'You can choose this once you’re connected to the call.',
}

/** What the same is called at a site that says on-net and off-net. */
export const onNetTerms = {
  onNet: 'On-net',
  offNet: 'Off-net',
  onNetCall: 'Your site doesn’t allow whispering on on-net calls. You can listen and join.',
  callerOffNet: 'You can whisper only to the agent: the caller is off-net.',
}
