// The people of the demo floor: invented names, and numbers from the ranges kept free for fiction (555-01xx).
import type { Agent, Queue, Side, Status } from './world.ts'

const nothingYet = { answered: 0, inTime: 0, abandoned: 0 }

/** A living floor has had a morning already. */
export const queuesAt = (still: boolean): readonly Queue[] => [
  { ext: '8001', name: 'Sales', today: still ? nothingYet : { answered: 61, inTime: 52, abandoned: 4 } },
  { ext: '8002', name: 'Support', today: still ? nothingYet : { answered: 84, inTime: 61, abandoned: 9 } },
  { ext: '8003', name: 'Billing', today: still ? nothingYet : { answered: 37, inTime: 34, abandoned: 1 } },
]

const teams = ['Harbour', 'Hill'] as const

type Role = {
  readonly name: string
  readonly queues: readonly string[]
  readonly status: Status
  readonly reason?: string
}

const SALES = '8001'
const SUPPORT = '8002'
const BILLING = '8003'

/** As they stand when a living floor starts; `in-call` and `ringing` are given their calls by the opening. */
const roles: readonly Role[] = [
  { name: 'Amelia Hart', queues: [SALES], status: 'in-call' },
  { name: 'Bilal Osman', queues: [SALES, BILLING], status: 'in-call' },
  { name: 'Carla Mendes', queues: [SUPPORT], status: 'in-call' },
  { name: 'Dmitri Volkov', queues: [SUPPORT], status: 'in-call' },
  { name: 'Esther Lindqvist', queues: [BILLING], status: 'in-call' },
  { name: 'Farid Haddad', queues: [SALES], status: 'ringing' },
  { name: 'Grace Okafor', queues: [SUPPORT], status: 'idle' },
  { name: 'Hugo Bernard', queues: [SALES, SUPPORT], status: 'in-call' },
  { name: 'Ines Carvalho', queues: [BILLING], status: 'wrap-up' },
  { name: 'Jonas Weber', queues: [SUPPORT], status: 'paused', reason: 'Lunch' },
  { name: 'Keiko Tanaka', queues: [SALES], status: 'idle' },
  { name: 'Liam Byrne', queues: [SUPPORT, BILLING], status: 'unregistered' },
  { name: 'Maya Rosen', queues: [SALES, SUPPORT], status: 'in-call' },
  { name: 'Nikhil Rao', queues: [BILLING], status: 'idle' },
  { name: 'Olga Petrova', queues: [SUPPORT], status: 'logged-out' },
  { name: 'Pedro Alvarez', queues: [SALES], status: 'paused', reason: 'Training' },
  { name: 'Quinn Murphy', queues: [BILLING], status: 'logged-out' },
  { name: 'Rosa Bianchi', queues: [SUPPORT], status: 'idle' },
]

/** The agents 1001, 1002 … On a still floor they are all there and free. */
export function agentsAt(now: number, still: boolean): readonly Agent[] {
  return roles.map((role, i) => ({
    ext: String(1001 + i),
    name: role.name,
    status: still ? 'idle' : role.status,
    reason: still ? null : (role.reason ?? null),
    since: still ? now : now - (37 + 53 * i) * 1000,
    queues: role.queues,
    team: teams[i % teams.length] ?? teams[0],
    call: null,
    calls: still || role.status === 'logged-out' ? 0 : 5 + ((i * 7) % 17),
  }))
}

export const pauseReasons = ['Break', 'Lunch', 'Training', 'Meeting'] as const

const firstNames = ['Ada', 'Boris', 'Clara', 'Derek', 'Elin', 'Felix', 'Gina', 'Henry', 'Iris', 'Jack', 'Kira', 'Louis']
const lastNames = [
  'Abbott',
  'Brook',
  'Castle',
  'Dale',
  'Ember',
  'Frost',
  'Grove',
  'Hale',
  'Ivory',
  'Juniper',
  'Kestrel',
]
const areaCodes = ['212', '312', '415', '503', '617', '702', '808', '919']

const pick = <T>(list: readonly T[], value: number): T => list[Math.floor(value * list.length)] as T

/** An outside caller; each argument in [0, 1). */
export function outsideCaller(first: number, last: number, area: number, number: number): Side {
  const digits = String(100 + Math.floor(number * 100)).padStart(4, '0')
  return {
    number: `+1${pick(areaCodes, area)}555${digits}`,
    name: `${pick(firstNames, first)} ${pick(lastNames, last)}`,
    local: false,
    agent: null,
  }
}

/** A colleague elsewhere in the house, on an extension 2000 … 2099. */
export function colleague(first: number, last: number): Side {
  const number = 2000 + Math.floor(first * 10) * 10 + Math.floor(last * 10)
  return {
    number: String(number),
    name: `${pick(firstNames, first)} ${pick(lastNames, last)}`,
    local: true,
    agent: null,
  }
}
