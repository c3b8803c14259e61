// The standing orders as the window holds them; run-orders.ts moves them, its code comes after the first screen.
import type { StoreApi } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { DeskError } from '#contract/errors.ts'
import type { OrdersEvent, OrdersState } from './logic/next-orders.ts'

/** `state` null: they are not run yet. */
export type OrdersView = {
  readonly state: OrdersState | null
  readonly failure: DeskError | null // why the last change was not kept
  readonly tell: (event: Exclude<OrdersEvent, { kind: 'looked' }>) => void
}

export type OrdersStore = StoreApi<OrdersView>

export const createOrdersStore = (): OrdersStore =>
  createStore<OrdersView>(() => ({ state: null, failure: null, tell: () => {} }))
