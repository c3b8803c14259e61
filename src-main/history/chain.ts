// The chain: every record carries its number, the hash of the one before, and its own hash over all of that. Pure.
import { createHash } from 'node:crypto'
import { canonicalJson } from './canonical-json.ts'

export type Link = {
  readonly seq: number // 1, 2, 3 …
  readonly prev: string
  readonly record: unknown
  readonly hash: string // SHA-256, hex, over the canonical JSON of the three others
}

/** A place in the chain that the next link is hung on. */
export type ChainEnd = { readonly seq: number; readonly hash: string }

/** The first line of a chain whose beginning was pruned: the last record that is gone. */
export type Anchor = { readonly anchor: ChainEnd }

/** The last line of an export: how far it reached. */
export type End = { readonly end: ChainEnd }

export const beginning: ChainEnd = { seq: 0, hash: '0'.repeat(64) }

export function linkAfter(end: ChainEnd, record: unknown): Link {
  const body = { seq: end.seq + 1, prev: end.hash, record }
  return { ...body, hash: hashOf(body) }
}

export const endOf = ({ seq, hash }: Link): ChainEnd => ({ seq, hash })

export const hashOf = ({ seq, prev, record }: Omit<Link, 'hash'>): string =>
  createHash('sha256').update(canonicalJson({ seq, prev, record })).digest('hex')

/** What a line says. The only form that counts is the one we write: then no byte of a file can be changed unseen. */
export type Line =
  | { readonly kind: 'link'; readonly link: Link }
  | AnchorLine
  | EndLine
  | { readonly kind: 'unreadable' }
type AnchorLine = { readonly kind: 'anchor'; readonly at: ChainEnd }
type EndLine = { readonly kind: 'end'; readonly at: ChainEnd }

export const lineOf = (line: Link | Anchor | End): string => canonicalJson(line)

export function readLine(text: string): Line {
  let raw: unknown
  try {
    raw = JSON.parse(text)
  } catch {
    return { kind: 'unreadable' }
  }
  if (!isObject(raw) || canonicalJson(raw) !== text) return { kind: 'unreadable' }
  if (isEnd(raw.anchor)) return { kind: 'anchor', at: raw.anchor }
  if (isEnd(raw.end)) return { kind: 'end', at: raw.end }
  if (!isEnd(raw) || typeof raw.prev !== 'string' || !isObject(raw.record)) return { kind: 'unreadable' }
  return { kind: 'link', link: { seq: raw.seq, prev: raw.prev, record: raw.record, hash: raw.hash } }
}

type Fields = { readonly [key: string]: unknown }

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isEnd = (value: unknown): value is Fields & ChainEnd =>
  isObject(value) && Number.isSafeInteger(value.seq) && typeof value.hash === 'string'
