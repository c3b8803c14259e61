// Does one effect: asks the desk or tells the phone, and says what came of it.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import type { Desk } from '#contract/ipc.ts'
import { type Err, err, type Result } from '#contract/result.ts'
import type { CallEffect } from '#renderer/calls/call-effects.ts'
import { type Line, monitorOn } from '#renderer/line/line.ts'
import type { Phone } from '#renderer/line/phone.ts'
import type { Effect } from '../logic/effects.ts'
import type { MonitorInput } from '../logic/monitor.ts'

type Requested = Exclude<Effect, { kind: 'later' }>

/** Never rejects: a channel that is broken is the failure `serverGone`. */
export async function performEffect(desk: Desk, phone: Phone, line: Line, effect: Requested): Promise<MonitorInput> {
  switch (effect.kind) {
    case 'start': {
      const { askId, target, follow, why, reason, isPrivate } = effect
      const result = await answer(desk.request('startMonitor', { target, follow, why, reason, isPrivate }))
      return { kind: 'started', askId, result }
    }
    case 'setMode': {
      const { ticketId, target, mode, hearers, changeId } = effect
      const wish = { ticketId, target, mode, hearers: [...hearers], changeId }
      return { kind: 'modeAnswered', ticketId, changeId, result: await answer(desk.request('setMode', wish)) }
    }
    case 'sendDigits': {
      const { ticketId, changeId, digits, by } = effect
      const id = monitorOn(line)?.id ?? null
      const result =
        id === null ? err(deskFailure('lineNotRegistered')) : await answer(phone.sendDigits(id, digits, by))
      return { kind: 'digitsAnswered', ticketId, changeId, result }
    }
    case 'hop': {
      const { ticketId, target, why, reason, isPrivate, hopId } = effect
      const result = await answer(desk.request('hop', { ticketId, target, why, reason, isPrivate }))
      return { kind: 'hopAnswered', ticketId, hopId, result }
    }
    case 'setFollow': {
      const { ticketId, follow, askedId } = effect
      const result = await answer(desk.request('setFollow', { ticketId, follow }))
      return { kind: 'followAnswered', ticketId, askedId, result }
    }
    case 'takeOver': {
      const { ticketId, target, actId } = effect
      const act = { kind: 'takeOver', ticketId, target } as const
      return {
        kind: 'takeOverAnswered',
        ticketId,
        actId,
        result: await answer(desk.request('act', { id: actId, act })),
      }
    }
    case 'end': {
      const { ticketId, why } = effect
      const end = why === 'asked' ? { ticketId } : { ticketId, why }
      return { kind: 'endAnswered', ticketId, result: await answer(desk.request('endMonitor', end)) }
    }
  }
}

export function performLineEffect(phone: Phone, effect: Exclude<CallEffect, { kind: 'later' }>): void {
  switch (effect.kind) {
    case 'answer':
      phone.answer(effect.id)
      return
    case 'decline':
      phone.decline(effect.id, effect.status)
      return
    case 'hangUp':
      phone.hangUp(effect.id)
      return
    case 'dial':
      phone.dial(effect.id, effect.number)
      return
    case 'setAside':
      phone.setAside(effect.id, effect.tell)
      return
    case 'takeBack':
      phone.takeBack(effect.id)
      return
    case 'transfer':
      phone.transfer(effect.id, effect.to)
      return
  }
}

const answer = <T>(asked: Promise<Result<T>>): Promise<Result<T>> =>
  asked.catch((): Err<DeskError> => err(deskFailure('serverGone')))
