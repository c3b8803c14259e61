// The sign in the frame: whose next call is waited for, how long still and why not now; one press ends them all, another opens the list.
import { CalendarClock, X } from 'lucide-react'
import { useContext } from 'react'
import { useStore } from 'zustand'
import { FloorContext, useFloor } from '#renderer/floor/floor-store.ts'
import { KeyHint, useAriaKeys } from '#renderer/keys/key-hint.tsx'
import { OfferedButton } from '#renderer/ui/offers.tsx'
import { useOpened } from '#renderer/ui/opened-store.ts'
import { Tip } from '#renderer/ui/tip.tsx'
import { type ReviewWords, useReviewWords } from '#renderer/words/review.ts'
import type { OrdersState } from './logic/next-orders.ts'
import { signText, stateText, timeText } from './order-text.ts'
import type { OrdersStore } from './orders-store.ts'
import { TickingText } from './ticking-text.tsx'
import './orders.css'

export function OrdersSign({ store }: { readonly store: OrdersStore }) {
  const state = useStore(store, (view) => view.state)
  const words = useReviewWords()
  if (!words || !state) return null
  return state.orders.length === 0 ? (
    <OpenButton say={words.orders} />
  ) : (
    <Waiting say={words.orders} state={state} store={store} />
  )
}

type Say = ReviewWords['orders']

function OpenButton({ say }: { readonly say: Say }) {
  const open = useOpened((view) => view.open)
  const keys = useAriaKeys('order')
  return (
    <Tip text={say.title} keyHint={<KeyHint command="order" />}>
      <OfferedButton
        offer={say.title}
        className="button bar-button worded-sign"
        aria-label={say.title}
        aria-keyshortcuts={keys}
        onPress={() => open('orders')}
      >
        <CalendarClock aria-hidden />
        <span className="sign-word">{say.button}</span>
      </OfferedButton>
    </Tip>
  )
}

type WaitingProps = { readonly say: Say; readonly state: OrdersState; readonly store: OrdersStore }

function Waiting({ say, state, store }: WaitingProps) {
  const open = useOpened((view) => view.open)
  const floor = useContext(FloorContext)
  // A name that changes is no news worth a render of its own.
  const name = useFloor((now) => {
    const { doing } = state
    return doing.kind === 'waiting' ? '' : (now?.agents[doing.target.agentId]?.name ?? doing.target.agentId)
  })
  const nameOf = (id: string) => name || (floor.getState().floor?.agents[id]?.name ?? id)
  const status = stateText(say, state, nameOf)
  const [first] = state.orders
  return (
    <span className="orders-sign" data-orders={state.doing.kind}>
      <span role="status" className="sr-only">
        {status}
      </span>
      <Tip text={status}>
        <OfferedButton
          offer={say.list}
          className="button bar-button orders-open"
          aria-label={say.open(status)}
          onPress={() => open('orders')}
        >
          <CalendarClock aria-hidden />
          <span className="orders-text">{signText(say, state, nameOf)}</span>
          {first && (
            <span className="orders-time">
              <TickingText text={(at) => timeText(say, first, at)} />
            </span>
          )}
        </OfferedButton>
      </Tip>
      <Tip text={say.endAll}>
        <OfferedButton
          offer={say.endAll}
          className="icon-button"
          aria-label={say.endAll}
          onPress={() => store.getState().tell({ kind: 'allEnded' })}
        >
          <X aria-hidden />
        </OfferedButton>
      </Tip>
    </span>
  )
}
