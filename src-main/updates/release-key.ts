// The public key by which releases are known (ed25519, SPKI in base64), built in. null: this build never updates itself.
// `npm run sign-feed -- --new-key FILE` prints the line to put here; the private half never comes near this folder.
export const releaseKey: string | null = null
