// A button that is never disabled in silence: when it may not be used it stays in reach, says why and offers what mends it.
import { type MouseEvent, type ReactNode, type RefObject, useId } from 'react'
import type { CommandId } from '#renderer/keys/commands.ts'
import { KeyHint, useAriaKeys, useSpokenKey } from '#renderer/keys/key-hint.tsx'
import { useRefusals } from '#renderer/monitor/refusal-store.ts'
import type { Refusal } from '#renderer/monitor/refusals.ts'
import { useOfferOf } from '#renderer/ui/offers.tsx'
import { useTip } from '#renderer/ui/tip.tsx'
import { useWords } from '#renderer/words/words.ts'

export type ReasonedButtonProps = {
  readonly className: string
  readonly label: string // the accessible name, and what a refusal is about
  readonly refusal: Refusal | null // why it may not be used now; null: it may
  readonly hint?: string | null
  readonly command?: CommandId // the command it is the button of: its key is shown
  readonly keyOnButton?: boolean // else only in the tip
  readonly how?: ReactNode // in the tip, a sentence with the key instead of the bare key
  readonly deliberate?: Deliberate
  readonly silences?: boolean // it closes the microphone: never deaf (one-press.ts)
  readonly talks?: boolean // while it is held, by mouse, finger or key
  readonly pressed?: boolean
  readonly busy?: boolean
  readonly onPress: () => void
  readonly children: ReactNode
}

/**
 * What Enter or Space must be meant for, so that writing never does it (listen-to-keys.ts): somebody hears the supervisor
 * then, or a monitor moves or ends.
 */
type Deliberate = 'speaks' | 'moves' | null

export function ReasonedButton(props: ReasonedButtonProps) {
  const {
    className,
    label,
    refusal,
    hint,
    command,
    keyOnButton,
    how,
    deliberate,
    silences,
    talks,
    pressed,
    busy,
    onPress,
    children,
  } = props
  const id = useId()
  const keys = useAriaKeys(command)
  const remedy = useRemedySentence(refusal)
  const said = refusal ? `${refusal.sentence}${remedy}` : (hint ?? null)
  const tipKey = command !== undefined && !keyOnButton
  const isHowSaid = how !== undefined && refusal === null
  // A command stands in the palette by itself.
  const offered = command === undefined
  const { tip, anchor, shown, handlers } = useTip(said !== null || tipKey)
  const refuse = useRefusals((view) => view.refuse)
  const press = () => (refusal ? refuse(label, refusal) : onPress())
  return (
    <span className="reasoned" {...handlers}>
      <button
        ref={anchor}
        type="button"
        className={className}
        aria-label={label}
        aria-disabled={refusal !== null}
        aria-describedby={said === null && !(shown && isHowSaid) ? undefined : id}
        aria-keyshortcuts={keys}
        aria-pressed={pressed}
        data-busy={busy}
        data-acts
        data-silences={silences || undefined}
        data-talks={talks || undefined}
        data-deliberate={refusal === null ? (deliberate ?? undefined) : undefined}
        onMouseDown={keepSpaceFree}
        onClick={press}
      >
        {children}
        {command && keyOnButton && <KeyHint command={command} />}
      </button>
      {offered && <Offered button={anchor} name={label} why={refusal?.sentence ?? null} />}
      {(said !== null || shown) && (
        <span ref={tip} id={id} role="tooltip" className="reason" popover="manual" hidden={!shown}>
          {said}
          {shown && said !== null && ' '}
          {shown && (isHowSaid ? how : tipKey && <KeyHint command={command} />)}
        </span>
      )}
    </span>
  )
}

/** No hook of the button: there is one on each row of the floor, of a command. */
function Offered({ button, name, why }: { button: RefObject<HTMLElement | null>; name: string; why: string | null }) {
  useOfferOf(button, name, why)
  return null
}

// After a click the focus is on what the button belongs to, so that no key presses it once more.
function keepSpaceFree(event: MouseEvent<HTMLButtonElement>): void {
  event.preventDefault()
  event.currentTarget
    .closest<HTMLElement>('[role="row"], [data-rests]')
    ?.focus({ preventScroll: true, focusVisible: false })
}

function useRemedySentence(refusal: Refusal | null): string {
  const words = useWords()
  const key = useSpokenKey('remedy')
  if (!refusal?.remedy || key === null) return ''
  return ` ${words.monitor.remedyOffer(key, words.monitor.remedies[refusal.remedy])}`
}
