// Mistakes in modules, the context of the dialplan, and what only a start shows.
import { addTo, removeSection } from '../conf-file.ts'
import { contextOf, page } from '../stock-asterisk.ts'
import { byDialplan, type Mistake, noModule } from './mistake.ts'

export const ofModules: readonly Mistake[] = [
  'res_srtp',
  'res_pjsip_header_funcs',
  'res_pjsip_transport_websocket',
  'res_ari_bridges',
  'res_pjsip_registrar',
  'bridge_softmix',
  'res_pjsip_endpoint_identifier_user',
].map(
  (name): Mistake => ({
    name: `${name} is not loaded (A14)`,
    says: new RegExp(`Module ${name} is not loaded`),
    unload: [name],
  }),
)

const ofTheDialplan = (name: string, says: RegExp, from: string | RegExp, to: string): Mistake => ({
  name: `without ARI: ${name}`,
  says,
  file: 'extensions.conf',
  planted: (text) => text.replace(from, to),
  asSite: byDialplan,
  mend: ({ files }) =>
    files.write(
      'extensions.conf',
      addTo(removeSection(files.read('extensions.conf'), 'earshot-monitor'), contextOf(page)),
    ),
})

export const ofContext: readonly Mistake[] = [
  ofTheDialplan(
    'the context lacks a digit',
    /context earshot-monitor has no extension 5/,
    /exten => 5,1,ChanSpy.*\n same => n,Goto\(4,1\)\n/,
    '',
  ),
  ofTheDialplan('listening whispers', /ChanSpy of extension 4 has the option w/, ',qbX)', ',qbXw)'),
  ofTheDialplan('a whisper outlives its call', /ChanSpy of extension 5 lacks the option E or S/, ',qbXwE)', ',qbXw)'),
  ofTheDialplan('a whisper is a join', /ChanSpy of extension 5 has the option B/, ',qbXwE)', ',qbXBE)'),
  ofTheDialplan('a join takes the digits of ChanSpy', /ChanSpy of extension 6 has the option d/, ',qbXBE)', ',qbdXBE)'),
  ofTheDialplan(
    'a whisper to the wrong side',
    /extension 7 spies on \$\{EARSHOT_SPY\}/,
    '{EARSHOT_PEER}',
    '{EARSHOT_SPY}',
  ),
  ofTheDialplan('it begins by joining', /extension s leads to 6/, 'n,Goto(4,1)', 'n,Goto(6,1)'),
]

const notLoaded = (name: string, noted = ''): Mistake => ({
  name: `${name} is not loaded${noted}`,
  says: new RegExp(`Module ${name} is not loaded`),
  file: 'modules.conf',
  planted: noModule(name),
  restart: true,
  mend: ({ files }) => files.write('modules.conf', files.read('modules.conf').replace(`noload => ${name}.so\n`, '')),
})

const timings = ['res_timing_timerfd', 'res_timing_pthread']

export const ofStart: readonly Mistake[] = [
  notLoaded('res_stasis_snoop'),
  notLoaded('res_stasis_answer'),
  notLoaded('res_http_websocket', ' (A19)'),
  {
    name: 'no timing is loaded',
    says: /Module res_timing_timerfd is not loaded, nor another/,
    file: 'modules.conf',
    planted: (text) => timings.reduce((all, name) => noModule(name)(all), text),
    restart: true,
    mend: ({ files }) =>
      files.write('modules.conf', files.read('modules.conf').replace('noload => res_timing_timerfd.so\n', '')),
  },
  {
    name: 'without ARI: app_chanspy is loaded behind [global] (A19)',
    says: /Module app_chanspy is not loaded/,
    file: 'modules.conf',
    planted: (text) => addTo(noModule('app_chanspy')(text), 'load = app_chanspy.so'),
    restart: true,
    asSite: byDialplan,
  },
  {
    name: 'a second [5001], after the next start (A1)',
    says: /no PJSIP endpoint at all/,
    file: 'pjsip.conf',
    planted: (text) => addTo(text, '[5001]\ntype = endpoint\naors = 5001\n'),
    restart: true,
    mend: ({ files }) =>
      files.write(
        'pjsip.conf',
        files
          .read('pjsip.conf')
          .replace('[5001]\ntype = endpoint\naors = 5001\n\n', '')
          .replace(/\[5001\]\ntype = endpoint\naors = 5001\n$/, ''),
      ),
  },
]
