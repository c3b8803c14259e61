// What happens to the call centre of the soak besides calls: pauses, do not disturb, log-ins, reloads, resets, a cut wire.
import type { Life, Weighted } from './life.ts'

/** Since when the PBX is otherwise without having said so (epoch ms). */
export type Untold = { figuresAt: number; membersAt: number; hotDeskAt: number }

export const administration = (untold: Untold, cuts: boolean): Weighted => [
  [6, 'pause', pause],
  [4, 'do not disturb', doNotDisturb],
  [2, 'custom state', customState],
  [4, 'log-in or log-out by code', byCode],
  [1, 'call forwarding', forward],
  [1, 'phone registers anew', registration],
  [1, 'queue reset stats', (life) => resetFigures(life, untold)],
  [1, 'queue reload', (life) => reloadQueues(life, untold)],
  [0.5, 'core reload', (life) => reloadAll(life, untold)],
  [1, 'hot desk', (life) => hotDesk(life, untold)],
  [cuts ? 0.7 : 0, 'AMI cut', cut],
]

const ways = [
  ['PJSIP/1001', ['400', '401']],
  ['PJSIP/1002', ['400']],
  ['Local/1004@from-queue/n', ['400', '402']],
  ['Local/1005@from-queue/n', ['401']],
  ['Local/15551111@home/n', ['400']],
  ['Local/1009@agents/n', ['402']],
] as const

/** One is paused for a moment at most, so that there are agents. */
async function pause({ world, chance, pass }: Life): Promise<void> {
  const [way, queues] = chance.pick(ways)
  const where = chance.happens(0.5) ? ` queue ${chance.pick(queues)}` : ''
  await world.cli.run(`queue pause member ${way}${where} reason lunch`)
  await pass(2, 12)
  await world.cli.run(`queue unpause member ${way}`)
}

async function doNotDisturb({ world, chance, pass }: Life): Promise<void> {
  const device = `Custom:DND${chance.pick(['1001', '1004', '1005', '1006', '1008'])}`
  await world.cli.run(`devstate change ${device} BUSY`)
  await pass(2, 10)
  await world.cli.run(`devstate change ${device} NOT_INUSE`)
}

async function customState({ world, chance, pass }: Life): Promise<void> {
  await world.cli.run(`devstate change Custom:agent1009 ${chance.pick(['INUSE', 'UNAVAILABLE', 'ONHOLD'])}`)
  await pass(2, 8)
  await world.cli.run('devstate change Custom:agent1009 NOT_INUSE')
}

async function byCode({ world, chance, pass }: Life): Promise<void> {
  const phone = world.phones.get(chance.pick(['1010', '1011']))
  if (!phone || phone.calls().length > 0) return
  const call = await phone.dial(`*45*${chance.pick(['400', '401'])}`)
  await pass(3, 3, call.ended)
  call.hangUp()
}

async function forward({ world, pass, newNumber }: Life): Promise<void> {
  await world.cli.run(`database put CF 1003 ${newNumber('1555')}`)
  await pass(10, 20)
  await world.cli.run('database del CF 1003')
}

async function registration({ world, pass }: Life): Promise<void> {
  const phone = world.phones.get('1006')
  if (!phone || phone.calls().length > 0) return
  await phone.unregister()
  await pass(3, 8)
  await phone.register()
}

async function resetFigures({ world }: Life, untold: Untold): Promise<void> {
  await world.cli.run('queue reset stats')
  untold.figuresAt = Date.now()
}

/** A static member comes or goes, or a queue does. */
async function reloadQueues({ world, chance }: Life, untold: Untold): Promise<void> {
  const [member, queue] = ['member => PJSIP/1012,0,Kim Agent\n', '\n[403]\nstrategy=ringall\n']
  const toggled = (text: string, part: string) => (text.includes(part) ? text.replace(part, '') : text + part)
  world.pbx.rewrite('queues.conf', (text) => {
    if (chance.happens(0.5)) return toggled(text, queue)
    return text.includes(member) ? text.replace(member, '') : text.replace('[401]\n', `${member}[401]\n`)
  })
  await world.cli.run('queue reload all')
  untold.membersAt = untold.figuresAt = Date.now()
}

async function reloadAll({ world }: Life, untold: Untold): Promise<void> {
  await world.cli.run('core reload')
  untold.membersAt = untold.figuresAt = untold.hotDeskAt = Date.now()
}

async function hotDesk({ world, chance }: Life, untold: Untold): Promise<void> {
  const device = chance.pick(['2007', '2008'])
  world.sitDown(device)
  await world.cli.run(`database put DEVICES 1007 PJSIP/${device}`)
  await world.cli.run('dialplan reload')
  untold.hotDeskAt = Date.now()
}

async function cut({ world, pass }: Life): Promise<void> {
  world.wire.cut()
  await pass(0.3, 4)
  world.wire.mend()
}
