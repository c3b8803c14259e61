// How the PBX answers what it was asked: a result, or one of the codes of docs/demo-pbx.md with a sentence.
export type Code =
  | 'call-gone'
  | 'not-answered'
  | 'line-unregistered'
  | 'line-busy'
  | 'unknown-monitor'
  | 'duplicate'
  | 'unknown-method'
  | 'bad-params'
  | 'not-allowed'
  | 'refused'

export type Refusal = { readonly code: Code; readonly text: string }
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Refusal }

export const yes = <T>(value: T): Answer<T> => ({ ok: true, value })
export const no = (code: Code, text: string): { readonly ok: false; readonly error: Refusal } => ({
  ok: false,
  error: { code, text },
})
