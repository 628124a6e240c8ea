import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import type { Conversation } from '../../api/inbox.ts'
import { articleUsed, type Suggestion, suggestions } from '../../api/support.ts'
import { useWords } from '../../i18n/words.tsx'
import { Button } from '../../ui/button.tsx'
import { SkeletonRows } from '../../ui/feedback.tsx'
import { Icon } from '../../ui/icon.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Row } from '../../ui/layout.tsx'
import { PopoverPanel } from '../../ui/popover.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './support.module.css'

type KnowledgeProps = { head: Conversation; written: string; onInsert: (words: string) => void }

/** Articles that fit what is being written, or what was asked; put in as text or as a link. */
export function Knowledge({ head, written, onInsert }: KnowledgeProps) {
  const say = useWords()
  return (
    <PopoverPanel
      label={say('service.knowledge')}
      placement="top start"
      trigger={<IconButton icon="info" label={say('service.knowledge')} />}
    >
      {(close) => <Found head={head} written={written} onInsert={onInsert} onDone={close} />}
    </PopoverPanel>
  )
}

function Found({ head, written, onInsert, onDone }: KnowledgeProps & { onDone: () => void }) {
  const say = useWords()
  const [q, setQ] = useState('')
  const words = useDeferredValue(q || `${written} ${head.excerpt}`)
  const asked = useQuery({
    ...suggestions(head.brandId, words, head.language),
    placeholderData: (before) => before,
  })
  const put = (article: Suggestion, text: string) => {
    onInsert(text)
    void articleUsed(head.brandId, article.id)
    onDone()
  }
  return (
    <div className={styles.picker}>
      <TextField
        label={say('service.search')}
        type="search"
        autoFocus
        before={<Icon name="search" size={16} />}
        value={q}
        onChange={setQ}
      />
      {asked.isPending && <SkeletonRows rows={2} />}
      {asked.data?.items.length === 0 && <p className={styles.dim}>{say('service.knowledge.none')}</p>}
      {asked.data?.items.map((article) => (
        <div key={article.id} className={styles.found}>
          <strong lang={article.language}>{article.title}</strong>
          <span className={styles.textOf} lang={article.language}>
            {article.text}
          </span>
          <Row gap={2}>
            <Button size="s" icon="file" onPress={() => put(article, article.text)}>
              {say('service.knowledge.text')}
            </Button>
            <Button size="s" icon="link" onPress={() => put(article, article.url)}>
              {say('service.knowledge.link')}
            </Button>
          </Row>
        </div>
      ))}
    </div>
  )
}
