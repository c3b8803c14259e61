// Settings as policies give them, one value each: what is right of them, and a sentence for each that is not. Pure.
import { err, ok, type Result } from '#contract/result.ts'
import { settings } from '#contract/settings.ts'
import { parseJson } from '../json.ts'
import { isLayer, type Layer, mergeLayers } from '../layers.ts'
import { type Leaf, settingLeaves } from '../leaves.ts'
import { withAsked } from '../named-secrets.ts'

/** By the path of the setting: a text, a number, a list of texts (REG_MULTI_SZ), or what a property list holds. */
export type PolicyValues = Readonly<Record<string, unknown>>

/** `where` goes before the name of a value: `HKLM\\Software\\Policies\\Earshot\\`. */
export type PolicySource = {
  readonly where: string
  readonly values: PolicyValues
  /** Why there are none, although somebody has given some. */
  readonly unread?: string
}

export type PolicyLayer = { readonly layer: Layer; readonly troubles: readonly string[] }

/** `where` names the source before the name of a value (`HKLM\Software\Policies\Earshot\`). A wrong value leaves the others in force. `named` puts in the secrets that one only names. */
export function policyLayer(
  values: PolicyValues,
  where: string,
  under: Layer = {},
  named: (value: unknown) => Result<unknown, string> = ok,
): PolicyLayer {
  const leaves = new Map(settingLeaves().map((leaf) => [leaf.path, leaf]))
  const troubles: string[] = []
  let layer: Layer = {}
  let waiting = Object.entries(values).flatMap(([path, raw]) => {
    const leaf = leaves.get(path)
    const read = leaf ? withNamed(valueOfLeaf(leaf, raw), named) : err('there is no such setting. Check the spelling.')
    if (read.ok) return [{ path, value: read.value, why: '' }]
    troubles.push(`${where}${path}: ${read.error}`)
    return []
  })
  // One may need another that comes later: relay only needs its servers.
  for (let before = -1; before !== waiting.length; ) {
    before = waiting.length
    waiting = waiting.flatMap((one) => {
      const next = mergeLayers(layer, nested(one.path, one.value))
      const why = whyNot(mergeLayers(under, next))
      if (why !== null) return [{ ...one, why }]
      layer = next
      return []
    })
  }
  return { layer, troubles: [...troubles, ...waiting.map(({ path, why }) => `${where}${path}: ${why}`)] }
}

function withNamed(
  value: Result<unknown, string>,
  named: (value: unknown) => Result<unknown, string>,
): Result<unknown, string> {
  return value.ok ? named(value.value) : value
}

function whyNot(layer: Layer): string | null {
  const [issue] = settings.safeParse(withAsked(layer, () => null)).error?.issues ?? []
  return issue ? issue.message : null
}

const nested = (path: string, value: unknown): Layer =>
  path
    .split('.')
    .reduceRight<Layer>((inner, name, at, names) => ({ [name]: at === names.length - 1 ? value : inner }), {})

function valueOfLeaf(leaf: Leaf, raw: unknown): Result<unknown, string> {
  if (leaf.isNullable && raw === 'none') return ok(null)
  switch (leaf.form) {
    case 'switch':
      return switchOf(raw)
    case 'number': {
      const number = typeof raw === 'string' && raw.trim() !== '' ? Number(raw) : raw
      return typeof number === 'number' && Number.isFinite(number) ? ok(number) : err('must be a number.')
    }
    case 'choice':
    case 'text':
      return typeof raw === 'string' ? ok(raw) : err('must be a text.')
    case 'list':
      if (Array.isArray(raw) && raw.every(isPlain)) return ok(raw.map(String).filter((one) => one !== ''))
      return typeof raw === 'string' ? ok(partsOf(raw)) : err('must be a list of texts.')
    case 'json':
      return jsonOf(raw)
  }
}

const isPlain = (one: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof one)

function switchOf(raw: unknown): Result<boolean, string> {
  const text = String(raw).toLowerCase()
  if (['1', 'true'].includes(text)) return ok(true)
  return ['0', 'false'].includes(text) ? ok(false) : err('must be 1 (on) or 0 (off).')
}

const partsOf = (text: string): string[] =>
  text
    .split(/[,\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')

/** A property list holds it as it is; the registry as text, of several lines if need be. */
function jsonOf(raw: unknown): Result<unknown, string> {
  if (isLayer(raw)) return ok(raw)
  const isLines = Array.isArray(raw) && raw.every((line) => typeof line === 'string')
  if (Array.isArray(raw) && !isLines) return ok(raw)
  const json = parseJson(isLines ? raw.join('\n') : String(raw))
  return json.ok ? json : err(`must be JSON: ${json.error}`)
}
