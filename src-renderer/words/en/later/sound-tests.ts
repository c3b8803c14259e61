// English: the tests of the sound in the settings.

export const soundTests = {
  level: 'Level',
  stop: 'Stop',
  notNow: {
    listening: 'Not while you listen to a call.',
    call: 'Not while you’re on the phone.',
  },
  interrupted: 'A call needs your line, so the test was stopped.',
  recording: {
    title: 'Test recording',
    hint: 'Records five seconds and plays them back to you. The recording stays on this computer and isn’t kept.',
    start: 'Record five seconds',
    opening: 'Opening the microphone…',
    asking: 'Your system is asking whether Earshot may use the microphone. Allow it to record.',
    speak: 'Recording. Say something.',
    playing: 'This is how others hear you.',
    played: 'Did you hear yourself clearly? Then your headset is fine.',
    quiet:
      'You’re very quiet. Move the microphone closer to your mouth, or turn it up in your system’s sound settings.',
  },
  faults: {
    refused:
      'The microphone is blocked. Allow it for Earshot in the browser’s site settings or in your computer’s privacy settings.',
    absent: 'No microphone was found. Plug in your headset.',
    gone: 'The microphone you chose isn’t plugged in. Plug it in, or choose another one.',
    inUse: 'Another program is using the microphone. Close that program, then record again.',
    ended: 'The microphone was unplugged while it recorded. Plug it in again, or choose another one.',
    muted: 'Your headset or your system has muted the microphone. Unmute it there, then record again.',
    silent:
      'Nothing was recorded. If you said something, check the mute switch of your headset, or choose another microphone.',
    noTape: 'The recording failed. Try it again.',
    speakerGone: 'The headset you chose to listen with isn’t plugged in, so nothing is played.',
    notPlayed: 'The recording couldn’t be played on this headset. Choose another one.',
  },
}
