// From a checked request to its answer: each method with its schema, and who may call it.
import type { z } from 'zod'
import { type Answer, no, yes } from '../kit/answer.ts'
import { complaint, type Handlers } from './protocol.ts'

export type Outcome = Answer<unknown> | Promise<Answer<unknown>>
type Method = (params: unknown) => Outcome
export type MethodTable = ReadonlyMap<string, Method>

type Schemas = Readonly<Record<string, z.ZodType>>

/** Handlers whose parameters are checked first; a handler answers an Answer, or the promise of one. */
export function methodTable<S extends Schemas>(schemas: S, handlers: Handlers<S>): MethodTable {
  return new Map(
    Object.entries(schemas).map(([name, schema]) => [
      name,
      (params: unknown) => {
        const parsed = schema.safeParse(params)
        if (!parsed.success) return no('bad-params', complaint(parsed.error))
        return (handlers[name] as (checked: unknown) => Outcome)(parsed.data)
      },
    ]),
  )
}

/** The methods of a role; those of the other are `not-allowed`, the rest unknown. */
export function callMethod(
  name: string,
  params: unknown,
  tables: { readonly own: readonly MethodTable[]; readonly others: ReadonlySet<string> },
): Outcome {
  const method = tables.own.map((table) => table.get(name)).find((found) => found !== undefined)
  if (!method)
    return tables.others.has(name)
      ? no('not-allowed', `${name} is not for this role.`)
      : no('unknown-method', `There is no method ${name.slice(0, 60)}.`)
  return method(params)
}

export const done = yes({})
