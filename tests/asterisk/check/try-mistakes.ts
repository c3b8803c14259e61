// Mistakes of mistakes/ on a real Asterisk: check-site names each, never ends in "nothing is missing", and its remedy mends it.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ok } from '#contract/result.ts'
import type { SetupFinding } from '#contract/site/setup.ts'
import type { AsteriskSite } from '#contract/site-asterisk.ts'
import { machineClock } from '#contract/time.ts'
import { inConsole } from '#main/app/check-netsapiens.ts'
import { checkStep } from '#main/app/check-step.ts'
import { checkAsteriskSite, type Finding } from '#main/pbx/asterisk/check-site.ts'
import { siteAt } from '#main/setup/site-entry.ts'
import { setIn } from './conf-file.ts'
import { followRemedy } from './follow.ts'
import type { Mistake } from './mistakes/mistake.ts'
import { mistakes } from './mistakes/mistakes.ts'
import { type StockAsterisk, startStockAsterisk } from './stock-asterisk.ts'

const clock = machineClock(globalThis)
let stock: StockAsterisk

/** The third of them that is the `part`, 0 to 2, on an Asterisk of its own: most of them wait for one that starts again. */
export function tryMistakes(part: 0 | 1 | 2): void {
  beforeAll(async () => {
    stock = await startStockAsterisk(() => ({ 'queues.conf': '[sales]\nstrategy = ringall\n' }))
  }, 60_000)
  afterAll(() => stock.stop())

  const own = mistakes.filter((_, index) => index % 3 === part)
  it.each(own.map((mistake) => [mistake.name, mistake] as const))('%s', (_, mistake) => tryMistake(mistake))
}

async function tryMistake(mistake: Mistake): Promise<void> {
  const undo = await plant(mistake)
  try {
    const asSite = typeof mistake.asSite === 'function' ? mistake.asSite(stock) : mistake.asSite
    const site = mistake.site?.(stock) ?? asSite
    const found = wrong(await stock.check(site))
    const named = found.find(({ what }) => mistake.says.test(what))
    expect(named, `among ${found.map(({ what }) => what).join(' | ')}`).toBeDefined()
    await expectAtItsStep(mistake, stock.site(site))
    if (mistake.site) return expect(found.length).toBeGreaterThan(0)
    for (const { remedy } of found) await follow(remedy, mistake)
    expect(wrong(await stock.check(asSite))).toEqual([])
  } finally {
    await undo()
  }
}

/** What stands beside them: a rule for a queue that is not there, and a setting that is no mistake of ours. */
export function tryWhatElse(): void {
  it('a rule for a queue that is not there', async () => {
    const rule = (queue: string) => ({ name: 'sales is private', never: ['listen' as const], on: { queues: [queue] } })
    const named = wrong(await stock.check({}, [rule('slaes')]))
    expect(named).toMatchObject([
      {
        about: 'queue',
        what: expect.stringMatching(/no queue "slaes".*"sales is private"/),
        remedy: expect.stringMatching(/has sales/),
      },
    ])
    for (const mended of ['sales', 'SALES', 'sal*']) expect(wrong(await stock.check({}, [rule(mended)]))).toEqual([])
  })

  it('a code of help that the agents’ phones cannot dial', async () => {
    const named = wrong(await stock.check({ help: {} }))
    expect(named).toMatchObject([
      { about: 'context', what: expect.stringMatching(/1001 cannot ask for help: .*"internal"/) },
    ])
    const undo = await plant({
      name: '',
      says: /./,
      file: 'extensions.conf',
      planted: (text) => text.replace('[internal]\n', '[internal]\ninclude => earshot-help\n'),
    })
    try {
      expect(wrong(await stock.check({ help: {} }))).toEqual([])
    } finally {
      await undo()
    }
  })

  it('a number of the settings that leads nowhere', async () => {
    const dialling = async (number: string) =>
      wrong(await checkAsteriskSite(stock.site(), clock, () => [], [{ path: 'line.phone.echo', number }]))
    expect(await dialling('*43')).toMatchObject([
      { about: 'context', what: expect.stringMatching(/line\.phone\.echo: nothing answers to \*43 .*"internal"/) },
    ])
    expect(await dialling('9196')).toEqual([]) // by the pattern _X.
  })

  it('a STUN server of the PBX is advised about: where it is silent, a call waits nine seconds', async () => {
    const planted = (text: string) => setIn(text, 'general', 'stunaddr', '192.0.2.1:3478')
    const undo = await plant({ name: '', says: /./, file: 'rtp.conf', planted })
    try {
      const found = await stock.check()
      expect(found).toContainEqual(
        expect.objectContaining({ kind: 'advice', what: expect.stringMatching(/stunaddr=192/) }),
      )
      expect(wrong(found)).toEqual([])
    } finally {
      await undo()
    }
  })

  it('other origins that ARI allows are no mistake: the console is no web page', async () => {
    const undo = await plant({
      name: '',
      says: /./,
      file: 'ari.conf',
      planted: (text) => setIn(text, 'general', 'allowed_origins', 'https://elsewhere.example'),
    })
    try {
      expect(wrong(await stock.check())).toEqual([])
    } finally {
      await undo()
    }
  })
}

