// A lease on our own channels: a console that dies without a word stops renewing it, and the PBX clears them away by itself.

/** Dialplan function of func_timeout: seconds until the PBX hangs the channel up, counted from when it is set. */
export const leaseVariable = 'TIMEOUT(absolute)'
export const leaseS = '120'
export const leaseMs = Number(leaseS) * 1000
export const renewEveryMs = 40_000

/**
 * Asked by this caller name on one of its channels whether it is alive, a console answers by a lease that is a little longer than any
 * other. Setting the name of our own channel is what any console may do, and AMI tells it to all (event NewCallerid, class call).
 */
export const areYouAlive = { variable: 'CALLERID(name)', value: 'Earshot, are you there' } as const
export const answerLeaseS = '125'

/** From the moment the connection is cut: the longest lease, set by a renewal that was on its way then. */
export const endsWithinMs = Number(answerLeaseS) * 1000 + 5000

export const isAnswer = (secondsLeft: number): boolean => secondsLeft > Number(leaseS) + 1
