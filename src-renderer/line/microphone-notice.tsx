// Why speaking, or hearing, does not work, and what to do about it; nothing while microphone and speaker are fine.
import { MicOff, Unplug, VolumeX } from 'lucide-react'
import { useWords } from '#renderer/words/words.ts'
import './line.css'
import { PlainOfferedButton } from '#renderer/ui/offers.tsx'
import { useLine } from './line-store.ts'

export function MicrophoneNotice() {
  const words = useWords().line.microphone
  const source = useLine((view) => view.microphone.source)
  const retry = useLine((view) => view.retry)
  const tryAgain = useLine((view) => view.retryMicrophone)
  const insist = useLine((view) => view.insist)
  if (source === 'ready' || source === 'idle' || source === 'rests') return null
  const tries = retry.kind === 'trying'
  const isStill = retry.kind === 'failed' && retry.source === source
  return (
    <div className="microphone-notice">
      <MicOff aria-hidden />
      <p role="status">{isStill ? words.still[source] : words[source]}</p>
      {/* Not `disabled`: the focus would be lost. */}
      <PlainOfferedButton
        offer={words.retry}
        why={tries ? words.trying : null}
        className="button"
        aria-disabled={tries || undefined}
        onClick={() => tries || tryAgain()}
      >
        {tries ? words.trying : words.retry}
      </PlainOfferedButton>
      {source === 'gone' && (
        <PlainOfferedButton offer={words.insist} why={null} className="button" onClick={() => insist('microphone')}>
          {words.insist}
        </PlainOfferedButton>
      )}
    </div>
  )
}

/** The voice of a monitored call is not for the room: it plays through another device only when that is asked for. */
export function SpeakerNotice() {
  const words = useWords().line.speaker
  const speaker = useLine((view) => view.speaker)
  const insist = useLine((view) => view.insist)
  if (speaker === 'ready') return null
  return (
    <div className="microphone-notice">
      <VolumeX aria-hidden />
      <p role="alert">{words.gone}</p>
      <PlainOfferedButton offer={words.insist} why={null} className="button" onClick={() => insist('speaker')}>
        {words.insist}
      </PlainOfferedButton>
    </div>
  )
}

/** All that may be wrong with the sound of the call there is. */
export function SoundNotices() {
  return (
    <>
      <SpeakerNotice />
      <MicrophoneNotice />
      <SoundNotice />
    </>
  )
}

/** Where sound is missed on the call there is, and what mends it; that a call is simply quiet is no news. */
function SoundNotice() {
  const words = useWords().line
  const losses = useLine((view) => view.soundLosses)
  const renew = useLine((view) => view.renewPaths)
  const tryAgain = useLine((view) => view.retryMicrophone)
  return losses.map(({ side, where }) => {
    if (where === 'digitalSilence') return null
    const isMicrophone = where === 'muted' || where === 'silent'
    const label = isMicrophone ? words.microphone.retry : words.soundLoss.renew
    return (
      <div key={side} className="microphone-notice" data-sound-lost={where}>
        {isMicrophone ? <MicOff aria-hidden /> : <Unplug aria-hidden />}
        <p role="status">{words.soundLoss[where]}</p>
        <PlainOfferedButton offer={label} why={null} className="button" onClick={isMicrophone ? tryAgain : renew}>
          {label}
        </PlainOfferedButton>
      </div>
    )
  })
}
