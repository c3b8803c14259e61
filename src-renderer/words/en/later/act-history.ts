// English: what supervisors did, as the history tells it.
import type { ActTold } from '../../act-told.ts'

const reasoned = (sentence: string, { detail }: ActTold) => (detail === '' ? sentence : `${sentence}: “${detail}”`)
const inQueues = (sentence: string, { queues }: ActTold) => (queues === '' ? sentence : `${sentence} (${queues})`)

export const actHistory = {
  show: 'Show',
  everything: 'Everything',
  callsAlone: 'Calls listened to',
  actsAlone: 'All actions',
  transferOut: 'Transfer to an outside number',
  /** What was done: behind the supervisor’s name. */
  did: {
    takeOver: ({ call }: ActTold) => `took over the call of ${call}`,
    endCall: ({ call }: ActTold) => `ended the call of ${call}`,
    holdCall: ({ call }: ActTold) => `put the call of ${call} on hold`,
    resumeCall: ({ call }: ActTold) => `took the call of ${call} off hold`,
    transferCall: ({ call, to }: ActTold) => `transferred the call of ${call} to ${to}`,
    transferOut: ({ call, to }: ActTold) => `transferred the call of ${call} to the outside number ${to}`,
    pickCall: ({ call, to }: ActTold) =>
      to === '' ? `picked up the call of ${call}` : `gave the call of ${call} to ${to}`,
    moveWaiting: ({ call, to }: ActTold) =>
      to === '' ? `moved ${call} to the front of the queue` : `moved ${call} to the queue ${to}`,
    parkCall: ({ call }: ActTold) => `parked the call of ${call}`,
    pause: (told: ActTold) => reasoned(`paused ${told.agent}`, told),
    ready: ({ agent }: ActTold) => `made ${agent} ready for calls`,
    logIn: (told: ActTold) => inQueues(`logged ${told.agent} in`, told),
    logOut: (told: ActTold) => inQueues(`logged ${told.agent} out`, told),
    endWrapUp: ({ agent }: ActTold) => `ended the wrap-up of ${agent}`,
    forceLogOut: ({ agent }: ActTold) => `logged ${agent} out of everything`,
    sendText: (told: ActTold) => reasoned(`sent ${told.agent} a message`, told),
    broadcast: (told: ActTold) => reasoned(`sent everyone in ${told.queues} a message`, told),
    record: ({ call }: ActTold) => `started recording the call of ${call}`,
    stopRecording: ({ call }: ActTold) => `stopped recording the call of ${call}`,
    markRecording: (told: ActTold) => reasoned(`marked the recording of the call of ${told.call}`, told),
  },
  /** What was asked for, done or not: behind “Sue wanted to”. */
  wanted: {
    takeOver: ({ call }: ActTold) => `take over the call of ${call}`,
    endCall: ({ call }: ActTold) => `end the call of ${call}`,
    holdCall: ({ call }: ActTold) => `put the call of ${call} on hold`,
    resumeCall: ({ call }: ActTold) => `take the call of ${call} off hold`,
    transferCall: ({ call, to }: ActTold) => `transfer the call of ${call} to ${to}`,
    transferOut: ({ call, to }: ActTold) => `transfer the call of ${call} to the outside number ${to}`,
    pickCall: ({ call, to }: ActTold) =>
      to === '' ? `pick up the call of ${call}` : `give the call of ${call} to ${to}`,
    moveWaiting: ({ call, to }: ActTold) =>
      to === '' ? `move ${call} to the front of the queue` : `move ${call} to the queue ${to}`,
    parkCall: ({ call }: ActTold) => `park the call of ${call}`,
    pause: (told: ActTold) => reasoned(`pause ${told.agent}`, told),
    ready: ({ agent }: ActTold) => `make ${agent} ready for calls`,
    logIn: (told: ActTold) => inQueues(`log ${told.agent} in`, told),
    logOut: (told: ActTold) => inQueues(`log ${told.agent} out`, told),
    endWrapUp: ({ agent }: ActTold) => `end the wrap-up of ${agent}`,
    forceLogOut: ({ agent }: ActTold) => `log ${agent} out of everything`,
    sendText: (told: ActTold) => reasoned(`send ${told.agent} a message`, told),
    broadcast: (told: ActTold) => reasoned(`send everyone in ${told.queues} a message`, told),
    record: ({ call }: ActTold) => `start recording the call of ${call}`,
    stopRecording: ({ call }: ActTold) => `stop recording the call of ${call}`,
    markRecording: (told: ActTold) => reasoned(`mark the recording of the call of ${told.call}`, told),
  },
  sentenceDone: (by: string, did: string) => `${by} ${did}.`,
  sentenceWanted: (by: string, wanted: string) => `${by} wanted to ${wanted}.`,
  outcomes: {
    done: 'Done',
    asked: 'Unknown: the console was closed before an answer came',
    unknown: 'Unknown: the phone system didn’t answer',
    refused: (why: string) => `Not done. ${why}`,
    byRule: (rule: string) => `Not done: the rule “${rule}” doesn’t allow it`,
    noRule: 'Not done: no rule of your site allows it',
  },
}
