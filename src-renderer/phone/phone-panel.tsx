// The phone: whom to call or to pass a call on to, by number, name or what was dialled before; voicemail and do not disturb.
import { Delete, Voicemail as Tape, X } from 'lucide-react'
import { type FormEvent, type ReactNode, useRef, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { Dialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Input } from 'react-aria-components/Input'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import type { Floor } from '#contract/floor.ts'
import type { Desk } from '#contract/ipc.ts'
import type { SettingsChange } from '#contract/settings.ts'
import type { Clock } from '#contract/time.ts'
import { type ForCall, type Other, useCalls } from '#renderer/calls/calls-store.ts'
import { dialledNumber } from '#renderer/calls/dialled-number.ts'
import { useFloorStore } from '#renderer/floor/floor-store.ts'
import { ONE_PRESS_MS } from '#renderer/keys/combo.ts'
import { useLine } from '#renderer/line/line-store.ts'
import { useMonitor } from '#renderer/monitor/monitor-store.ts'
import { useOpened } from '#renderer/ui/opened-store.ts'
import { LONGEST_SEARCH } from '#renderer/ui/search-box.tsx'
import { SettingSwitch } from '#renderer/ui/setting-switch.tsx'
import { useWords } from '#renderer/words/words.ts'
import { DialPad } from './dial-pad.tsx'
import { nameOf } from './name-of.ts'
import { isColleague, nameOfNumber, peopleFor } from './people.ts'
import { PeopleList } from './people-list.tsx'
import { PhoneStateLine } from './phone-state.tsx'
import './phone.css'

export type PanelProps = {
  readonly desk: Desk
  readonly now: () => number
  readonly clock: Pick<Clock, 'after' | 'every'>
  readonly doNotDisturb: boolean
  readonly save: (change: SettingsChange) => void
}

export function PhonePanel({ desk, now, clock, doNotDisturb, save }: PanelProps) {
  const words = useWords()
  const opened = useOpened((view) => view.opened)
  const open = useOpened((view) => view.open)
  const at = useOpened((view) => view.at)
  const passedOn = usePassedOn(at)
  if (opened !== 'phone') return null
  const close = () => open(null)
  return (
    <ModalOverlay className="settings-overlay" isOpen isDismissable onOpenChange={close}>
      <Modal>
        <Dialog className="settings">
          <header className="settings-head">
            <Heading slot="title" level={2}>
              {passedOn ? words.phone.passOnTitle(nameOf(words, passedOn.other)) : words.phone.title}
            </Heading>
            <Button slot="close" className="icon-button" aria-label={words.phone.close}>
              <X aria-hidden />
            </Button>
          </header>
          <div className="phone-form">
            <Caller
              key={at}
              desk={desk}
              now={now}
              clock={clock}
              passedOn={passedOn?.id ?? null}
              typedFirst={isLink(at) ? at : ''}
              done={close}
            />
            {!passedOn && (
              <>
                <Mailbox done={close} />
                <SettingSwitch
                  label={words.phone.disturb}
                  hint={words.phone.disturbHint}
                  on={doNotDisturb}
                  onChange={(on) => save({ line: { doNotDisturb: on } })}
                />
              </>
            )}
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

/** The call the panel was opened for, as long as it is on the line. Otherwise it was opened for a number, or for none. */
function usePassedOn(at: string | null): { readonly id: string; readonly other: Other } | null {
  const call = useLine((view) => view.line.call)
  return call.kind === 'talking' && call.invite.id === at ? { id: call.invite.id, other: call.invite.from } : null
}

const isLink = (at: string | null): at is string => at !== null && /^(tel|sips?|callto):/i.test(at)

type CallerProps = { readonly passedOn: string | null; readonly done: () => void }

type TyperProps = CallerProps & Pick<PanelProps, 'desk' | 'now' | 'clock'> & { readonly typedFirst: string }

function Caller({ desk, now, clock, passedOn, typedFirst, done }: TyperProps) {
  const words = useWords()
  const [typed, type] = useState(typedFirst)
  const [chosen, choose] = useState<Other | null>(null)
  const number = dialledNumber(typed)
  const floor = useFloorStore()
  const self = useMonitor((view) => view.site?.supervisor.extension ?? null)
  const last = useCalls(({ recent }) => recent.find(({ how }) => how === 'dialled')?.other ?? null)
  const to: Other | null =
    chosen ?? (number === null ? null : { name: nameOfNumber(floor.getState().floor, number), number })
  const found = foundFirst(floor.getState().floor, typed, self) ?? (typed === '' && passedOn === null ? last : null)
  const write = (text: string) => {
    choose(null)
    type(text)
  }
  const pick = (other: Other) => {
    choose(other)
    type(other.name ?? other.number)
  }
  return (
    <>
      <CallForm to={to} passedOn={passedOn} done={done} fill={!chosen && found ? () => pick(found) : null}>
        <div className="phone-field">
          <Input
            type="text"
            autoFocus
            aria-label={words.phone.field}
            placeholder={words.phone.field}
            value={typed}
            maxLength={LONGEST_SEARCH}
            spellCheck={false}
            autoComplete="off"
            onChange={({ target }) => write(target.value)}
            onKeyDown={(event) => event.key === 'Enter' && event.repeat && event.preventDefault()}
          />
          <button
            type="button"
            className="icon-button"
            aria-label={words.phone.erase}
            onClick={() => write(chosen ? '' : typed.slice(0, -1))}
          >
            <Delete aria-hidden />
          </button>
        </div>
      </CallForm>
      {to && isColleague(floor.getState().floor, to.number, self) && (
        <PhoneStateLine desk={desk} clock={clock} number={to.number} />
      )}
      <PeopleList typed={chosen ? '' : typed} pick={pick} desk={desk} now={now} />
      <DialPad press={(digit) => write(chosen ? digit : typed + digit)} />
    </>
  )
}

/** Whom the list shows first for a name; digits are a number. */
function foundFirst(floor: Floor | null, typed: string, self: string | null): Other | null {
  const [first] = /\d/.test(typed) ? [] : peopleFor(floor, typed, self)
  return first ? { name: first.name, number: first.extension } : null
}

type FormProps = CallerProps & {
  readonly to: Other | null
  /**
   * Puts somebody into the field, who is called by the next press: whom one called last into an empty one, as the key of a desk phone
   * does; whoever was found first by a name. null: nobody.
   */
  readonly fill: (() => void) | null
  readonly children: ReactNode
}

function CallForm({ to, passedOn, done, fill, children }: FormProps) {
  const words = useWords()
  const [why, tellWhy] = useState<string | null>(null)
  const monitored = useMonitor((view) => view.monitor.phase !== 'idle')
  const rests = useLine((view) => view.line.call.kind === 'talking')
  const dial = useCalls((view) => view.dial)
  const transfer = useCalls((view) => view.transfer)
  const asks = monitored && !rests
  const filledAt = useRef(Number.NEGATIVE_INFINITY)
  const place = (how: ForCall | null) => {
    const refusal = to ? dial(to, how) : 'noNumber'
    tellWhy(refusal && words.phone.whyNot[refusal])
    if (refusal === null) done()
  }
  const pass = () => {
    if (passedOn === null) return
    if (!to) return tellWhy(words.phone.whyNot.noNumber)
    transfer(passedOn, { kind: 'number', number: to.number })
    done()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    // Enter twice is one Enter, here as everywhere: it has not called yet whom it has only just brought.
    if (event.timeStamp - filledAt.current < ONE_PRESS_MS) return
    if (fill) {
      filledAt.current = event.timeStamp
      fill()
    } else if (passedOn !== null) pass()
    else if (!asks) place(null) // what becomes of a monitor is asked by the buttons
  }
  return (
    <form onSubmit={submit}>
      {children}
      {asks && <p className="phone-hint">{words.phone.monitoring}</p>}
      <div className="phone-acts">
        {passedOn !== null && (
          <button type="button" className="button phone-main" data-acts onClick={fill ?? pass}>
            {words.phone.passOn}
          </button>
        )}
        {asks ? (
          (['monitorRests', 'monitorEnds'] as const).map((how) => (
            <button
              key={how}
              type="button"
              className="button"
              data-acts
              data-deliberate="speaks"
              onClick={() => place(how)}
            >
              {words.phone[how === 'monitorRests' ? 'resting' : 'ending'].call}
            </button>
          ))
        ) : (
          <button
            type="button"
            className={passedOn === null ? 'button phone-main' : 'button'}
            data-acts
            onClick={fill ?? (() => place(null))}
          >
            {words.phone.call}
          </button>
        )}
      </div>
      <p role="alert">{why}</p>
    </form>
  )
}

/** Nothing where the PBX tells nothing of a mailbox and the site names none. */
function Mailbox({ done }: { readonly done: () => void }) {
  const { phone: words } = useWords()
  const voicemail = useCalls((view) => view.voicemail)
  const number = useCalls((view) => view.site.voicemail)
  const dial = useCalls((view) => view.dial)
  if (!voicemail && number === null) return null
  const { count = null, waiting = false } = voicemail ?? {}
  const text = !waiting ? words.voicemail.none : count === null ? words.voicemail.some : words.voicemail.count(count)
  const call = () => {
    if (number !== null && dial({ name: words.voicemail.title, number }, null) === null) done()
  }
  return (
    <div className="phone-field phone-mailbox">
      <Tape aria-hidden />
      <p>{text}</p>
      {number !== null && (
        <button type="button" className="button" data-acts onClick={call}>
          {words.voicemail.call}
        </button>
      )}
    </div>
  )
}
