// What people type, paste and click, as a number; nothing hidden in a link is dialled.
import { expect, it } from 'vitest'
import { dialledNumber } from '#renderer/calls/dialled-number.ts'

it.each([
  ['1001', '1001'],
  ['\u202a+1 555 123\u20114567\u202c', '+15551234567'],
  ['５５５\u30001234', '5551234'],
  [' +1 (555) 123-4567 ', '+15551234567'],
  ['+49 (0)30 1234', '+49301234'],
  ['030 / 12 34', '0301234'],
  ['*43', '*43'],
  ['**600#', '**600#'],
  ['tel:+1-555-123-4567;ext=12', '+15551234567'],
  ['TEL:110', '110'],
  ['tel:%2B1555', '+1555'],
  ['callto:+441234', '+441234'],
  ['callto://1001', '1001'],
  ['sip:1001', '1001'],
  ['sip:1001@pbx.example', 'sip:1001@pbx.example'],
  ['sips:anna@pbx.example:5061', 'sip:anna@pbx.example:5061'],
  ['sip:1001@pbx.example;transport=tcp?Replaces=abc', 'sip:1001@pbx.example'],
  ['anna.k', 'anna.k'],
])('%s is dialled as %s', (text, number) => expect(dialledNumber(text)).toBe(number))

it.each([
  '',
  '   ',
  '+',
  '()',
  'call me',
  'javascript:alert(1)',
  'http://x',
  'sip:a b@c',
  'sip:1001@',
  'sip:1001@x>%0d%0aVia: y',
  'tel:1%0d%0aRoute: x',
  'tel:%',
  '1'.repeat(65),
  '12+34',
])('%s is no number', (text) => expect(dialledNumber(text)).toBe(null))
