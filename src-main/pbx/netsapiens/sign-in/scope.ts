// The scopes of the platform, and which of them may monitor.

// As published, from the narrowest; a Site Manager has the portal's monitoring too (CallHarbor's article for them).
const supervising = new Set(['call center supervisor', 'site manager', 'office manager', 'reseller', 'super user'])

const tidy = (scope: string): string => scope.trim().toLowerCase().replaceAll('centre', 'center').replace(/\s+/g, ' ')

/** Scopes with a suffix ("Call Center Supervisor w/ Reports") count as what they begin with. */
export function maySupervise(scope: string): boolean {
  const tidied = tidy(scope)
  return [...supervising].some((known) => tidied === known || tidied.startsWith(`${known} `))
}
