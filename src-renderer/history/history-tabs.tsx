// What the history's dialog holds: the history, and who has been heard.
import type { ComponentProps } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs'
import { CoverageView } from '#renderer/coverage/coverage-view.tsx'
import { useWords } from '#renderer/words/words.ts'
import './history.css'
import './history-narrow.css'
import { HistoryView } from './history-view.tsx'

export function HistoryTabs(parts: ComponentProps<typeof CoverageView>) {
  const words = useWords()
  return (
    <Tabs className="history-tabs">
      <TabList aria-label={words.history.title} className="history-tab-list">
        <Tab id="history" className="history-tab">
          {words.history.tabs.history}
        </Tab>
        <Tab id="coverage" className="history-tab">
          {words.history.tabs.coverage}
        </Tab>
      </TabList>
      <TabPanel id="history" className="history-panel">
        <HistoryView desk={parts.desk} now={parts.now} />
      </TabPanel>
      <TabPanel id="coverage" className="history-panel">
        <CoverageView {...parts} />
      </TabPanel>
    </Tabs>
  )
}
