// A lease on our own channels: a console that dies without a word stops renewing it, and the PBX clears them away by itself.

/** Dialplan function of func_timeout: seconds until the PBX hangs the channel up, counted from when it is set. */
export const leaseVariable = 'TIMEOUT(absolute)'
export const leaseS = '120'
export const renewEveryMs = 40_000
