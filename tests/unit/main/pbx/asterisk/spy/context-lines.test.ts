// The monitoring context as administrators change it: which line no longer does what its mode says.
import { expect, it } from 'vitest'
import { beeping, contextRead, wrongLine } from '#main/pbx/asterisk/spy/context-lines.ts'
import { wrongContext } from '#main/pbx/asterisk/spy/dialplan-check.ts'
import { monitorContext } from '#main/pbx/asterisk/wire/monitor-context.ts'
import { monitorRows } from './monitor-rows.ts'

const page = monitorContext('earshot-monitor')
/** Of the page's context, once `from` has been replaced. */
const rowsWith = (from: string, to: string) => {
  expect(page).toContain(from)
  return monitorRows(page.replace(from, to))
}

it('takes the context of the page, and quiet options besides', () => {
  expect(wrongLine(monitorRows())).toBeNull()
  expect(beeping(monitorRows())).toEqual([])
  expect(wrongLine(rowsWith(',qbX)', ',qbXv(2)o)'))).toBeNull()
  expect(wrongLine(rowsWith(',qbXwE)', ',qbXwS)'))).toBeNull()
  expect(wrongLine(rowsWith('n,Goto(4,1)', 'n,Goto(earshot-monitor,4,1)'))).toBeNull()
})

const spied = `$${'{EARSHOT_SPY}'}` // as the dialplan names the channel

it.each([
  ['listening that whispers', ',qbX)', ',qbXw)', /extension 4 has the option w: the supervisor would be heard/],
  ['listening that joins', ',qbX)', ',qbXB)', /extension 4 has the option B/],
  ['listening that no key leaves', ',qbX)', ',qb)', /extension 4 lacks the option X/],
  ['a whisper that outlives its call', ',qbXwE)', ',qbXw)', /extension 5 lacks the option E or S: .*next call/],
  ['a whisper that the caller hears', ',qbXwE)', ',qbXBE)', /extension 5 has the option B: the other side/],
  ['a whisper nobody hears', ',qbXwE)', ',qbXE)', /extension 5 lacks the option w/],
  ['a whisper of the deaf', ',qbXwE)', ',qbXwWE)', /extension 5 has the option W/],
  ['a join beside the digits of ChanSpy', ',qbXBE)', ',qbdXBE)', /extension 6 has the option d/],
  ['a join that outlives its call', ',qbXBE)', ',qbXB)', /extension 6 lacks the option E or S/],
  ['a join that is a whisper', ',qbXBE)', ',qbXwE)', /extension 6 lacks the option B/],
  ['a whisper to the wrong side', '{EARSHOT_PEER}', '{EARSHOT_SPY}', /extension 7 spies on \$\{EARSHOT_SPY\}, and not/],
  ['every channel', `${spied},qbXwE`, ',qbXwE', /extension 5 spies on every channel/],
  ['a whisper to the caller that stays', ',qXwS)', ',qXw)', /extension 7 lacks the option E or S/],
  ['a letter in the brackets of another option', ',qbXwE)', ',qbXg(wE))', /extension 5 lacks/],
  ['no ChanSpy', `ChanSpy(${spied},qbXBE)`, 'NoOp(join)', /extension 6 has no ChanSpy/],
  ['a monitor that begins by joining', 'n,Goto(4,1)', 'n,Goto(6,1)', /extension s leads to 6/],
  ['a whisper that begins again', 'wE)\n same => n,Goto(4,1)', 'wE)\n same => n,Goto(1)', /extension 5 leads to 5/],
])('refuses %s', (_, from, to, says) => {
  expect(wrongContext(rowsWith(from, to), 'earshot-monitor')).toMatch(says)
})

it('names the beep of a ChanSpy that is not quiet, and does without quiet', () => {
  const rows = rowsWith(',qbXBE)', ',bXBE)')
  expect([wrongLine(rows), beeping(rows)]).toEqual([null, ['6']])
})

it('reads every fault at once, line by line, and nothing where nothing is', () => {
  expect(contextRead(monitorRows())).toEqual({ missing: [], faults: [] })
  const changed = page.replace('qbXwE)', 'qbXE)').replace('qbXBE)', 'qbXB)').replace('qXwS)', 'qXBS)')
  expect(contextRead(monitorRows(changed.replace('0,1,Wait', '9,1,Wait').replace('Goto(0,1)', 'Goto(9,1)')))).toEqual({
    missing: ['0'],
    faults: [
      { mode: 'whisperAgent', fault: 'lacks', what: 'w' },
      { mode: 'whisperCaller', fault: 'has', what: 'B' },
      { mode: 'join', fault: 'lacks', what: 'E/S' },
    ],
  })
  expect(contextRead([]).missing).toEqual(['s', '0', '4', '5', '6', '7'])
  expect(contextRead([]).faults).toEqual([])
})

it('reads what leads into a speaking mode', () => {
  const { faults } = contextRead(
    rowsWith('exten => s,1,Answer()\n same => n,Goto(4,1)', 'exten => s,1,Answer()\n same => n,Goto(6,1)'),
  )
  expect(faults).toEqual([{ mode: 'listen', fault: 'leads', what: '6' }])
})
