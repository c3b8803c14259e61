// Which language the console speaks; each is named in its own language.
import { useId } from 'react'
import { languages, type Settings } from '#contract/settings.ts'
import { useSpeech } from '#renderer/words/use-speech.ts'
import { useWords } from '#renderer/words/words.ts'

type Language = Settings['language']

type LanguageChoiceProps = { readonly language: Language; readonly onChange: (language: Language) => void }

export function LanguageChoice({ language, onChange }: LanguageChoiceProps) {
  const words = useWords()
  const { missing } = useSpeech()
  const id = useId()
  const choose = (value: string) => {
    const known = languages.find((choice) => choice === value)
    if (known) onChange(known)
  }
  return (
    <div className="setting">
      <label htmlFor={id} className="setting-label">
        {words.settings.language}
      </label>
      <select id={id} className="select" value={language} onChange={({ target }) => choose(target.value)}>
        {languages.map((choice) => (
          <option key={choice} value={choice} {...(choice === 'system' ? {} : { lang: choice })}>
            {words.settings.languages[choice]}
          </option>
        ))}
      </select>
      {missing !== null && (
        <p className="setting-hint" role="alert">
          {words.settings.languageMissing}
        </p>
      )}
    </div>
  )
}
