// Who sits at the console, shown by PIN or badge, and why they listen where the site wants to know. Loaded after the first screen.
import { useEffect } from 'react'
import { Button } from 'react-aria-components/Button'
import type { SeatBoard } from '#contract/rights.ts'
import { useWords } from '#renderer/words/words.ts'
import { Cancel, Form, Frame, focus } from './seat-form.tsx'
import { type ReasonAsked, useSignIn } from './sign-in-store.ts'
import { tellTouches } from './touches.ts'

export function SeatDialogs() {
  const seat = useSignIn((view) => view.seat)
  const step = useSignIn((view) => view.seatStep)
  const asked = useSignIn((view) => view.reasonAsked)
  const isIn = seat.kind === 'in'
  useEffect(() => (isIn ? tellTouches(window, () => step({ kind: 'active' })) : undefined), [isIn, step])
  return (
    <>
      {seat.kind === 'wanted' && <EnterSeat board={seat} />}
      {seat.kind === 'in' && seat.confirm === 'wanted' && <ConfirmSeat board={seat} />}
      {asked && isSeated(seat) && <GiveReason asked={asked} />}
    </>
  )
}

const isSeated = (seat: SeatBoard): boolean => seat.kind === 'none' || (seat.kind === 'in' && seat.confirm === 'notNow')

function EnterSeat({ board }: { readonly board: Extract<SeatBoard, { kind: 'wanted' }> }) {
  const { signIn } = useWords()
  const step = useSignIn((view) => view.seatStep)
  // A reader types the badge's number and Enter: then there is no PIN.
  const enter = (fields: FormData) => {
    const [who, pin] = [String(fields.get('who')).trim(), String(fields.get('pin'))]
    if (who !== '') step(pin === '' ? { kind: 'badge', badge: who } : { kind: 'pin', extension: who, pin })
  }
  return (
    <Frame title={signIn.seat.title}>
      <Form enter={enter} button={signIn.enter}>
        <p>{signIn.seat.hint}</p>
        <Why board={board} />
        <label>
          {signIn.seat.who}
          <input name="who" required autoComplete="off" spellCheck={false} ref={focus} />
        </label>
        <label>
          {signIn.seat.pin}
          <input name="pin" type="password" inputMode="numeric" autoComplete="off" />
        </label>
      </Form>
    </Frame>
  )
}

function ConfirmSeat({ board }: { readonly board: Extract<SeatBoard, { kind: 'in' }> }) {
  const { signIn } = useWords()
  const step = useSignIn((view) => view.seatStep)
  const putOff = () => step({ kind: 'putOff' })
  const enter = (fields: FormData) => {
    const pin = String(fields.get('pin'))
    if (pin !== '') step({ kind: 'pin', extension: board.extension, pin })
  }
  return (
    <Frame title={signIn.seat.confirmTitle} close={putOff}>
      <Form enter={enter} button={signIn.seat.confirm} cancel={putOff}>
        <p>{signIn.seat.confirmHint(board.name)}</p>
        <Why board={board} />
        <label>
          {signIn.seat.pinOrBadge}
          <input name="pin" type="password" required autoComplete="off" ref={focus} />
        </label>
      </Form>
    </Frame>
  )
}

function GiveReason({ asked: { choices, answer } }: { readonly asked: ReasonAsked }) {
  const { signIn } = useWords()
  const giveUp = () => answer(null)
  const enter = (fields: FormData) => {
    const reason = String(fields.get('reason')).trim()
    if (reason !== '') answer(reason)
  }
  return (
    <Frame title={signIn.reason.title} close={giveUp}>
      {choices.length > 0 ? (
        <div className="settings-form seat-reasons">
          {choices.map((choice, at) => (
            <Button key={choice} className="button" autoFocus={at === 0} onPress={() => answer(choice)}>
              {choice}
            </Button>
          ))}
          <div className="seat-acts">
            <Cancel onPress={giveUp} />
          </div>
        </div>
      ) : (
        <Form enter={enter} button={signIn.reason.listen} cancel={giveUp}>
          <label>
            {signIn.reason.own}
            <input name="reason" required maxLength={200} autoComplete="off" ref={focus} />
          </label>
        </Form>
      )}
    </Frame>
  )
}

function Why({ board }: { readonly board: Pick<Extract<SeatBoard, { kind: 'wanted' }>, 'why' | 'lockedS'> }) {
  const { signIn, errors } = useWords()
  const failure = useSignIn((view) => view.failure)
  const why = failure ?? board.why
  if (!why) return null
  return <p role="alert">{board.lockedS > 0 ? signIn.seat.locked(board.lockedS) : errors[why.code]}</p>
}
