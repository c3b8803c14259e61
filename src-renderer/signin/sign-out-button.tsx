// Who is signed in at this seat or at the PBX, and the way out.
import { LogOut } from 'lucide-react'
import { useContext } from 'react'
import { AskFirstContext } from '#renderer/ui/ask-first.ts'
import { OfferedButton } from '#renderer/ui/offers.tsx'
import { Tip } from '#renderer/ui/tip.tsx'
import { useWords } from '#renderer/words/words.ts'
import { useSignIn } from './sign-in-store.ts'

/** Nothing where nobody signs in by hand. */
export function SignOutButton() {
  const words = useWords()
  const username = useSignIn(({ board, seat }) =>
    seat.kind === 'in' ? seat.name : board.kind === 'in' ? board.username : null,
  )
  const out = useSignIn(({ seat, seatStep, step }) => (seat.kind === 'in' ? seatStep : step))
  const askFirst = useContext(AskFirstContext)
  if (username === null) return null
  return (
    <Tip text={words.signIn.out(username)}>
      <OfferedButton
        offer={words.signIn.out(username)}
        data-deliberate="moves"
        data-acts
        className="icon-button"
        aria-label={words.signIn.out(username)}
        onPress={() => askFirst('signOut', () => out({ kind: 'out' }))}
      >
        <LogOut aria-hidden />
      </OfferedButton>
    </Tip>
  )
}
