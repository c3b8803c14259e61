// Rows of the table: what the PBX, its registrar and the computer itself do to a whisper.
import { faultRow, type Row } from '../row.ts'

export const pbxRows: readonly Row[] = [
  faultRow({
    name: 'the PBX starts anew',
    begin: (stage) => stage.restartPbx(),
    lastsMs: 0,
    expected: { monitor: 'ends', lineWithinMs: 5_000, soundWithinMs: 0, callSuffers: true },
  }),
  faultRow({
    name: 'another way for the sound, asked for',
    begin: (stage) => stage.tellOnline(),
    lastsMs: 6_000,
    expected: { monitor: 'goes on', lineWithinMs: 300, soundWithinMs: 500, heardShare: 0.9, spokenShare: 0.9 },
  }),
  ...([401, 403, 404, 503] as const).map((status) =>
    faultRow({
      name: `${status} of a registrar that starts`,
      begin: ({ relay }) => relay.refuse(status, 1),
      lastsMs: 0,
      showsWithinMs: 2_000,
      expected: {
        monitor: 'goes on',
        lineWithinMs: 9_000,
        soundWithinMs: 500,
        heardShare: 0,
        proof: ({ relay }) => (relay.refused() > 0 ? null : 'no REGISTER was refused'),
      },
    }),
  ),
  ...[
    { lastsS: 8, long: false },
    { lastsS: 180, long: true },
  ].map(({ lastsS, long }) =>
    faultRow({
      name: `suspended for ${lastsS} s`,
      ...(long ? { long: true } : {}),
      begin: (stage) => stage.signal('SIGSTOP'),
      lastsMs: lastsS * 1_000,
      showsWithinMs: 2_000,
      end: (stage) => stage.signal('SIGCONT'),
      expected: { monitor: long ? 'either' : 'goes on', lineWithinMs: 5_000, soundWithinMs: 5_000 },
    }),
  ),
]
