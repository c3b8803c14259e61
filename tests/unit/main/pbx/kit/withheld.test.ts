// What phone systems send in the place of a number or a name that is withheld.
import { describe, expect, it } from 'vitest'
import { isWithheld } from '#main/pbx/kit/withheld.ts'

describe('a caller', () => {
  it.each([
    'anonymous',
    'Anonymous Caller',
    'sip:anonymous@anonymous.invalid',
    '+anonymous',
    'PRIVATE CALLER',
    'Restricted Number',
    'Caller ID Blocked',
    'Number withheld',
    'No Caller ID',
    'Unknown Number',
    'OUT OF AREA',
    'P',
    'O',
    '0000000000',
    'Anonym',
    'Nummer unterdrückt',
    'Unbekannt',
    'Número privado',
    'Numéro masqué',
    'Sconosciuto',
  ])('who is told as “%s” withholds who they are', (text) => expect(isWithheld(text)).toBe(true))

  it.each([
    '5550100',
    '000',
    '00',
    '112',
    'Oscar',
    'P. Privat',
    'Anonymous Films Ltd',
    'Blocker',
    'Anna Private',
    '',
    null,
  ])('who is told as “%s” does not', (text) => expect(isWithheld(text)).toBe(false))
})
