// The page of a window that has not the place to monitor: where it is, what is done there, and the two things to do here.
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { DeskError } from '#contract/errors.ts'
import { endsMoreThan, type Place, type PlaceUse } from '#contract/windows.ts'
import { useWords, type Words } from '#renderer/words/words.ts'
import mark from '#resources/icons/earshot.svg?no-inline'
import { useHush } from '../use-hush.ts'
import type { WaitingConsole } from './waiting-console.ts'
import './waiting.css'

type Step =
  | { readonly kind: 'looks' }
  | { readonly kind: 'isSure'; readonly seen: Place }
  | { readonly kind: 'takes' }
  | { readonly kind: 'refused'; readonly error: DeskError }

type PageProps = { readonly waiting: WaitingConsole; readonly openWallboard: () => void }

export function WaitingPage({ waiting, openWallboard }: PageProps) {
  const words = useWords()
  const say = words.app.otherWindow
  const place = useStore(waiting.known, ({ hello: { window } }) => (window.role === 'waiting' ? window.place : free))
  const isCut = useStore(waiting.known, ({ link }) => !link.up)
  const [step, go] = useState<Step>({ kind: 'looks' })
  useHush(waiting.hush)
  const take = async (seen: Place) => {
    go({ kind: 'takes' })
    const taken = await waiting.take(seen)
    if (!taken.ok) go({ kind: 'refused', error: taken.error })
  }
  const use = () => (endsListening(place) ? go({ kind: 'isSure', seen: place }) : void take(place))
  // What was asked is not what would end now.
  const asks = step.kind === 'isSure' && !endsMoreThan(place, step.seen)
  return (
    <main className="start waiting">
      <img src={mark} alt="" />
      <Heading>{waiting.isLost ? say.lostTitle : say.title}</Heading>
      {waiting.isLost && <p role="alert">{say.lost}</p>}
      <p role="status">{isCut ? words.errors.serverGone : sentenceOf(say, place)}</p>
      {step.kind === 'refused' && <p role="alert">{words.errors[step.error.code]}</p>}
      {asks ? (
        <Sure
          hangsUp={place.kind === 'taken' && place.use.kind === 'phone'}
          sure={() => void take(step.seen)}
          cancel={() => go({ kind: 'looks' })}
        />
      ) : (
        <>
          {place.kind === 'taken' && <p>{say.line}</p>}
          <div className="waiting-ways">
            <button
              type="button"
              className="button waiting-main"
              disabled={isCut || step.kind === 'takes'}
              onClick={use}
            >
              {step.kind === 'takes' ? say.taking : say.use}
            </button>
            <button type="button" className="button" onClick={openWallboard}>
              {say.wallboard}
            </button>
          </div>
        </>
      )}
    </main>
  )
}

const free: Place = { kind: 'free' }

const endsListening = (place: Place): boolean => place.kind === 'taken' && place.use.kind !== 'nothing'

function sentenceOf(say: Words['app']['otherWindow'], place: Place): string {
  if (place.kind === 'free') return say.free
  const { use, answers } = place
  return answers ? doneThere(say, use) : `${doneThere(say, use)} ${say.silent}`
}

function doneThere(say: Words['app']['otherWindow'], use: PlaceUse): string {
  switch (use.kind) {
    case 'nothing':
      return say.one
    case 'phone':
      return say.phone
    case 'listening':
    case 'heard':
      return say[use.kind](use.agent)
  }
}

/** The keyboard begins at the top: no key that was meant for the console presses a button here. */
function Heading({ children }: { readonly children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  )
}

type SureProps = { readonly hangsUp: boolean; readonly sure: () => void; readonly cancel: () => void }

/** A double click on the button before lands on Cancel, which has its place. */
function Sure({ hangsUp, sure, cancel }: SureProps) {
  const say = useWords().app.otherWindow
  const { title, yes } = hangsUp ? say.sure.phone : say.sure.call
  const first = useRef<HTMLButtonElement>(null)
  useEffect(() => first.current?.focus(), [])
  return (
    <section className="waiting-sure" aria-label={title}>
      <p>
        <strong>{title}</strong> {say.line}
      </p>
      <div className="waiting-ways">
        <button type="button" className="button" ref={first} onClick={cancel}>
          {say.cancel}
        </button>
        <button type="button" className="button waiting-ends" onClick={sure}>
          {yes}
        </button>
      </div>
    </section>
  )
}
