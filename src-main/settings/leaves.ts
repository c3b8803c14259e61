// Every single setting there is, with the form a policy gives it; made from the schema the console itself reads by.
import { z } from 'zod'
import { settings } from '#contract/settings.ts'

/** json: what has parts of its own without a name each (the site, keys, rules); written as JSON text. */
export type Leaf = { readonly path: string; readonly isNullable: boolean } & (
  | { readonly form: 'switch' | 'text' | 'json' | 'list' }
  | { readonly form: 'number'; readonly isWhole: boolean; readonly min: number | null; readonly max: number | null }
  | { readonly form: 'choice'; readonly options: readonly string[] }
)

/** A part of the site means nothing in a site of another kind; views are kept by the console, not written by hand. */
const asOne: ReadonlySet<string> = new Set(['site', 'views'])

type Node = z.core.JSONSchema.JSONSchema

/** In the order of the schema. */
export function settingLeaves(): readonly Leaf[] {
  return leavesOf(z.toJSONSchema(settings, { io: 'input' }), '')
}

function leavesOf(node: Node, path: string): readonly Leaf[] {
  return Object.entries(node.properties ?? {}).flatMap(([name, field]) => {
    if (typeof field === 'boolean') return []
    const here = path === '' ? name : `${path}.${name}`
    return !asOne.has(here) && field.type === 'object' && field.properties !== undefined
      ? leavesOf(field, here)
      : [leafOf(field, here)]
  })
}

function leafOf(field: Node, path: string): Leaf {
  const kinds = (field.anyOf ?? []).filter((one): one is Node => typeof one !== 'boolean')
  const others = kinds.filter(({ type }) => type !== 'null')
  const isNullable = others.length < kinds.length
  const [only] = others
  const node = isNullable && others.length === 1 && only ? only : field
  const common = { path, isNullable }
  if (node.enum) return { ...common, form: 'choice', options: node.enum.map(String) }
  switch (node.type) {
    case 'boolean':
      return { ...common, form: 'switch' }
    case 'integer':
    case 'number':
      return {
        ...common,
        form: 'number',
        isWhole: node.type === 'integer',
        min: node.minimum ?? null,
        max: node.maximum ?? null,
      }
    case 'string':
      return { ...common, form: 'text' }
    case 'array':
      return { ...common, form: isOfTexts(node) ? 'list' : 'json' }
    default:
      return { ...common, form: 'json' }
  }
}

const isOfTexts = ({ items }: Node): boolean =>
  typeof items === 'object' && !Array.isArray(items) && items.type === 'string'
