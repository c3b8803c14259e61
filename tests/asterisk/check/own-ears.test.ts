// `npm run prove -- --config FILE` on Debian's Asterisk as the page sets it up: nothing to say of a sound one, and each fault named.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { toUlaw } from '#main/proof/phone/tone-rtp.ts'
import type { Layer } from '#main/settings/layers.ts'
import { type OwnPbx, openOwnPbx } from '../../prove/own/own-pbx.ts'
import { planned } from '../../prove/own/plan.ts'
import { openPhone, type SipPhone } from '../sip-phone.ts'
import { setIn } from './conf-file.ts'
import { byDialplan } from './mistakes/mistake.ts'
import { type StockAsterisk, startStockAsterisk } from './stock-asterisk.ts'
import { passwordOf, testExtensions } from './test-extensions.ts'

const RECORDING_HZ = 1400

let stock: StockAsterisk
let own: OwnPbx
const opened: { close(): Promise<void> }[] = []
beforeAll(async () => {
  stock = await startStockAsterisk(testExtensions)
  // The rights without ARI, by the page.
  await plant(
    'manager.conf',
    (text) =>
      setIn(
        setIn(text, 'console', 'write', 'reporting,call,originate'),
        'console',
        'read',
        'call,agent,reporting,dtmf',
      ),
    'manager reload',
  )
  const site = stock.site({ ...byDialplan, extensions: ['2001'] })
  const flags = { agent: '2001', caller: '2002', sip: `127.0.0.1:${stock.pbx.ports.sip}` }
  const env = { EARSHOT_PROOF_AGENT_PASSWORD: passwordOf('2001'), EARSHOT_PROOF_CALLER_PASSWORD: passwordOf('2002') }
  const plan = planned({ siteName: 'Customer', site } as Layer, flags, env)
  if (!plan.ok) throw new Error(plan.error)
  own = await openOwnPbx(plan.value)
  opened.push(own)
}, 60_000)
afterAll(async () => {
  for (const one of opened) await one.close()
  await stock.stop()
})

/** The file with the fault, read by the command; answers with what takes it back. */
async function plant(file: string, fault: (text: string) => string, command: string): Promise<() => Promise<void>> {
  const before = stock.files.read(file)
  stock.files.write(file, fault(before))
  expect(stock.files.read(file)).not.toBe(before)
  await stock.run(command)
  return async () => {
    stock.files.write(file, before)
    await stock.run(command)
  }
}

const phone = (user: string, hz: number): Promise<SipPhone> =>
  openPhone({ sipPort: stock.pbx.ports.sip, user, password: passwordOf(user), hz, registers: true })

it('finds nothing wrong where nothing is, leaves nothing, and touches no other call', async () => {
  const others = [await phone('2003', 500), await phone('2004', 700)] as const
  const [calling, called] = [await others[0].dial('2004'), await others[1].nextCall()]
  await calling.answered
  calling.ear.mark(700)
  called.ear.mark(500)
  const proof = await own.prove(['whisperAgent', 'whisperCaller', 'join', 'listen'])
  expect(proof.wrong).toEqual([])
  expect(proof.notes).toEqual([])
  expect(proof.notOffered).toEqual([])
  expect(new Set(proof.cells.map(({ mode }) => mode)).size).toBe(4)
  for (const { ear } of [calling, called]) expect(ear.sinceMark()).toMatchObject({ longestGap: 0 })
  expect(calling.ear.sinceMark().frames).toBeGreaterThan(50)
  expect((await stock.pbx.channels()).filter((name) => !/^PJSIP\/200[34]-/.test(name))).toEqual([])
  for (const other of others) await other.close()
})

it('takes no extension away from a phone that has it', async () => {
  const theirs = await phone('2001', 500)
  await expect(own.prove([])).rejects.toThrow(/has a phone already \(2001/)
  expect(await stock.pbx.cli('pjsip show contacts')).toContain(theirs.address)
  await theirs.close()
})

it('names the ChanSpy that is without its flag, and the one with another, as they are read and with no call made', async () => {
  const faulty = (text: string) => text.replace('qbXwE)', 'qbXE)').replace('qXwS)', 'qXBS)')
  const mend = await plant('extensions.conf', faulty, 'dialplan reload')
  const proof = await own.prove(['whisperAgent', 'whisperCaller', 'listen'], 4).finally(mend)
  for (const named of [
    /^Whisper to the agent: extension 5 of \[earshot-monitor\] lacks the flag w\. It has to be ChanSpy\(.*,qbXwE\)/,
    /^Speak to the caller only: extension 7 of \[earshot-monitor\] has the flag B, .*It has to be ChanSpy\(.*,qXwS\)/,
  ])
    expect(proof.wrong).toContainEqual(expect.stringMatching(named))
  expect(proof.wrong).toHaveLength(2)
  expect(proof.cells).toEqual([])
})

it('finds what no reading shows: hears a whisper that is muted, and does not take one to the wrong side for it', async () => {
  const faulty = (text: string) =>
    text
      .replace(/exten => 5,1,/, `exten => 5,1,Set(MUTEAUDIO(in)=on)\n same => n,`)
      .replace(/exten => 7,1,/, `exten => 7,1,Set(EARSHOT_PEER=\${EARSHOT_SPY})\n same => n,`)
  const mend = await plant('extensions.conf', faulty, 'dialplan reload')
  const proof = await own.prove(['whisperCaller', 'listen', 'whisperAgent', 'listen'], 4).finally(mend)
  for (const named of [
    /^Whisper to the agent – the agent hears: missing 1000 Hz\. .* though extension 5 .* does have ChanSpy/,
    /^Listen only to speak to the caller only: never confirmed\. ChanSpy of \[earshot-monitor\]/,
  ])
    expect(proof.wrong).toContainEqual(expect.stringMatching(named))
})

it('names a recording tone', async () => {
  const beep = join(stock.pbx.folder, 'tone')
  const sample = (i: number) => toUlaw(Math.round(8000 * Math.sin((2 * Math.PI * RECORDING_HZ * i) / 8000)))
  writeFileSync(`${beep}.ulaw`, Buffer.from(Array.from({ length: 4800 }, (_, i) => sample(i))))
  const hook = `exten => 2001,1,Set(TONE=\${PERIODIC_HOOK(recording,tone,1)})`
  const planted = (text: string) =>
    text
      .replace('exten => 2001,1,NoOp()', hook)
      .replace('exten => tone,1,ChanSpy', `exten => tone,1,Playback(${beep})\n;`)
  const mend = await plant('extensions.conf', planted, 'dialplan reload')
  const proof = await own.prove(['whisperAgent', 'listen']).finally(mend)
  expect(proof.wrong).toContainEqual(expect.stringMatching(/a tone of .*1400.* Hz .*recording tone/))
})

it('names direct media', async () => {
  const direct = (text: string) =>
    ['2001', '2002'].reduce((all, name) => setIn(all, name, 'direct_media', 'yes', 'endpoint'), text)
  const mend = await plant('pjsip.conf', direct, 'module reload res_pjsip.so')
  const proof = await own.prove(['listen']).finally(mend)
  expect(proof.notes).toEqual([expect.stringMatching(/Direct media: .*direct_media=no/)])
})
