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
  headset: {
    title: 'Headset buttons',
    choose: 'Connect a headset’s buttons',
    none: 'Answer, hang up and mute on the headset itself.',
    connected: (name: string) =>
      `${name} answers, hangs up and mutes. On a call you listen to, it only undoes its own mute.`,
    ignored: (name: string) =>
      `${name} reports presses nobody made, so its buttons are ignored. Unplug it and plug it in again.`,
    failed: (name: string) =>
      `${name} is in use by another program. Close that program, then connect the headset again.`,
  },
  monitoring: 'Listening',
  follow: 'Stay with the agent',
  followHint: 'When a call ends, wait for the agent’s next call.',
  notSaved: (sentence: string) => `This change wasn’t saved. ${sentence}`,
}
