// Who monitors which channel, as AMI shows it: other consoles, and phones that spy by themselves.
import { modes } from '#contract/monitor.ts'
import type { AmiMessage } from '../wire/ami-codec.ts'
import { endpointOf, known } from '../wire/ami-names.ts'
import { isNoticeChannel, readChannelId } from '../wire/console-id.ts'
import { modeOfDigit } from '../wire/monitor-context.ts'
import { markCall } from './picture-owners.ts'
import { hears, type Spy, type Tables } from './picture-tables.ts'

/** Channels of consoles are no calls; a snoop of theirs says who else monitors what: `Snoop/<Uniqueid>-…`. */
export function consoleChannel(tables: Tables, event: AmiMessage): void {
  const [id, name] = [event.Uniqueid ?? '', event.Channel ?? '']
  const snooped = /^Snoop\/(.+)-[0-9a-f]+$/.exec(name)?.[1]
  if (snooped === undefined || id.startsWith(tables.rules.ownPrefix) || isNoticeChannel(id)) return
  spies(tables, { spyer: name, spyee: snooped, ...spyOf(event, id, event.Exten) })
}

/** ExtenSpy hears whoever is at an extension of the dialplan, ChanSpy a channel. */
export const isSpying = ({ Application }: AmiMessage): boolean =>
  Application === 'ChanSpy' || Application === 'ExtenSpy'

/** `ApplicationData` begins with the channel's name, or with how it begins; of ExtenSpy with the extension, in the spy's context or its own. */
function spyeeOf({ Application, ApplicationData = '', Context = '' }: AmiMessage): string {
  const [spyee = ''] = ApplicationData.split(',')
  return Application === 'ExtenSpy' && !spyee.includes('@') ? `${spyee}@${Context}` : spyee
}

/** In a list: who spied before we came. */
export function spiesAlready(tables: Tables, event: AmiMessage): void {
  const id = event.Uniqueid ?? ''
  const spyee = spyeeOf(event)
  if (!isSpying(event) || spyee === '' || id.startsWith(tables.rules.ownPrefix)) return
  const caller = { SpyerCallerIDName: event.CallerIDName, SpyerCallerIDNum: event.CallerIDNum }
  spies(tables, { spyer: event.Channel ?? '', spyee, ...spyOf({ ...event, ...caller }, id, event.Exten) })
}

/** A console says its supervisor, and by the extension it spies from in which mode; of other phones the caller ID is known, and no more. */
function spyOf(event: AmiMessage, id: string, exten: string | undefined): Pick<Spy, 'monitor' | 'supervisor' | 'may'> {
  const console = readChannelId(id)
  if (console) {
    const mode = console.mode ?? modeOfDigit(exten)
    return { monitor: console.monitor, supervisor: console.supervisor, may: mode === null ? modes : [mode] }
  }
  const caller = known(event.SpyerCallerIDName) ?? known(event.SpyerCallerIDNum)
  const spyer = event.SpyerChannel ?? event.Channel ?? ''
  return { monitor: spyer, supervisor: caller ?? endpointOf(spyer) ?? spyer, may: modes }
}

function spies(tables: Tables, spy: Spy): void {
  spyStopped(tables, spy.spyer)
  tables.spies.set(spy.spyer, spy)
  markSpied(tables, spy)
}

function markSpied(tables: Tables, spy: Spy): void {
  for (const channel of tables.channels.values()) if (hears(spy, channel)) markCall(tables, channel)
}

export function spyStarted(tables: Tables, event: AmiMessage): void {
  const [spyer, id] = [event.SpyerChannel ?? '', event.SpyerUniqueid ?? '']
  const spyee = event.SpyeeChannel ?? ''
  if (!tables.byName.has(spyee) || id.startsWith(tables.rules.ownPrefix)) return
  spies(tables, { spyer, spyee, ...spyOf(event, id, event.SpyerExten) })
}

export function spyStopped(tables: Tables, spyer: string): void {
  const spy = tables.spies.get(spyer)
  if (!spy) return
  tables.spies.delete(spyer)
  markSpied(tables, spy)
}
