// The page's Content-Security-Policy, the same in both shells; sent as a header, so that no page script can outrun it.

/**
 * `lineUrl` (ws://… or wss://…) is where the supervisor's line registers: the one host the page may reach besides its own.
 * `besides` are sources it may connect to in this shell alone.
 */
export function contentSecurityPolicy(lineUrl: string | null, besides: readonly string[] = []): string {
  const line = socketOrigin(lineUrl)
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "media-src 'self' blob: mediastream:",
    ['connect-src', "'self'", ...besides, ...(line === null ? [] : [line])].join(' '),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** The origin of a WebSocket address as connect-src wants it, or null when the address is none. */
export function socketOrigin(address: string | null): string | null {
  if (address === null || !URL.canParse(address)) return null
  const { protocol, host } = new URL(address)
  return protocol === 'ws:' || protocol === 'wss:' ? `${protocol}//${host}` : null
}
