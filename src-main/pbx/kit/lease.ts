// A lease on our own channels: a console that dies without a word stops renewing it, and the PBX clears them away by itself.

export const leaseS = '120'
export const leaseMs = Number(leaseS) * 1000
export const renewEveryMs = 40_000
/** Told apart from any other lease by being a little longer. */
export const answerLeaseS = '125'

/** From the moment the connection is cut: the longest lease, set by a renewal that was on its way then. */
export const endsWithinMs = Number(answerLeaseS) * 1000 + 5000
