// Changes the theme with one press: system, dark, light, high contrast, and round again.
import { Contrast, type LucideIcon, Moon, Sun, SunMoon } from 'lucide-react'
import { OfferedButton } from '#renderer/ui/offers.tsx'
import { Tip } from '#renderer/ui/tip.tsx'
import { nextTheme, type Theme } from '#renderer/ui/use-theme.ts'
import { useWords } from '#renderer/words/words.ts'

const icons: Readonly<Record<Theme, LucideIcon>> = { system: SunMoon, dark: Moon, light: Sun, contrast: Contrast }

export function ThemeButton({ theme, onChange }: { theme: Theme; onChange: (theme: Theme) => void }) {
  const words = useWords()
  const Icon = icons[theme]
  return (
    <Tip text={words.app.themeButton[theme]}>
      <OfferedButton
        offer={words.app.themeButton[theme]}
        className="icon-button"
        aria-label={words.app.themeButton[theme]}
        onPress={() => onChange(nextTheme(theme))}
      >
        <Icon aria-hidden />
      </OfferedButton>
    </Tip>
  )
}
