import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { firstMistake, parseJson } from '#main/settings/json.ts'

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

describe('a file of JSON', () => {
  it('may begin with a byte order mark, as some editors write it', () => {
    expect(parseJson('\uFEFF{"policy":"open"}')).toEqual({ ok: true, value: { policy: 'open' } })
  })

  it.each([
    ['{\n  // the site\n  "policy": "open"\n}', 'line 2, column 3: JSON has no comments. Remove it.'],
    ['{"a": 1, /* two */ "b": 2}', 'line 1, column 10: JSON has no comments. Remove it.'],
    ['{\r\n  "a": 1,\r\n}', 'line 3, column 1: there is one comma too many before }. Remove it.'],
    ['{"a": [1, 2, ]}', 'line 1, column 14: there is one comma too many before ]. Remove it.'],
    ['{\n"a": 1\n"b": 2}', 'line 3, column 1: a comma or the closing bracket is missing here.'],
    ["{'a': 1}", 'line 1, column 2: text must be in double quotes.'],
    ['{a: 1}', 'line 1, column 2: a name in double quotes or } is missing here.'],
    ['{"a" 1}', 'line 1, column 6: a colon is missing here.'],
    ['{"a": open}', 'line 1, column 7: a value is missing here.'],
    ['{"a": "open}', 'line 1, column 7: this text has no closing quote, or contains a \\ or a control character.'],
    ['{"a": {"b": 1}', 'line 1, column 15: the file ends before its last }.'],
    ['{} {}', 'line 1, column 4: nothing may follow the end of the JSON.'],
    ['', 'line 1, column 1: the file is empty.'],
    ['{"a": TRUE}', 'line 1, column 7: a value is missing here.'],
    ['\u00a0{}', 'line 1, column 1: a value is missing here.'],
    ['{} x', 'line 1, column 4: nothing may follow the end of the JSON.'],
    ['nonsense', 'line 1, column 1: a value is missing here.'],
  ])('with a mistake is answered by its place and what to do: %j', (text, sentence) => {
    expect(parseJson(text)).toEqual({ ok: false, error: sentence })
  })

  it('has a mistake exactly when it cannot be read', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(firstMistake(text)).toBeNull()
      }),
    )
    const broken = fc.tuple(
      fc.json(),
      fc.nat(),
      fc.constantFrom(
        ',',
        '}',
        ']',
        '"',
        ':',
        '1',
        '-',
        '.',
        'e',
        ' ',
        '',
        '\t',
        '\u00a0',
        '\u007f',
        '\ud800',
        '\\',
        '\n',
      ),
    )
    fc.assert(
      fc.property(broken, ([text, at, mark]) => {
        const place = at % (text.length + 1)
        const other = text.slice(0, place) + mark + text.slice(place + 1)
        expect(firstMistake(other) === null).toBe(isJson(other))
      }),
      { numRuns: 2000 },
    )
  })
})
