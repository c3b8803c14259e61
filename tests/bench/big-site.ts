// A big Asterisk, 2,000 agents, 2,000 channels and 300 queues: what reading its events costs, what comparing with its lists does, and a minute of it.
import { type Lists, rowsOfAll } from '#main/pbx/asterisk/floor/difference.ts'
import { differencesOf } from '#main/pbx/asterisk/floor/differences.ts'
import { createPicture } from '#main/pbx/asterisk/floor/picture.ts'
import { amiReader } from '#main/pbx/asterisk/wire/ami-codec.ts'
import { listsOfBigSite } from './big-site-lists.ts'
import { bigSiteMinute } from './big-site-minute.ts'
import { type Figure, figure } from './figure.ts'

type Report = (figure: Figure) => void

const rounds = 20
const everyMs = 45_000 // a slow round

export async function bigSite(report: Report): Promise<void> {
  readerFigures(report)
  roundFigures(report)
  await bigSiteMinute(report)
}

function readerFigures(report: Report): void {
  const event = `Event: Newstate\r\n${Array.from({ length: 18 }, (_, i) => `Key${i}: value ${i}\r\n`).join('')}\r\n`
  const chunk = event.repeat(110)
  const bytes = Buffer.from(chunk)
  const reader = amiReader()
  reader.push(Buffer.from('Asterisk Call Manager/9.0.0\r\n'))
  const naive = figure(
    'AMI, 33,000 events: cut at blank lines, no more',
    'ms',
    times(() => seconds(() => chunk.split('\r\n\r\n').map((text) => text.split('\r\n')))),
  )
  report(naive)
  report(
    figure(
      'AMI, 33,000 events: read into messages',
      'ms',
      times(() => seconds(() => reader.push(bytes))),
      naive,
    ),
  )
}

/** 300 reads of 110 events. */
function seconds(read: () => unknown): void {
  for (let reads = 0; reads < 300; reads++) read()
}

function roundFigures(report: Report): void {
  const lists = listsOfBigSite()
  const rules = { trunks: { endpoints: ['trunk'], contexts: [] }, extensions: 'all' as const, lines: [] }
  const make = () => createPicture({ ...rules, consolePrefix: 'earshot.', ownPrefix: 'earshot.5001.me.' }, 0)
  const picture = make()
  const whole = () => {
    const fresh = make()
    for (const row of rowsOfAll(lists)) fresh.apply(row, 1)
    fresh.takePatch(1)
  }
  for (const row of rowsOfAll(lists)) picture.apply(row, 1)
  picture.takePatch(1)
  const baseline = figure('slow round: the whole picture anew', 'ms', times(whole))
  report(baseline)
  const compared = times(() => {
    const found = differencesOf(picture.tables, lists, 1)
    if (found.length > 0) throw new Error(`the bench compares unlike with unlike: ${found[0]?.what}`)
  })
  report(figure('slow round: lists compared with the picture', 'ms', compared, baseline))
  const bytes = amiBytes(lists)
  const reader = amiReader()
  reader.push(Buffer.from('Asterisk Call Manager/9.0.0\r\n'))
  const read = times(() => void reader.push(bytes))
  report(figure('slow round: lists read', 'ms', read))
  report(figure('slow round: lists', 'MB', [bytes.length / 1e6]))
  const shares = compared.map((ms, i) => ((ms + (read[i] ?? 0)) / everyMs) * 100)
  report(figure('slow round: share of a core', '%', shares))
}

function times(run: () => void): number[] {
  run()
  return Array.from({ length: rounds }, () => {
    const began = performance.now()
    run()
    return performance.now() - began
  })
}

const amiBytes = (lists: Lists): Buffer =>
  Buffer.from(
    rowsOfAll(lists)
      .map(
        (row) =>
          `${Object.entries(row)
            .map(([key, value]) => `${key}: ${value}\r\n`)
            .join('')}\r\n`,
      )
      .join(''),
  )
