// What opens above the page for an act: its menu, its choice, its question; and what was done, with the way back.
import { useCallback, useContext, useEffect, useMemo } from 'react'
import type { Act } from '#contract/acts/acts.ts'
import type { Desk } from '#contract/ipc.ts'
import type { Settings } from '#contract/settings.ts'
import type { Clock } from '#contract/time.ts'
import { FloorContext } from '#renderer/floor/floor-store.ts'
import type { RowSubject } from '#renderer/grid/row-about.ts'
import { useLineStore } from '#renderer/line/line-store.ts'
import { useMonitorStore } from '#renderer/monitor/monitor-store.ts'
import { useRefusalStore } from '#renderer/monitor/refusal-store.ts'
import { because } from '#renderer/monitor/refusals.ts'
import { type ActWords, useActWords } from '#renderer/words/later-acts.ts'
import { useWords } from '#renderer/words/words.ts'
import { type ActScene, actRefusal } from './act-refusals.ts'
import { type ActsView, type AskedKind, useActs, useActsStore } from './acts-store.ts'
import { commandOf } from './command-of.ts'
import { ActsMenu } from './late/acts-menu.tsx'
import { Chooser } from './late/chooser.tsx'
import type { Doing } from './late/doing.ts'
import { DoneLine, SelectionLine } from './late/lines.tsx'
import { choiceOf } from './late/options.ts'
import { usePinnedCall } from './late/pinned-call.ts'
import { asksFirst, Question } from './late/question.tsx'
import { runActs } from './late/run-acts.ts'
import { actsFor, type Choice, stillToUndo } from './late/scene.ts'
import { useBackTo } from './late/use-back-to.ts'
import { takeOverRefusal } from './take-over-refusal.ts'

type LayerProps = {
  readonly desk: Desk
  readonly clock: Clock
  readonly settings: Pick<Settings, 'pauseReasons' | 'readyPhrases'>
}

/** Nothing before its words are there. */
export function ActsLayer(props: LayerProps) {
  const say = useActWords()
  return say && <Layer {...props} say={say} />
}

function Layer({ desk, clock, settings, say }: LayerProps & { readonly say: ActWords }) {
  const { pauseReasons, readyPhrases } = settings
  const words = useWords()
  const store = useActsStore()
  const floor = useContext(FloorContext)
  const monitor = useMonitorStore()
  const line = useLineStore()
  const refusals = useRefusalStore()
  const wish = useActs((view) => view.wish)
  const doing = useMemo(() => {
    const scene = (): ActScene => {
      const { site, feedLive, monitor: now } = monitor.getState()
      return { floor: floor.getState().floor, site, feedLive, monitor: now }
    }
    const { refuse } = refusals.getState()
    const newId = () => crypto.randomUUID()
    const takeOver = () => monitor.getState().takeOver()
    const parts = { desk, store, clock, floor: () => scene().floor, refuse, newId, takeOver, words, acts: say }
    const close = () => store.getState().want(null)
    const whyNot = (kind: AskedKind, subject: RowSubject) => {
      const why = actRefusal(words, kind, subject, scene())
      if (why || kind !== 'takeOver') return why
      return takeOverRefusal(words, monitor.getState(), line.getState(), floor.getState().floor)
    }
    return {
      say,
      scene,
      whyNot,
      close,
      run: (acts: readonly Act[]) => {
        close()
        void runActs(parts, acts)
      },
      undo: (acts: readonly Act[]) => {
        store.setState({ done: null, wish: null })
        const wanted = stillToUndo(acts, scene().floor)
        if (acts.length > 0 && wanted.length === 0)
          refuse(words.keys.commands.undo, because(words.errors.actNotPossible))
        else void runActs(parts, wanted, true)
      },
      gone: (kind: AskedKind | null) => {
        refuse(kind ? words.keys.commands[commandOf(kind)] : say.actions, because(words.errors.callGone))
        close()
      },
      ask: (kind: AskedKind, subject: RowSubject, at: Element | null) => {
        const why = whyNot(kind, subject)
        if (why) refuse(words.keys.commands[commandOf(kind)], why)
        store.getState().want(why ? null : { kind: 'act', act: kind, subject, at })
      },
    }
  }, [desk, clock, store, floor, monitor, line, refusals, words, say])
  useAtOnce(wish, doing, pauseReasons)
  return (
    <>
      <SelectionLine say={say} />
      <DoneLine say={say} onUndo={doing.undo} />
      {wish && <Wish wish={wish} doing={doing} pauseReasons={pauseReasons} readyPhrases={readyPhrases} />}
    </>
  )
}

type WishDoing = Doing & {
  /** What was asked for is not done, because its call is over; null: nothing had been chosen. */
  readonly gone: (kind: AskedKind | null) => void
  readonly undo: (acts: readonly Act[]) => void
  readonly ask: (kind: AskedKind, subject: RowSubject, at: Element | null) => void
}

type WishProps = {
  readonly wish: NonNullable<ActsView['wish']>
  readonly doing: WishDoing
  readonly pauseReasons: readonly string[]
  readonly readyPhrases: readonly string[]
}

function Wish({ wish, ...props }: WishProps) {
  useBackTo(wish.kind === 'undo' ? null : wish.at)
  return wish.kind === 'undo' ? null : <WishOnRow wish={wish} {...props} />
}

type OnRowProps = WishProps & { readonly wish: Exclude<WishProps['wish'], { kind: 'undo' }> }

function WishOnRow({ wish, doing, pauseReasons, readyPhrases }: OnRowProps) {
  const { subject, at } = wish
  const named = wish.kind === 'menu' ? null : wish.act
  const { gone } = doing
  const onGone = useCallback(() => gone(named), [gone, named])
  const isOfAnother = usePinnedCall(wish, onGone)
  if (wish.kind === 'menu') {
    const ask: WishDoing['ask'] = (kind, ...rest) => (isOfAnother(kind) ? gone(kind) : doing.ask(kind, ...rest))
    return <ActsMenu subject={subject} at={at} doing={doing} ask={ask} />
  }
  const { act: kind } = wish
  const run = (choice: Choice) =>
    isOfAnother(kind) ? gone(kind) : doing.run(actsFor(kind, subject, doing.scene(), choice))
  if (asksFirst(kind))
    return <Question kind={kind} subject={subject} doing={doing} onYes={() => run({ kind: 'nothing' })} />
  if (choiceOf(kind, pauseReasons) === null) return null
  return (
    <Chooser
      kind={kind}
      subject={subject}
      doing={doing}
      pauseReasons={pauseReasons}
      readyPhrases={readyPhrases}
      onChoose={run}
    />
  )
}

/** What needs neither choice nor question is done as it is wished for, once. */
function useAtOnce(wish: ActsView['wish'], doing: WishDoing, pauseReasons: readonly string[]): void {
  const store = useActsStore()
  useEffect(() => {
    if (!wish || wish.kind === 'menu' || store.getState().wish !== wish) return
    if (wish.kind === 'undo') return doing.undo(store.getState().done?.undo ?? [])
    const { act: kind, subject } = wish
    if (asksFirst(kind) || choiceOf(kind, pauseReasons) !== null) return
    doing.run(actsFor(kind, subject, doing.scene(), { kind: 'nothing' }))
  }, [wish, doing, pauseReasons, store])
}
