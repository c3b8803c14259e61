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
    ['{"a": [1 2]}', 'line 1, column 10: a comma or the closing bracket is missing here.'],
    ['{"a": [1}', 'line 1, column 9: a comma or the closing bracket is missing here.'],
    ["{'a': 1}", 'line 1, column 2: text must be in double quotes (").'],
    ['{“a”: 1}', 'line 1, column 2: text must be in double quotes (").'],
    ['{a: 1}', 'line 1, column 2: a name must be in double quotes (").'],
    ['{"b": 1, a: 1}', 'line 1, column 10: a name must be in double quotes (").'],
    ['{1: 1}', 'line 1, column 2: a name must be in double quotes (").'],
    ['{"a": 1,, "b": 2}', 'line 1, column 9: there is one comma too many here. Remove it.'],
    ['{,}', 'line 1, column 2: there is one comma too many here. Remove it.'],
    ['[,1]', 'line 1, column 2: there is one comma too many here. Remove it.'],
    ['{"a" 1}', 'line 1, column 6: a colon is missing here.'],
    ['{"a" x}', 'line 1, column 6: a colon is missing here.'],
    ['{"a"}', 'line 1, column 5: a colon is missing here.'],
    ['{"a": }', 'line 1, column 7: a value is missing here.'],
    [
      '{"a": open}',
      'line 1, column 7: text must be in double quotes ("). Only numbers, true, false and null go without.',
    ],
    [
      '{"a": .5}',
      'line 1, column 7: text must be in double quotes ("). Only numbers, true, false and null go without.',
    ],
    ['{"a": TRUE}', 'line 1, column 7: true, false and null are written in small letters.'],
    ['{"a": True}', 'line 1, column 7: true, false and null are written in small letters.'],
    ['{"a": 0501}', 'line 1, column 8: a number cannot begin with 0. Text must be in double quotes (").'],
    ['{"a": 1.}', 'line 1, column 7: this number is not complete.'],
    ['{"a": "open}', 'line 1, column 7: this text has no closing quote.'],
    ['{"a": "o\npen"}', 'line 1, column 7: this text has no closing quote.'],
    [
      '{"a": "C:\\Users"}',
      'line 1, column 7: this text contains a \\ that stands for nothing. A backslash is written \\\\.',
    ],
    ['{"a": "\\u12"}', 'line 1, column 7: this text contains a \\u that is not followed by four hexadecimal digits.'],
    ['{"a": "o\tpen"}', 'line 1, column 7: this text contains a control character. A tab is written \\t.'],
    ['{"a": {"b": 1}', 'line 1, column 15: the file ends before its last }.'],
    ['{"a": [1,\n', 'line 2, column 1: the file ends before its last ].'],
    ['{"a":', 'line 1, column 6: the file ends before its last }.'],
    ['{"a": 1 # the site\n}', 'line 1, column 9: JSON has no comments. Remove it.'],
    ['{"a": 1} /* the', 'line 1, column 10: JSON has no comments. Remove it.'],
    ['{} {}', 'line 1, column 4: nothing may follow the end of the JSON.'],
    ['{} x', 'line 1, column 4: nothing may follow the end of the JSON.'],
    ['', 'line 1, column 1: the file is empty.'],
    [' \n', 'line 2, column 1: the file is empty.'],
    ['\u00a0{}', 'line 1, column 1: this space is not an ordinary one. Replace it.'],
    ['nonsense', 'line 1, column 1: text must be in double quotes ("). Only numbers, true, false and null go without.'],
    [']', 'line 1, column 1: a value is missing here.'],
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
