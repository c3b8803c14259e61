// A part of the window's one console object, as components reach it: the app gives its store, whoever is below asks for it.
import { type Context, createContext, useContext } from 'react'
import { type StoreApi, useStore } from 'zustand'

export type PartContext<View> = Context<StoreApi<View> | null>

/** `name` stands in the error of a component that is rendered outside of a console. */
export function partContext<View>(name: string): PartContext<View> {
  const context: PartContext<View> = createContext<StoreApi<View> | null>(null)
  context.displayName = name
  return context
}

/** The store itself, for who acts on what is there now and does not show it. */
export function usePartStore<View>(context: PartContext<View>): StoreApi<View> {
  const store = useContext(context)
  if (!store) throw new Error(`no ${context.displayName} here: the component stands outside of the console`)
  return store
}

/** Renders again only when what is picked is another value. */
export const usePart = <View, T>(context: PartContext<View>, pick: (view: View) => T): T =>
  useStore(usePartStore(context), pick)
