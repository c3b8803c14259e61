// Whose certificates an Asterisk site trusts: one authority for AMI, ARI and the line.
import type { AsteriskSite } from '#contract/site-asterisk.ts'

/** One place of trust: what AMI and ARI do not say for themselves is the site's `ca`. */
export function withOneTrust(site: AsteriskSite): AsteriskSite {
  const { ca, ami, ari } = site
  const tlsOfAmi = ami.tls === true ? { ca } : ami.tls && { ca: ami.tls.ca ?? ca }
  return { ...site, ami: { ...ami, tls: tlsOfAmi }, ari: ari && { ...ari, ca: ari.ca ?? ca } }
}
