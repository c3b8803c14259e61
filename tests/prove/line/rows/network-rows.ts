// Rows of the table: what a network does to a whisper.
import { faultRow, type Row } from '../row.ts'
import type { LineStage } from '../stage.ts'

const RELAY = (stage: LineStage) => ({ iceServers: [stage.turn.server('udp')], relayOnly: true })

export const networkRows: readonly Row[] = [
  faultRow({
    name: 'loss 5 %',
    begin: ({ network }) => network.lose(5),
    lastsMs: 6_000,
    end: ({ network }) => network.mend(),
    expected: { monitor: 'goes on', lineWithinMs: 300, soundWithinMs: 500, heardShare: 0.9, spokenShare: 0.85 },
  }),
  faultRow({
    name: 'loss 20 %',
    begin: ({ network }) => network.lose(20),
    lastsMs: 8_000,
    end: ({ network }) => network.mend(),
    expected: { monitor: 'goes on', lineWithinMs: 5_000, soundWithinMs: 1_000, heardShare: 0.8 },
  }),
  faultRow({
    name: '128 kbit/s',
    begin: ({ network }) => network.narrow(128),
    lastsMs: 6_000,
    end: ({ network }) => network.mend(),
    expected: { monitor: 'goes on', lineWithinMs: 5_000, soundWithinMs: 1_000, heardShare: 0.8 },
  }),
  faultRow({
    name: 'jitter 100 ms',
    line: RELAY,
    begin: ({ turn }) => turn.late(0, 100),
    lastsMs: 6_000,
    end: ({ turn }) => turn.late(0, 0),
    expected: {
      monitor: 'goes on',
      lineWithinMs: 300,
      soundWithinMs: 1_000,
      heardShare: 0.8,
      spokenShare: 0.6,
      lateMs: 100,
    },
  }),
  faultRow({
    name: 'delay 300 ms',
    line: RELAY,
    before: ({ turn, relay }) => {
      turn.late(300, 0)
      relay.delay(300)
    },
    begin: () => {},
    lastsMs: 5_000,
    expected: {
      monitor: 'goes on',
      lineWithinMs: 300,
      soundWithinMs: 500,
      heardShare: 0.95,
      spokenShare: 0.9,
      lateMs: 600,
    },
  }),
  ...[2, 10, 60].map((lasts) =>
    faultRow({
      name: `outage ${lasts} s`,
      ...(lasts > 10 ? { long: true } : {}),
      begin: ({ network }) => network.outage(),
      lastsMs: lasts * 1_000,
      showsWithinMs: 2_000,
      end: ({ network }) => network.mend(),
      expected: { monitor: lasts > 10 ? 'either' : 'goes on', lineWithinMs: 5_000, soundWithinMs: 5_000 },
    }),
  ),
  faultRow({
    name: 'another address',
    begin: ({ network }) => network.moveTo(40 + Math.floor(Math.random() * 100)),
    lastsMs: 0,
    showsWithinMs: 6_000,
    // Nothing tells the program: sound is missed after two seconds, and the socket has two to answer.
    expected: { monitor: 'goes on', lineWithinMs: 7_000, soundWithinMs: 7_000 },
  }),
  faultRow({
    name: 'frozen socket of the line',
    begin: ({ network, relay }) =>
      network.drop({ in: [`tcp sport ${relay.port} drop`], out: [`tcp dport ${relay.port} drop`] }),
    lastsMs: 12_000,
    end: ({ network }) => network.mend(),
    expected: {
      monitor: 'goes on',
      lineWithinMs: 5_000,
      soundWithinMs: 500,
      noticedWithinMs: 10_000,
      heardShare: 0.98,
    },
  }),
  ...[
    { idleS: 6, lastsS: 20 },
    { idleS: 60, lastsS: 600 },
  ].map(({ idleS, lastsS }) =>
    faultRow({
      name: `proxy closes after ${idleS} s idle, whisper of ${lastsS} s`,
      ...(lastsS > 60 ? { long: true } : {}),
      before: ({ relay }) => relay.closeIdleAfter(idleS * 1_000),
      begin: () => {},
      lastsMs: lastsS * 1_000,
      expected: { monitor: 'goes on', lineWithinMs: 300, soundWithinMs: 500, heardShare: 0.98, spokenShare: 0.98 },
    }),
  ),
  faultRow({
    name: 'UDP blocked, TURN over TCP',
    line: (stage) => ({ iceServers: [stage.turn.server('tcp')] }),
    before: ({ network }) => network.drop({ in: ['ip protocol udp drop'], out: ['ip protocol udp drop'] }),
    begin: () => {},
    lastsMs: 4_000,
    expected: { monitor: 'goes on', lineWithinMs: 300, soundWithinMs: 500, heardShare: 0.95, spokenShare: 0.9 },
  }),
]
