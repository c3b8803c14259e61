// What the palette offers to look at and to change: views, groups, queues, the wallboard, colours, languages.
import type { Settings, SettingsChange } from '#contract/settings.ts'
import { onlyQueue } from '#renderer/floor/filters.ts'
import { formatLanguage } from '#renderer/words/format.ts'
import type { Words } from '#renderer/words/words.ts'
import type { CommandContext } from './context.ts'
import type { PaletteItem } from './palette-item.ts'

type Choice = Pick<PaletteItem, 'id' | 'kind' | 'name' | 'also' | 'run'>

export const choices = (
  words: Words,
  context: CommandContext,
  save: (change: SettingsChange) => void,
): readonly PaletteItem[] =>
  [
    ...viewChoices(words, context),
    ...queueChoices(words, context),
    ...themeChoices(words, save),
    ...languageChoices(words, save),
  ].map(({ id, kind, name, also, run }) => ({
    id,
    kind,
    name,
    also,
    command: null,
    movesFocus: kind === 'view',
    isDeliberate: false,
    refusal: () => null,
    run,
  }))

function viewChoices(words: Words, { views, openWallboard }: CommandContext): readonly Choice[] {
  const { savedViews, groupBy, groupings } = words.floor.views
  const names = [null, ...views.views.saved.map(({ name }) => name)]
  return [
    ...names.map((name) => ({
      id: `view ${name ?? ''}`,
      kind: 'view' as const,
      name: savedViews.button(name ?? savedViews.whole),
      also: '',
      run: () => views.tell({ kind: 'open', name }),
    })),
    ...(Object.keys(groupings) as (keyof typeof groupings)[]).map((by) => ({
      id: `group ${by}`,
      kind: 'setting' as const,
      name: words.keys.palette.choice(groupBy, groupings[by]),
      also: '',
      run: () => views.tell({ kind: 'groupBy', groupBy: by }),
    })),
    ...myTeamChoice(words, views),
    needsHelpChoice(words, views),
    { id: 'wallboard', kind: 'view', name: words.wallboard.open, also: '', run: () => openWallboard('here') },
    {
      id: 'wallboard apart',
      kind: 'view',
      name: words.wallboard.openApart,
      also: words.wallboard.elsewhere,
      run: () => openWallboard('apart'),
    },
  ]
}

/** Where a team has been chosen. */
function myTeamChoice({ floor }: Words, { views, tell }: CommandContext['views']): readonly Choice[] {
  const { teams, agents } = views.myTeam
  if (teams.length + agents.length === 0) return []
  const { mine } = views.now.filters
  const { button } = floor.views.myTeam
  const { only, notOnly } = floor.views.filters
  return [
    {
      id: 'my team',
      kind: 'view',
      name: mine ? notOnly(button) : only(button),
      also: '',
      run: () => tell({ kind: 'filter', filters: { mine: !mine } }),
    },
  ]
}

/** As the count of those who ask for it. */
function needsHelpChoice({ floor }: Words, { views, tell }: CommandContext['views']): Choice {
  const { needsHelp } = views.now.filters
  const { onlyState, notOnlyState } = floor.views.filters
  return {
    id: 'needs help',
    kind: 'view',
    name: needsHelp ? notOnlyState(floor.needsHelp) : onlyState(floor.needsHelp),
    also: '',
    run: () => tell({ kind: 'filter', filters: { needsHelp: !needsHelp } }),
  }
}

/** As the funnel of its row. */
function queueChoices(words: Words, { floor, views }: CommandContext): readonly Choice[] {
  const { only, notOnly } = words.floor.views.filters
  const { queueIds } = views.views.now.filters
  return Object.values(floor?.queues ?? {}).map(({ id, name, extension }) => ({
    id: `queue ${id}`,
    kind: 'queue',
    name: queueIds.includes(id) ? notOnly(name) : only(name),
    also: `${name} ${extension}`,
    run: () => views.tell({ kind: 'filter', filters: { queueIds: onlyQueue(queueIds, id) } }),
  }))
}

function themeChoices(words: Words, save: (change: SettingsChange) => void): readonly Choice[] {
  const names = words.settings.themes
  return (Object.keys(names) as Settings['theme'][]).map((theme) => ({
    id: `theme ${theme}`,
    kind: 'setting',
    name: words.keys.palette.theme(names[theme]),
    also: '',
    run: () => save({ theme }),
  }))
}

function languageChoices(words: Words, save: (change: SettingsChange) => void): readonly Choice[] {
  const { language: title, languages } = words.settings
  return (Object.keys(languages) as (keyof typeof languages)[]).map((language) => ({
    id: `language ${language}`,
    kind: 'setting',
    name: words.keys.palette.choice(title, languages[language]),
    // Who does not read the language that is spoken looks for “language”; who does, by its name for the other.
    also: `language ${language === 'system' ? '' : formatLanguage(language)}`,
    run: () => save({ language }),
  }))
}
