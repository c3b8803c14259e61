// The dialog: the orders in their order, each ended by one press, and the form for another.
import { ArrowUp, X } from 'lucide-react'
import { Button } from 'react-aria-components/Button'
import { Dialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { useStore } from 'zustand'
import type { StandingOrder } from '#contract/site/orders.ts'
import { useFloor } from '#renderer/floor/floor-store.ts'
import { useOpened } from '#renderer/ui/opened-store.ts'
import type { ReviewWords } from '#renderer/words/review.ts'
import { useWords } from '#renderer/words/words.ts'
import { MOST_ORDERS, type OrdersState } from './logic/next-orders.ts'
import { OrderForm } from './order-form.tsx'
import { callsText, stateText, timeText } from './order-text.ts'
import type { OrdersStore } from './orders-store.ts'
import { TickingText } from './ticking-text.tsx'
import './orders.css'

type Say = ReviewWords['orders']
type Parts = { readonly say: Say; readonly store: OrdersStore; readonly now: () => number }

export function OrdersDialog({ say, store, now }: Parts) {
  const isOpen = useOpened((view) => view.opened === 'orders')
  const open = useOpened((view) => view.open)
  return (
    <ModalOverlay
      className="settings-overlay"
      isDismissable
      isOpen={isOpen}
      onOpenChange={(wanted) => !wanted && open(null)}
    >
      <Modal>
        <Dialog className="settings orders">
          <header className="settings-head">
            <Heading slot="title" level={2}>
              {say.title}
            </Heading>
            <Button slot="close" className="icon-button" aria-label={say.close}>
              <X aria-hidden />
            </Button>
          </header>
          <Opened say={say} store={store} now={now} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function Opened({ say, store, now }: Parts) {
  const words = useWords()
  const { state, failure, tell } = useStore(store)
  const at = useOpened((view) => view.at)
  if (!state) return null
  return (
    <div className="orders-body">
      <OrderList say={say} state={state} tell={tell} />
      {failure && <p role="alert">{say.notKept(words.errors[failure.code])}</p>}
      {state.orders.length >= MOST_ORDERS ? (
        <p className="setting-hint">{say.full}</p>
      ) : (
        <OrderForm key={at} say={say} whose={at} now={now} give={(order) => tell({ kind: 'given', order })} />
      )}
    </div>
  )
}

type ListProps = {
  readonly say: Say
  readonly state: OrdersState
  readonly tell: ReturnType<OrdersStore['getState']>['tell']
}

function OrderList({ say, state, tell }: ListProps) {
  const agentId = state.doing.kind === 'waiting' ? null : state.doing.target.agentId
  const name = useFloor((floor) => (agentId === null ? '' : (floor?.agents[agentId]?.name ?? agentId)))
  if (state.orders.length === 0) return <p className="setting-hint">{say.none}</p>
  return (
    <>
      <p role="status" className="orders-state">
        {stateText(say, state, () => name)}
      </p>
      <ol className="orders-list" aria-label={say.list}>
        {state.orders.map((order, index) => (
          <OrderItem key={order.id} say={say} order={order} isFirst={index === 0} tell={tell} />
        ))}
      </ol>
      {state.orders.length > 1 && (
        <Button className="button" onPress={() => tell({ kind: 'allEnded' })}>
          {say.endAll}
        </Button>
      )}
    </>
  )
}

type ItemProps = Pick<ListProps, 'say' | 'tell'> & { readonly order: StandingOrder; readonly isFirst: boolean }

function OrderItem({ say, order, isFirst, tell }: ItemProps) {
  return (
    <li>
      <span className="orders-what">
        {say.item(order.name, callsText(say, order))}
        <span className="setting-hint">
          <TickingText text={(at) => timeText(say, order, at)} />
        </span>
      </span>
      {!isFirst && (
        <Button
          className="icon-button"
          aria-label={say.up(order.name)}
          onPress={() => tell({ kind: 'movedUp', id: order.id })}
        >
          <ArrowUp aria-hidden />
        </Button>
      )}
      <Button
        className="icon-button"
        aria-label={say.end(order.name)}
        onPress={() => tell({ kind: 'ended', id: order.id })}
      >
        <X aria-hidden />
      </Button>
    </li>
  )
}
