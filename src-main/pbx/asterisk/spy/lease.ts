// The lease on Asterisk's channels (kit/lease.ts): by which function it is set, and how a console answers that it is alive.
import { leaseS } from '#main/pbx/kit/lease.ts'

/** Dialplan function of func_timeout: seconds until the PBX hangs the channel up, counted from when it is set. */
export const leaseVariable = 'TIMEOUT(absolute)'

/**
 * Asked by this caller name on one of its channels whether it is alive, a console answers by a lease that is a little longer than any
 * other. Setting the name of our own channel is what any console may do, and AMI tells it to all (event NewCallerid, class call).
 */
export const areYouAlive = { variable: 'CALLERID(name)', value: 'Earshot, are you there' } as const

export const isAnswer = (secondsLeft: number): boolean => secondsLeft > Number(leaseS) + 1