const steps = ['address', 'signIn', 'line', 'trunks'] as const

/** The set-up goes no further than the first step that is not content: there it says what is wrong, about something it has a sentence for. */
async function expectAtItsStep({ says }: Mistake, site: AsteriskSite): Promise<void> {
  for (const step of steps) {
    const entered = siteAt(step, { ...site })
    if (!entered.ok) throw new Error(entered.error)
    const found = wrong(
      await checkStep(step, entered.value, clock, inConsole({ get: () => null, set: () => ok(null) }, {})),
    )
    if (found.length === 0) continue
    const named = found.filter(({ what }) => says.test(what))
    expect(named, `${step}: ${found.map(({ what }) => what).join(' | ')}`).not.toEqual([])
    expect(named.map(({ about }) => about)).not.toContain('other')
    return
  }
  throw new Error('no step of the set-up says anything')
}

type Wrong<F> = Extract<F, { readonly remedy: string }>

const isWrong = <F extends Finding | SetupFinding>(finding: F): finding is Wrong<F> =>
  finding.kind === 'missing' || finding.kind === 'unknown'
const wrong = <F extends Finding | SetupFinding>(findings: readonly F[]): Wrong<F>[] => findings.filter(isWrong)

/** What of Asterisk reads a file anew. */
const reloads: Readonly<Record<string, string>> = {
  'manager.conf': 'manager reload',
  'http.conf': 'module reload http',
  'ari.conf': 'module reload res_ari.so',
  'rtp.conf': 'module reload res_rtp_asterisk.so',
  'pjsip.conf': 'module reload res_pjsip.so',
  'extensions.conf': 'dialplan reload',
}

/** Answers with what takes it back. */
async function plant(mistake: Mistake): Promise<() => Promise<void>> {
  const { file, planted, unload = [], restart, prepare, afterwards } = mistake
  const before = file ? stock.files.read(file) : ''
  const again = () => (restart ? stock.pbx.restart() : stock.run(...(file ? [reloads[file] ?? ''] : [])))
  const putAway = await prepare?.(stock)
  if (file) stock.files.write(file, planted?.(before, stock) ?? before)
  if (file || restart) await again()
  for (const module of unload) await stock.run(`module unload ${module}.so`)
  return async () => {
    for (const module of unload) await stock.run(`module load ${module}.so`)
    if (file) stock.files.write(file, before)
    await putAway?.()
    afterwards?.(stock)
    if (file || restart) await again()
  }
}

async function follow(remedy: string, { file, mend, restart }: Mistake): Promise<void> {
  mend?.(stock)
  const commands = followRemedy(remedy, stock.files, stock.keys) ?? []
  if (restart) await stock.pbx.restart()
  if (restart) return stock.run(...commands.filter((command) => command.startsWith('module load')))
  // What a person has mended by hand has to be read too.
  await stock.run(...commands, ...(mend && file ? [reloads[file] ?? ''] : []))
}
