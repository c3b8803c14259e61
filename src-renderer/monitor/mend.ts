// Does what a refusal offers.
import { type LineView, useLineStore } from '#renderer/line/line-store.ts'
import { type OpenedView, useOpened } from '#renderer/ui/opened-store.ts'
import { type RefusalView, useRefusals } from './refusal-store.ts'
import type { Remedy } from './refusals.ts'

type MendParts = {
  readonly line: Pick<LineView, 'logIn' | 'retryMicrophone' | 'hangUp' | 'hold'>
  readonly forget: RefusalView['forget']
  readonly open: OpenedView['open']
}

export function mend(remedy: Remedy, { line, forget, open }: MendParts): void {
  forget()
  const mends: Readonly<Record<Remedy, () => void>> = {
    logIn: line.logIn,
    allowMicrophone: line.retryMicrophone,
    chooseMicrophone: () => open('settings'),
    hangUp: line.hangUp,
    holdCall: line.hold,
  }
  mends[remedy]()
}

export function useMend(): (remedy: Remedy) => void {
  const line = useLineStore()
  const forget = useRefusals((view) => view.forget)
  const open = useOpened((view) => view.open)
  return (remedy) => mend(remedy, { line: line.getState(), forget, open })
}
