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
  echo: {
    title: 'Echo test',
    hint: 'Calls your phone system’s echo: you hear yourself, and see how long your voice takes there and back. It ends by itself.',
    start: 'Call the echo',
    noNumber: 'Your site has no echo number. Your administrator can add one.',
    notReady: 'Your line isn’t connected to the phone system yet.',
    asking: 'Your system is asking whether Earshot may use the microphone. Allow it for the test.',
    calling: 'Calling the echo…',
    measuring: 'Connected. A short tone is timing the way there and back…',
    announced: 'The phone system is saying something first. The test goes on once it has finished.',
    speak: (ms: string) => `Say something: you should hear yourself. There and back takes ${ms} milliseconds.`,
    heard: (ms: string) =>
      `The phone system hears you, and its sound reaches you. There and back takes ${ms} milliseconds. Didn’t you hear yourself? Then check which headset is chosen, and its volume.`,
    muted: 'You muted yourself, so the test was stopped.',
    micSilent:
      'The line is fine: a test tone came back. But nothing came from your microphone. Check its mute switch, or choose another one.',
    faults: {
      nothingBack:
        'The echo answered, but no sound comes back. Something on the way, such as a firewall, holds it up. Tell your administrator.',
      silentBack: 'Only silence comes back, so the phone system doesn’t hear you. Tell your administrator.',
      notEcho: 'Your voice doesn’t come back: the number that answered isn’t an echo. Tell your administrator.',
      cut: 'The call ended before anything was known. Call the echo again.',
      unmeasured: 'The test tone couldn’t be made. Load this window again, then call the echo once more.',
      lineLost:
        'Your line was lost during the test. Check your network, and call the echo again once the line is back.',
    },
    microphone: {
      inUse: 'Another program is using the microphone. Close that program, then call the echo again.',
      ended: 'The microphone was unplugged during the test. Plug it in again, or choose another one.',
    },
    failures: {
      busy: 'The echo is busy. Try it again in a moment.',
      declined: 'The phone system rejected the call to the echo. Tell your administrator.',
      noAnswer: 'The echo didn’t answer. Try it again; if that doesn’t help, tell your administrator.',
      noSuchNumber: 'The phone system doesn’t know your site’s echo number. Tell your administrator.',
      notAllowed: 'The phone system doesn’t let your line call the echo. Tell your administrator.',
      noSound: 'The phone system and this computer have no sound format in common. Tell your administrator.',
      refused: 'The phone system rejected the call to the echo. Tell your administrator.',
      pbxFailed: 'The phone system had an error. Try it again in a moment.',
      noConnection: 'The call didn’t reach the phone system. Check your network.',
      cannotPass: 'The phone system rejected the call to the echo. Tell your administrator.',
    },
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
