// What would end a monitor or a phone call is asked first. Who knows whether one runs gives the way; without it nothing is asked.
import { createContext } from 'react'

export type Leaving = 'logOut' | 'signOut'

/** Does it at once where nothing would end by it, else when the supervisor has said so. */
export type AskFirst = (what: Leaving, act: () => void) => void

export const AskFirstContext = createContext<AskFirst>((_what, act) => act())
