// English: the settings dialog.

export const settings = {
  title: 'Settings',
  close: 'Close the settings',
  language: 'Language',
  languages: { system: 'As the system', en: 'English', es: 'Español', de: 'Deutsch' },
  theme: 'Theme',
  themes: { system: 'System', dark: 'Dark', light: 'Light', contrast: 'Contrast' },
  sound: 'Sound',
  microphone: 'Microphone',
  speaker: 'Headset or speaker',
  systemDefault: 'System default',
  unnamedDevice: (number: string) => `Device ${number}`,
  missingDevice: 'A device that is not plugged in',
  namesHidden: 'The names of the devices appear once the microphone has been allowed.',
  noDevices: 'The list of audio devices could not be read. The system default is used.',
  processing: 'Clean up my voice',
  processingHint: 'Removes echo and noise and evens out the volume of your microphone.',
  monitoring: 'Monitoring',
  follow: 'Follow the agent',
  followHint: 'A new monitor waits for the agent’s next call when a call ends.',
  switchBy: 'Change modes by',
  switchWays: {
    info: { label: 'SIP INFO', hint: 'Signals beside the sound. Right for most sites.' },
    rfc4733: {
      label: 'Phone tones (RFC 4733)',
      hint: 'Signals inside the sound stream, for systems that need key presses.',
    },
    api: { label: 'The phone system’s own interface', hint: 'Where the phone system can do it, without the line.' },
  },
  notSaved: (sentence: string) => `This change was not saved. ${sentence}`,
}
