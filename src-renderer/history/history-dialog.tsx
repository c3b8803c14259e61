// The button in the head, and the dialog behind it: the history, and who has been heard.
import { History, X } from 'lucide-react'
import type { ComponentProps } from 'react'
import { Button } from 'react-aria-components/Button'
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs'
import { CoverageView } from '#renderer/coverage/coverage-view.tsx'
import { Tip } from '#renderer/ui/tip.tsx'
import { words } from '#renderer/words/words.ts'
import './history.css'
import './history-narrow.css'
import { HistoryView } from './history-view.tsx'

export function HistoryButton(parts: ComponentProps<typeof CoverageView>) {
  return (
    <DialogTrigger>
      <Tip text={words.history.open}>
        <Button className="icon-button" aria-label={words.history.open}>
          <History aria-hidden />
        </Button>
      </Tip>
      <ModalOverlay className="settings-overlay" isDismissable>
        <Modal>
          <Dialog className="settings history">
            <header className="settings-head">
              <Heading slot="title" level={2}>
                {words.history.title}
              </Heading>
              <Button slot="close" className="icon-button" aria-label={words.history.close}>
                <X aria-hidden />
              </Button>
            </header>
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
          </Dialog>
        </Modal>
      </ModalOverlay>
    </DialogTrigger>
  )
}
