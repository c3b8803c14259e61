// Every language says everything, in its own words.
import { afterEach, describe, expect, it } from 'vitest'
import { de } from '#renderer/words/de/de.ts'
import { en as english } from '#renderer/words/en/en.ts'
import { es } from '#renderer/words/es/es.ts'
import { formatDuration, formatNumber, formatPercent, formatTime } from '#renderer/words/format.ts'
import { pluralIn } from '#renderer/words/grammar/plural.ts'
import { wantedBy } from '#renderer/words/language.ts'
import { accented, pseudo } from '#renderer/words/pseudo.ts'
import { speak } from '#renderer/words/spoken.ts'
import { wordsNow } from '#renderer/words/words.ts'
import { expectNoLostWord, sentences } from '../../catalogue.ts'

afterEach(() => speak({ language: 'en', locale: 'en' }))

const catalogues = { en: english, de, es } as const
const en = sentences(english)
// Names, and words that happen to be the same.
const theSameOnPurpose: Readonly<Record<'de' | 'es', readonly (string | RegExp)[]>> = {
  de: [
    /^settings\.languages\./,
    /^keys\.names\./,
    'Earshot',
    'Live',
    'Live · <0>',
    'Name',
    'System',
    'Codec',
    'Jitter',
    'Tags',
    'Team',
    'Teams',
    'Wallboard',
    'Agent',
    'Coaching',
    'Compliance',
  ],
  es: [/^settings\.languages\./, /^keys\.names\./, 'Earshot', 'Wallboard'],
}

describe.each(['de', 'es'] as const)('the catalogue in %s', (language) => {
  const other = sentences(catalogues[language])

  it('has every sentence, and none that English has not', () => {
    expect([...other.keys()].sort()).toEqual([...en.keys()].sort())
    expect([...other].filter(([, sentence]) => sentence.trim() === '')).toEqual([])
  })

  it('puts in every part that English puts in', () => {
    const marks = (sentence: string) => [...new Set(sentence.match(/<\d>/g))].sort()
    const missing = [...en].filter(([path, sentence]) => `${marks(sentence)}` !== `${marks(other.get(path) ?? '')}`)
    expect(missing.map(([path]) => path)).toEqual([])
  })

  it('leaves no sentence in English', () => {
    const named = (path: string, sentence: string) =>
      theSameOnPurpose[language].some((known) => (typeof known === 'string' ? known === sentence : known.test(path)))
    const same = [...en].filter(([path, sentence]) => /\p{L}{4,}/u.test(sentence) && other.get(path) === sentence)
    expect(same.filter(([path, sentence]) => !named(path, sentence))).toEqual([])
  })

  it('ends its sentences as English does', () => {
    const ends = (sentence: string) => /[.…?]$/.exec(sentence)?.[0] ?? ''
    const wrong = [...en].filter(([path, sentence]) => ends(sentence) !== ends(other.get(path) ?? ''))
    expect(wrong.map(([path]) => path)).toEqual([])
  })
})

it.each(['en', 'de', 'es'] as const)('no sentence in %s uses a word that nobody on a floor says', (language) => {
  expectNoLostWord(language, catalogues[language])
})

it('says what people on a floor say', () => {
  const { monitor, coverage, floor, keys, errors, refusals, supervisors, app } = english
  expect(monitor.end).toBe('Stop listening')
  expect(supervisors.handOver).toBe('Pass to…')
  expect(coverage.sampleHint).toBe('Picks a random call from the agents you have listened to least this week.')
  const queue = [floor.inServiceShort('2'), floor.freeShort('0'), floor.levelShort('92%', '20')]
  expect(queue.join(' · ')).toBe('2 on calls · 0 available · 92% answered in 20 s')
  expect(floor.columnTitles.since).toBe('Time in state')
  expect([monitor.meters.closed, monitor.meters.silent, monitor.meters.heard]).toEqual(['Mic off', 'quiet', 'talking'])
  expect(monitor.speakOnlyTo(monitor.unknownCaller)).toBe('Speak to the caller only')
  expect(refusals.callerOffNet).toBe('You can whisper only to the agent: the caller is on an outside line.')
  expect(`${monitor.guard.ended} ${monitor.guard.left} 1:51 · ${monitor.guard.keep}`).toBe(
    'The call has ended. Closing in 1:51 · Stay',
  )
  expect(errors.monitorLost).toMatch(/^The connection dropped, so listening stopped\./)
  expect(errors.pbxUnreachable).toBe('Can’t reach the phone system. Reconnecting…')
  expect(app.notice.asOf('', '05:10')).toBe(' Showing the floor as it was at 05:10.')
  expect(refusals.noLine).toBe('Your phone line is logged out. Log in to listen.')
  expect(keys.help.typing).toMatch(/^Shortcuts are off while you type/)
  expect(keys.help.alwaysMutes('Ctrl+Shift+M')).toBe('Ctrl+Shift+M always mutes you.')
  expect([keys.palette.field, keys.palette.none('billing')]).toEqual([
    'Search commands, agents, calls',
    'No results for “billing”',
  ])
  expect(floor.views.savedViews.none).toBe('Save the current filters, sorting and layout as a view.')
  expect([floor.monitoredByYou, floor.noneWaiting]).toEqual(['You’re listening', 'No one waiting'])
  expect(errors.otherWindow).toMatch(/^Earshot is open in another window\./)
})

