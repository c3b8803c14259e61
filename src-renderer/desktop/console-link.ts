// Links of our own (`earshot:listen?agent=1004`, `earshot:agent/1004`), which any program and any page of the web may have clicked. Pure.

/** What a link asks for; whoever sits at the console decides. */
export type ConsoleLink = { readonly kind: 'listen' | 'agent'; readonly agent: string }

/** Whether it is meant for the console, be it readable or not. */
export const isConsoleLink = (link: string): boolean => /^earshot:/i.test(link)

// Browsers write `earshot://listen/?agent=…` for what was `earshot:listen?agent=…` with strokes.
const forms = {
  listen: /^earshot:(?:\/\/)?listen\/?\?agent=([^&#?/]{1,120})$/i,
  agent: /^earshot:(?:\/\/)?agent\/([^&#?/]{1,120})\/?$/i,
} as const

/** Null: it is none, or asks for more than this. */
export function consoleLink(link: string): ConsoleLink | null {
  for (const kind of ['listen', 'agent'] as const) {
    const agent = plainId(forms[kind].exec(link)?.[1])
    if (agent !== null) return { kind, agent }
  }
  return null
}

/** An extension, or an agent's name at the PBX: nothing that is shown otherwise than it is written. */
function plainId(text: string | undefined): string | null {
  if (text === undefined) return null
  try {
    const id = decodeURIComponent(text)
    return /^[\w.@+*:-]{1,60}$/.test(id) ? id : null
  } catch {
    return null
  }
}
