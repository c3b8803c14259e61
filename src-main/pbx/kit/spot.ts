// What a monitor asks the picture: where to attach, whether that is still in the call, and what has become of the call.

/** The agent's channel in a call. */
export type Spot = {
  readonly channelId: string
  readonly channelName: string
  readonly callId: string
  readonly agentId: string
}

export type CallView = {
  /** The agent's channel that talks: in this call, or in whichever when none is given. */
  talking(agentId: string, callId: string | null): Spot | null
  /** The agent who talks in this call now, if any. */
  agentOn(callId: string): Spot | null
  /** The call a channel is in now, or null when the channel is gone, or has left its last bridge for good. */
  callOf(channelId: string): string | null
  /**
   * Who is on the other side of this channel now, by a name of the PBX's own; null: nobody, or several. Only where an attachment must be made
   * anew once another is there (Asterisk).
   */
  partnerOf?(channelId: string): string | null
  /**
   * none: not a channel of it is left · open: a phone rings, or the caller waits or is parked, so an agent may yet come · transferred: a
   * transfer sent the caller on, and nobody has answered yet · settled: nothing of it.
   */
  callState(callId: string): 'none' | 'open' | 'transferred' | 'settled'
}
