// Marks the row of an agent who asks for help and whom nobody helps yet. Who asks is told from above: the floor does not know it.
import { Hand } from 'lucide-react'
import { createContext, useContext } from 'react'
import { type StoreApi, useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { useWords } from '#renderer/words/words.ts'

/** Ids of agents. */
export type AskingStore = StoreApi<{ readonly agents: ReadonlySet<string> }>

export const createAskingStore = (): AskingStore => createStore(() => ({ agents: new Set<string>() }))

export const AskingContext = createContext<AskingStore>(createAskingStore())

export function NeedsHelpMark({ agentId }: { readonly agentId: string }) {
  const { needsHelp } = useWords().floor
  const asks = useStore(useContext(AskingContext), ({ agents }) => agents.has(agentId))
  if (!asks) return null
  return (
    <span className="needs-help" title={needsHelp}>
      <Hand aria-hidden className="state-icon" />
      <span className="sr-only">{needsHelp}</span>
    </span>
  )
}
