// Mistakes in manager.conf: the user of AMI, its rights, its port.
import { addTo, setIn } from '../conf-file.ts'
import { byDialplan, line, type Mistake, without } from './mistake.ts'

export const ofManager: readonly Mistake[] = [
  {
    name: 'write= has no reporting (A1)',
    says: /right reporting is missing/,
    file: 'manager.conf',
    planted: line('console', 'write', 'call,originate'),
  },
  {
    name: 'read= has no agent (A4)',
    says: /no events of the class agent/,
    file: 'manager.conf',
    planted: line('console', 'read', 'call,reporting'),
  },
  {
    name: 'read= has no call (A4)',
    says: /no events of the class call/,
    file: 'manager.conf',
    planted: line('console', 'read', 'agent,reporting'),
  },
  {
    name: 'an eventfilter that lets one event pass',
    says: /eventfilter of \[console\] hides/,
    file: 'manager.conf',
    planted: line('console', 'eventfilter', 'Event: Hangup'),
  },
  {
    name: 'an eventfilter that hides what queues say',
    says: /eventfilter of \[console\] hides QueueCallerJoin/,
    file: 'manager.conf',
    planted: line('console', 'eventfilter', '!Event: Queue'),
  },
  {
    name: 'permit of another network (A12)',
    says: /AMI rejected the user "console"/,
    file: 'manager.conf',
    planted: line('console', 'permit', '10.0.0.0/255.0.0.0'),
    mend: ({ files }) =>
      files.write('manager.conf', setIn(files.read('manager.conf'), 'console', 'permit', '127.0.0.0/8')),
  },
  {
    name: 'another secret on the PBX',
    says: /AMI rejected the user "console"/,
    file: 'manager.conf',
    planted: line('console', 'secret', 'something else'),
    mend: ({ files, site }) =>
      files.write('manager.conf', setIn(files.read('manager.conf'), 'console', 'secret', site().ami.secret)),
  },
  {
    name: 'the user is written with another name',
    says: /AMI rejected the user "console"/,
    file: 'manager.conf',
    planted: (text) => text.replace('[console]', '[konsole]'),
    mend: ({ files }) => files.write('manager.conf', files.read('manager.conf').replace('[konsole]', '[console]')),
  },
  {
    name: 'AMI is off, though its TLS port is open',
    says: /AMI is switched off in manager\.conf/,
    file: 'manager.conf',
    planted: line('general', 'enabled', 'no'),
    restart: true,
  },
  {
    name: 'AMI has no TLS (A15)',
    says: /AMI at .*ECONNREFUSED/,
    file: 'manager.conf',
    planted: line('general', 'tlsenable', 'no'),
    restart: true,
  },
  {
    name: 'the key cannot be read (A16)',
    says: /AMI at .*ECONNREFUSED/,
    file: 'manager.conf',
    planted: line('general', 'tlsprivatekey', '/nowhere/pbx.key'),
    restart: true,
  },
  {
    name: 'the lines for TLS are in a second [general] (A10)',
    says: /AMI at .*ECONNREFUSED/,
    file: 'manager.conf',
    planted: (text) => addTo(without('general', 'tlsenable')(text), '[general]\ntlsenable = yes'),
    restart: true,
  },
  {
    name: 'a space behind each comma of read=',
    says: /no events of the class agent.*no space may stand beside a comma/,
    file: 'manager.conf',
    planted: line('console', 'read', 'call, agent, reporting'),
  },
  {
    name: 'disabledevents that switches off what queues say',
    says: /disabledevents .* switches off QueueCallerJoin, Hangup/,
    file: 'manager.conf',
    planted: line('general', 'disabledevents', 'Newexten,QueueCallerJoin,Hangup'),
  },
  {
    name: 'a second [console] with other rights',
    says: /\[console\] of manager.conf .*is not what is in force.*second \[console\]/,
    file: 'manager.conf',
    planted: (text) => addTo(text, '[console]\nsecret = a long random word\nread = call\nwrite = reporting,call'),
    mend: ({ files }) =>
      files.write(
        'manager.conf',
        files.read('manager.conf').replace(/\[console\]\nsecret = .*\nread = call\nwrite = reporting,call\n/, ''),
      ),
  },
  {
    name: 'one login at a time',
    says: /Only one console at a time/,
    file: 'manager.conf',
    planted: line('console', 'allowmultiplelogin', 'no'),
  },
]

export const ofDialplan: readonly Mistake[] = [
  {
    name: 'without ARI: write= has no originate',
    says: /right originate is missing/,
    file: 'manager.conf',
    planted: (text) =>
      line('console', 'read', 'call,agent,reporting,dtmf')(line('console', 'write', 'reporting,call')(text)),
    asSite: byDialplan,
  },
  {
    name: 'without ARI: read= has no dtmf',
    says: /class dtmf/,
    file: 'manager.conf',
    planted: line('console', 'write', 'reporting,call,originate'),
    asSite: byDialplan,
  },
]
