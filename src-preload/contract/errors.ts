// Every expected failure, as a code; the sentence a supervisor reads stands in the catalogue of the renderer.
import { z } from 'zod'

export const errorCodes = [
  'callGone', // the call ended before the PBX could attach us
  'notAnswered', // the call has no agent talking on it yet
  'refusedByAccess', // site policy or rights; `detail` is a RefusalReason, `rule` the site's rule that refused
  'unknownMonitor', // the PBX knows no monitor of this ticket (any more)
  'monitorLost', // gone with a connection that was lost and is back
  'monitorBusy', // this console already has a monitor; end it or hop
  'lineNotRegistered', // the line the monitor should ring is not registered
  'lineBusy', // the line is on another call
  'lineDidNotAnswer',
  'lineUnreached', // the PBX has the line's address and cannot call it there
  'lineNoPath', // answered, and no way for its sound: ports, firewall, NAT
  'lineNoPackets', // the way for its sound stands, and the PBX sends none
  'lineNoCodec', // the PBX offers no way of coding sound that a browser has; `detail` names what it offers
  'lineTaken', // another console registered the same line
  'lineRefused', // the PBX refused the line's credentials
  'lineNameUnknown', // why the line cannot connect: its server's name has no address here
  'linePortClosed', // the server is there, and nothing listens at its port
  'lineNoAnswer', // nothing answers: a firewall, a VPN, another network
  'lineCertificate', // not trusted, expired or for another name; `detail` says which
  'lineNotSip', // what answers speaks no SIP over WebSocket: path, port, proxy, module
  'lineFull', // as many phones are registered on it as the PBX allows
  'pbxUnreachable',
  'pbxRefused', // the PBX answered with an error; `detail` is its text
  'pbxWrongPassword',
  'pbxUserInUse', // the PBX lets its user for consoles in once at a time, and they are in
  'pbxTooOld', // it speaks a version of its language in which too little is told; `detail` says which
  'pbxCertificate', // its certificate is not trusted, has expired or is for another name; `detail` says which
  'pbxNameUnknown', // the host has no address here
  'noWayToMonitor', // the floor can be had, monitors cannot; `detail` says why
  'lineNotWebrtc', // the line's endpoint is not set up for a softphone in a browser
  'codeRefused', // the second factor's code was not taken, or none was given
  'accountLocked', // the PBX takes no sign-in of this user for now
  'signInNeeded', // no password, code or token is at hand any more
  'scopeTooLow', // signed in, but as somebody who may not supervise; `detail` is their scope
  'textNotTaken', // the phone is not registered, or refused the text
  'textNotToAll', // some phones have it, those that `detail` names have not
  'notEnabled', // the site has this part of monitoring switched off
  'pbxProtocol', // it answered, but not in the language of this connector
  'timedOut',
  'unconfirmed', // a change of mode was asked for and never confirmed
  'monitorMoved', // the change of mode was meant for a call the monitor is not on (any more)
  'peopleChanged', // others are on the call than a speaking mode was chosen for
  'accessChanged', // the site does not allow the speaking mode on the call as it is now
  'pageHung', // the window stood still while somebody heard the supervisor
  'screenLocked',
  'asleep', // this computer slept
  'microphoneRefused',
  'microphoneAbsent',
  'notInHistory', // a note to a record that is not there (any more)
  'scorecardChanged', // the site's form is another than the one that was filled in
  'signInAtSeat', // nobody has signed in at this seat
  'wrongPin', // or a badge nobody has
  'seatLocked', // too many wrong ones: nothing is taken for a while
  'passphraseNeeded', // to leave a kiosk
  'confirmNeeded', // PIN or badge first
  'reasonNeeded', // the site wants to know why
  'notAllowed', // the rights of who sits here ended it
  'actUnknown', // an act was asked for, and its answer was lost: it may be done or not
  'actNotPossible', // not as things stand; `detail` says why
  'noticeNotGiven', // the site wants agent or caller told, and the PBX cannot or did not; `detail` says why
  'announcementFirst', // the supervisor may speak once the announcement has ended
  'badRequest', // input that does not fit the contract; `detail` says what
  'settingsUnreadable',
  'settingsNotSaved',
  'setBySite', // the site file decides this setting; `detail` names it
  'otherWindow', // another window has the place to monitor
  'wallboardOnly', // asked by a window that shows the wallboard
  'placeChanged', // the other window does more by now than was seen when its place was to be taken
  'proofRunning', // the proof of ears runs, and no other call is listened to meanwhile
  'displayGone', // the display was unplugged
  'serverGone', // the console's own server side does not answer
  'internal',
] as const

/** The call was answered, or was there to be, and nothing could be heard by it. */
export const isSoundless = ({ code }: DeskError): boolean =>
  code === 'lineNoPath' || code === 'lineNoPackets' || code === 'lineNoCodec'

export const errorCode = z.enum(errorCodes)
export type ErrorCode = z.infer<typeof errorCode>

/** `detail` is for the engineer (text of the PBX, a path, a reason code); never shown alone. */
export const deskError = z.object({
  code: errorCode,
  detail: z.string().max(500).optional(),
  rule: z.string().max(100).optional(),
})
export type DeskError = Readonly<z.infer<typeof deskError>>

export const deskFailure = (code: ErrorCode, detail?: string): DeskError =>
  detail === undefined ? { code } : { code, detail: detail.slice(0, 500) }
