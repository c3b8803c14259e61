// The names of the ears an operator can look at.

export type Ear =
  | { readonly kind: 'agent'; readonly ext: string }
  | { readonly kind: 'caller'; readonly call: string } // a call, or the invite of an outside caller
  | { readonly kind: 'line'; readonly ext: string } // what is sent to the line
  | { readonly kind: 'mouth'; readonly ext: string } // what comes from the line

/** `agent:1001`, `caller:c12`, `line:5001`, `mouth:5001`; anything else is null. */
export function parseEar(text: string): Ear | null {
  const at = text.indexOf(':')
  const rest = text.slice(at + 1)
  if (at < 0 || rest === '') return null
  switch (text.slice(0, at)) {
    case 'agent':
      return { kind: 'agent', ext: rest }
    case 'caller':
      return { kind: 'caller', call: rest }
    case 'line':
      return { kind: 'line', ext: rest }
    case 'mouth':
      return { kind: 'mouth', ext: rest }
    default:
      return null
  }
}
