// The page's Content-Security-Policy, the same in both shells; sent as a header, so that no page script can outrun it.

/**
 * `lineUrl` (ws://… or wss://…, several with a blank between) is where the supervisor's line registers: what the page may reach besides its own.
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
    // No text becomes HTML or a script: src-renderer/app/trusted-html.ts.
    "require-trusted-types-for 'script'",
    'trusted-types default',
  ].join('; ')
}

/** The origins of WebSocket addresses (several with a blank between) as connect-src wants them, or null when there is none. */
export function socketOrigin(addresses: string | null): string | null {
  const origins = (addresses ?? '').split(' ').flatMap((address) => originOf(address) ?? [])
  return origins.length === 0 ? null : [...new Set(origins)].join(' ')
}

function originOf(address: string): string | null {
  if (!URL.canParse(address)) return null
  const { protocol, host } = new URL(address)
  return protocol === 'ws:' || protocol === 'wss:' ? `${protocol}//${host}` : null
}