describe('the language of the moment', () => {
  it('is what is read now; what was read before stays as it was', async () => {
    const before = wordsNow().monitor
    await speak({ language: 'de', locale: 'de' })
    expect(wordsNow().monitor.listenOnly).toBe('Nur mithören')
    expect(wordsNow().monitor.whisperTo('Ada')).toBe('Flüstern an Ada')
    expect(before.listenOnly).toBe('Listen only')
    await speak({ language: 'es', locale: 'es' })
    expect(wordsNow().monitor.join).toBe('Unirse a la llamada')
  })

  it('is the first of the system’s that is spoken here, with the person’s own locale', () => {
    expect(wantedBy('system', ['fr-FR', 'de-CH', 'en'])).toEqual({ language: 'de', locale: 'de-CH', terms: 'internal' })
    expect(wantedBy('system', ['fr-FR'])).toEqual({ language: 'en', locale: 'en', terms: 'internal' })
    expect(wantedBy('es', ['en-GB', 'es-MX'])).toEqual({ language: 'es', locale: 'es-MX', terms: 'internal' })
    expect(wantedBy('es', ['en-GB'])).toEqual({ language: 'es', locale: 'es', terms: 'internal' })
    expect(wantedBy('system', ['en-XA']).language).toBe('en-XA')
    expect(wantedBy('system', ['ar-XB']).language).toBe('ar-XB')
  })

  it('writes numbers, shares, times and durations as the locale does', async () => {
    expect(formatNumber(12_345.5)).toBe('12,345.5')
    await speak({ language: 'de', locale: 'de' })
    expect(formatNumber(12_345.5)).toBe('12.345,5')
    expect(formatPercent(0.834)).toMatch(/^83\s%$/)
    expect(formatTime(new Date(2026, 0, 5, 14, 5, 9).getTime())).toBe('14:05:09')
    expect(formatDuration(3_725_000)).toBe('1:02:05')
    expect(formatDuration(65_000)).toBe('1:05')
  })
})

describe('the words of a site for its two kinds of calls', () => {
  it('are internal and external unless its file says on-net and off-net', async () => {
    const spoken = () => {
      const { floor, refusals } = wordsNow()
      return [floor.onNet, floor.offNet, refusals.onNetCall, refusals.callerOffNet]
    }
    const { floor, refusals, onNetTerms } = english
    const usual = [floor.onNet, floor.offNet, refusals.onNetCall, refusals.callerOffNet]
    expect(spoken()).toEqual(usual)
    await speak(wantedBy('en', [], 'onNet'))
    expect(spoken()).toEqual([onNetTerms.onNet, onNetTerms.offNet, onNetTerms.onNetCall, onNetTerms.callerOffNet])
    expect(spoken().every((sentence) => /o(n|ff)-net/i.test(sentence))).toBe(true)
    await speak(wantedBy('en', [], 'internal'))
    expect(spoken()).toEqual(usual)
  })
})

describe('the grammar of Spanish', () => {
  it('joins two names as they sound, and gives one o’clock its own article', () => {
    expect(es.monitor.between('Ana', 'Luis')).toBe('Ana y Luis')
    expect(es.monitor.heardBy.both('Ana', 'Inés')).toBe('Ana e Inés le oyen')
    expect(es.history.modeAt('Escuchó', '1:05:00')).toBe('Escuchó a la 1:05:00')
    expect(es.history.modeAt('Escuchó', '13:05:00')).toBe('Escuchó a las 13:05:00')
    expect(es.wallboard.stale('01:05')).toContain('de la 01:05')
  })
})

describe('a caller whose name is not known', () => {
  it.each(['de', 'es'] as const)('fits into every sentence in %s that names a person', (language) => {
    const { monitor } = catalogues[language]
    // An article would need another case in each: "der Anrufer hört Sie", "Flüstern an den Anrufer"; "al llamante".
    expect(monitor.unknownCaller).toMatch(/^\p{Lu}\p{Ll}+$/u)
  })
})

describe('plurals', () => {
  it.each([
    ['de', 1, 'Anruf'],
    ['de', 0, 'Anrufe'],
    ['es', 1, 'Anruf'],
    ['es', 1_000_000, 'Anrufe'],
    ['fr', 0, 'Anruf'],
  ])('in %s %d is “%s”', (language, count, form) => {
    expect(pluralIn(language)(count, { one: 'Anruf', other: 'Anrufe' })).toBe(form)
  })

  it('reach whole sentences', () => {
    const summary = (language: 'en' | 'es', all: number) => catalogues[language].coverage.summary('1', all, `${all}`)
    expect([summary('en', 1), summary('en', 2)]).toEqual([
      '1 of 1 agent listened to this week',
      '1 of 2 agents listened to this week',
    ])
    expect(summary('es', 1)).toBe('1 de 1 agente con escuchas esta semana')
    const alone = (language: keyof typeof catalogues) => catalogues[language].coverage.picked.never('Ana', 1, '1')
    for (const language of ['en', 'de', 'es'] as const) expect(alone(language)).not.toContain('1')
  })
})

describe('the pseudo-locale', () => {
  it('is in brackets, accented and 40 % longer, also where a function makes the sentence', () => {
    const made = pseudo({ a: 'Listen only', b: (name: string) => `Whisper to ${name}`, c: { d: ['one'] } }, accented)
    expect(made.a).toMatch(/^\[Líštéñ óñlý ~+\]$/)
    expect(made.a.length).toBeGreaterThanOrEqual('Listen only'.length * 1.4)
    expect(made.b('Ada')).toMatch(/^\[Whíšpér tó Ádá ~+\]$/)
    expect(made.c.d[0]).toMatch(/^\[/)
  })
})
