// That the line has lost its signalling for a moment under a monitor: what goes on and what has to wait.
import { useWords } from '#renderer/words/words.ts'
import { useLine } from './line-store.ts'

export function ControlNotice() {
  const words = useWords()
  const isCut = useLine(({ line }) => line.call.kind === 'monitor' && line.registration.kind === 'reconnecting')
  return isCut ? (
    <p className="card-notice" role="status">
      {words.line.control.reconnecting}
    </p>
  ) : null
}
