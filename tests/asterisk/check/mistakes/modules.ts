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
].map(
  (name): Mistake => ({
    name: `${name} is not loaded (A14)`,
    says: new RegExp(`Module ${name} is not loaded`),
    unload: [name],
  }),
)

export const ofContext: readonly Mistake[] = [
  {
    name: 'without ARI: the context lacks a digit',
    says: /context earshot-monitor has no extension 5/,
    file: 'extensions.conf',
    planted: (text) => text.replace(/exten => 5,1,ChanSpy.*\n same => n,Goto\(4,1\)\n/, ''),
    asSite: byDialplan,
    mend: ({ files }) =>
      files.write(
        'extensions.conf',
        addTo(removeSection(files.read('extensions.conf'), 'earshot-monitor'), contextOf(page)),
      ),
  },
]

const notLoaded = (name: string, noted = ''): Mistake => ({
  name: `${name} is not loaded${noted}`,
  says: new RegExp(`Module ${name} is not loaded`),
  file: 'modules.conf',
  planted: noModule(name),
  restart: true,
  mend: ({ files }) => files.write('modules.conf', files.read('modules.conf').replace(`noload => ${name}.so\n`, '')),
})

export const ofStart: readonly Mistake[] = [
  notLoaded('res_stasis_snoop'),
  notLoaded('res_http_websocket', ' (A19)'),
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
