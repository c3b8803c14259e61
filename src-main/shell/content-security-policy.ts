// The page's Content-Security-Policy, the same in every shell; sent as a header, so that no page script can outrun it.

/** `connect` are the origins (ws://host:port, wss://…) the page may reach besides its own. */
export function contentSecurityPolicy(connect: readonly string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "media-src 'self' blob: mediastream:",
    ["connect-src 'self'", ...connect].join(' '),
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
