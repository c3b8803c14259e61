// English: the settings dialog.

export const settings = {
  title: 'Settings',
  close: 'Close settings',
  language: 'Language',
  languageMissing: 'Couldn’t load this language. Restart Earshot to try again.',
  languages: { system: 'Same as system', en: 'English', es: 'Español', de: 'Deutsch' },
  theme: 'Theme',
  themes: { system: 'System', dark: 'Dark', light: 'Light', contrast: 'Contrast' },
  sound: 'Sound',
  microphone: 'Microphone',
  speaker: 'Headset or speaker',
  systemDefault: 'System default',
  unnamedDevice: (number: string) => `Device ${number}`,
  missingDevice: 'A device that isn’t plugged in',
  namesHidden: 'Device names appear once you allow the microphone.',
  noDevices: 'The list of audio devices couldn’t be read, so the system default is used.',
  processing: 'Clean up my voice',
  processingHint: 'Removes echo and noise, and evens out the volume of your microphone.',
  monitoring: 'Listening',
  follow: 'Stay with the agent',
  followHint: 'When a call ends, wait for the agent’s next call.',
  switchBy: 'Switch modes by',
  switchWays: {
    info: { label: 'SIP INFO', hint: 'Sent beside the audio. Right for most sites.' },
    rfc4733: {
      label: 'Phone tones (RFC 4733)',
      hint: 'Sent inside the audio, for phone systems that need key presses.',
    },
    api: { label: 'The phone system’s own interface', hint: 'For phone systems that switch modes without your line.' },
  },
  notSaved: (sentence: string) => `This change wasn’t saved. ${sentence}`,
}
