// Microphone and headset: chosen, tried, and the tone really heard.
import { useEffect, useState } from 'react'
import type { Settings } from '#contract/settings.ts'
import { DeviceChoice } from '#renderer/settings/device-choice.tsx'
import type { SaveSettings } from '#renderer/settings/settings-store.ts'
import { type ReadDevices, useDevices } from '#renderer/settings/use-devices.ts'
import type { SetupWords } from '#renderer/words/later.ts'
import { useWords } from '#renderer/words/words.ts'
import type { TestSound } from './test-sound.ts'

type SoundStepProps = {
  readonly say: SetupWords
  readonly line: Settings['line']
  readonly save: SaveSettings
  readonly devices: ReadDevices
  readonly sound: TestSound
  readonly back: () => void
  readonly next: () => void
}

export function SoundStep({ say, line, save, devices: readDevices, sound, back, next }: SoundStepProps) {
  const words = useWords()
  const devices = useDevices(readDevices)
  return (
    <form
      className="setup-step"
      onSubmit={(event) => {
        event.preventDefault()
        next()
      }}
    >
      <p className="setup-intro">{say.sound.intro}</p>
      <DeviceChoice
        label={words.settings.microphone}
        kind="audioinput"
        devices={devices}
        value={line.microphoneId}
        onChange={(microphoneId, microphoneName) => save({ line: { microphoneId, microphoneName } })}
      />
      <Microphone say={say} id={line.microphoneId} sound={sound} />
      <DeviceChoice
        label={words.settings.speaker}
        kind="audiooutput"
        devices={devices}
        value={line.speakerId}
        onChange={(speakerId, speakerName) => save({ line: { speakerId, speakerName } })}
      />
      <Tone say={say} id={line.speakerId} sound={sound} />
      <div className="setup-buttons">
        <button type="button" className="button" onClick={back}>
          {say.back}
        </button>
        <button type="submit" className="button setup-next">
          {say.next}
        </button>
      </div>
    </form>
  )
}

type TrialProps = { readonly say: SetupWords; readonly id: string | null; readonly sound: TestSound }

/** Open only while it is tried. */
function Microphone({ say, id, sound }: TrialProps) {
  const words = useWords()
  const [isTried, setTried] = useState(false)
  const [level, setLevel] = useState(0)
  const [loudest, setLoudest] = useState(0)
  const [failure, setFailure] = useState<string | null>(null)
  useEffect(() => {
    if (!isTried) return
    setFailure(null)
    setLoudest(0)
    const tell = (now: number) => {
      setLevel(now)
      setLoudest((before) => Math.max(before, now))
    }
    return sound.measure(id, tell, setFailure)
  }, [isTried, id, sound])
  if (!isTried)
    return (
      <button type="button" className="button" onClick={() => setTried(true)}>
        {say.sound.tryMicrophone}
      </button>
    )
  if (failure !== null)
    return (
      <p role="alert" className="setup-wrong">
        {words.errors[failure === 'NotAllowedError' ? 'microphoneRefused' : 'microphoneAbsent']}
      </p>
    )
  return (
    <div>
      <meter className="setup-meter" aria-label={say.sound.level} min={0} max={1} value={level} />
      <p className="setting-hint">{loudest > 0.25 ? say.sound.speak : say.sound.silent}</p>
    </div>
  )
}

type Tried = 'not' | 'asked' | 'heard' | 'unheard' | 'failed'

function Tone({ say, id, sound }: TrialProps) {
  const [tried, setTried] = useState<Tried>('not')
  const play = () => {
    sound.playTone(id).then(
      () => setTried('asked'),
      () => setTried('failed'),
    )
  }
  return (
    <div className="setup-tone">
      <button type="button" className="button" onClick={play}>
        {say.sound.play}
      </button>
      {(tried === 'asked' || tried === 'unheard') && (
        <>
          <button type="button" className="button" onClick={() => setTried('heard')}>
            {say.sound.heard}
          </button>
          <button type="button" className="button" onClick={() => setTried('unheard')}>
            {say.sound.notHeard}
          </button>
        </>
      )}
      {tried === 'heard' && (
        <p role="status" className="setup-right">
          {say.sound.isHeard}
        </p>
      )}
      {(tried === 'unheard' || tried === 'failed') && (
        <p role="alert" className="setup-wrong">
          {tried === 'failed' ? say.sound.noTone : say.sound.unheard}
        </p>
      )}
    </div>
  )
}
