import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { amiAction, amiReader } from '#main/pbx/asterisk/wire/ami-codec.ts'

const banner = 'Asterisk Call Manager/11.0.0\r\n'
const bytes = (text: string) => Buffer.from(text)

describe('the AMI reader', () => {
  it('reads the greeting, then one message a block', () => {
    const reader = amiReader()
    const messages = reader.push(bytes(`${banner}Event: Hold\r\nChannel: PJSIP/1-1\r\n\r\nResponse: Success\r\n\r\n`))
    expect(reader.banner()).toBe('Asterisk Call Manager/11.0.0')
    expect(messages).toEqual([{ Event: 'Hold', Channel: 'PJSIP/1-1' }, { Response: 'Success' }])
  })

  it('reads the same messages however the bytes are cut, and names in any script', () => {
    const text = `${banner}Event: Newchannel\r\nCallerIDName: Zoë Žižek\r\nExten:\r\nAppData: a: b\r\n\r\nEvent: Hangup\r\n\r\n`
    const whole = amiReader().push(bytes(text))
    expect(whole).toHaveLength(2)
    expect(whole[0]).toMatchObject({ CallerIDName: 'Zoë Žižek', Exten: '', AppData: 'a: b' })
    fc.assert(
      fc.property(fc.array(fc.nat(bytes(text).length), { maxLength: 8 }), (cuts) => {
        const reader = amiReader()
        const at = [0, ...cuts.sort((a, b) => a - b), bytes(text).length]
        const messages = at.slice(1).flatMap((end, i) => reader.push(bytes(text).subarray(at[i], end)))
        expect(messages).toEqual(whole)
      }),
    )
  })

  it('reads names of one byte a letter beside names in UTF-8, in the same message, and loses no letter', () => {
    const name = Buffer.concat([
      bytes('Event: NewCallerid\r\nCallerIDName: '),
      Buffer.from('Jos\xe9 M\xfcller \x80', 'latin1'),
    ])
    const [message] = amiReader().push(
      Buffer.concat([bytes(banner), name, bytes('\r\nConnectedLineName: Zoë Žižek 日本\r\n\r\n')]),
    )
    expect(message).toMatchObject({ CallerIDName: 'José Müller €', ConnectedLineName: 'Zoë Žižek 日本' })
  })

  it('joins a key that comes twice', () => {
    const [message] = amiReader().push(bytes(`${banner}Variable: a=1\r\nVariable: b=2\r\n\r\n`))
    expect(message?.Variable).toBe('a=1\nb=2')
  })

  it('never throws on garbage, and reads on after it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (noise) => {
        const reader = amiReader()
        reader.push(bytes(banner))
        reader.push(Buffer.from(noise))
        const after = reader.push(bytes('\r\n\r\nEvent: Hangup\r\n\r\n'))
        expect(after.at(-1)).toEqual({ Event: 'Hangup' })
      }),
    )
  })

  it('drops a message without end instead of keeping it, and counts it', () => {
    const reader = amiReader()
    reader.push(bytes(banner))
    for (let i = 0; i < 100; i++) expect(reader.push(Buffer.alloc(65_536, 'x'))).toEqual([])
    expect(reader.push(bytes('\r\n\r\nEvent: Hold\r\n\r\n'))).toEqual([{ Event: 'Hold' }])
    expect(reader.dropped()).toBe(1)
  })

  it('skips events that nobody reads, whatever is in them, and does not call them dropped', () => {
    const reader = amiReader(new Set(['VarSet']))
    const seen = reader.push(
      bytes(
        `${banner}Event: VarSet\r\nValue: \xff\r\n\r\nEvent: Hold\r\nValue: VarSet\r\n\r\nEvent: VarSetter\r\n\r\n`,
      ),
    )
    expect(seen.map(({ Event }) => Event)).toEqual(['Hold', 'VarSetter'])
    expect(reader.dropped()).toBe(0)
  })

  it('loses none of 33,000 events that come in reads of a hundred', () => {
    const event = `Event: Newstate\r\n${Array.from({ length: 18 }, (_, i) => `Key${i}: value ${i}\r\n`).join('')}\r\n`
    const chunk = bytes(event.repeat(110))
    const reader = amiReader()
    reader.push(bytes(banner))
    let seen = 0
    for (let i = 0; i < 300; i++) seen += reader.push(chunk).length
    expect(seen).toBe(33_000)
    expect(reader.dropped()).toBe(0)
  })
})

describe('an AMI action', () => {
  it('is one line a field', () => {
    expect(
      amiAction([
        ['Action', 'Ping'],
        ['ActionID', '1'],
      ]),
    ).toBe('Action: Ping\r\nActionID: 1\r\n\r\n')
  })

  it('cannot grow a line of its own by any value', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        expect(
          amiAction([
            ['Action', 'Setvar'],
            ['Value', value],
          ]).split('\r\n'),
        ).toHaveLength(4)
      }),
    )
  })
})
