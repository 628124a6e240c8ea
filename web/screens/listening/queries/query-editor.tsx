import { useId, useMemo, useRef, useState } from 'react'
import { applyMend, type Mend, parseQuery } from '../../../../modules/listening/compose.ts'
import type { Query, Topic } from '../../../api/listening-queries.ts'
import { useWords } from '../../../i18n/words.tsx'
import { useMayHere } from '../../../shell/here.ts'
import { Button } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { Banner } from '../../../ui/feedback.tsx'
import { Form } from '../../../ui/form.tsx'
import { Card } from '../../../ui/layout.tsx'
import { Select } from '../../../ui/select.tsx'
import { Tabs } from '../../../ui/tabs.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { BlockBuilder } from './blocks/block-builder.tsx'
import { DeleteQuery } from './delete-query.tsx'
import { LanguageChoice } from './language-choice.tsx'
import { LookBackCard } from './look/look-back-card.tsx'
import { PreviewPanel } from './look/preview-panel.tsx'
import { VersionsCard } from './look/versions-card.tsx'
import styles from './queries.module.css'
import { useDraft } from './use-draft.ts'
import { useSaveQuery } from './use-save-query.ts'
import { PastedOffer } from './write/pasted-offer.tsx'
import { ProblemList } from './write/problem-list.tsx'
import { QueryText } from './write/query-text.tsx'
import { QueryTools } from './write/query-tools.tsx'
import { usePasted } from './write/use-pasted.ts'

type QueryEditorProps = { topics: Topic[]; topic: Topic; query: Query | undefined }

/** A query as text or as blocks, whichever one likes, and beside it what it means and finds. */
export function QueryEditor({ topics, topic, query }: QueryEditorProps) {
  const say = useWords()
  const mayChange = useMayHere('manager')
  const mayLook = useMayHere('editor')
  const { draft, base, put: change, saved, newer, take } = useDraft(topic, query)
  const { topicId, name, text, languages, isOn } = draft
  const setText = (written: string) => change({ text: written })
  const [way, setWay] = useState<'text' | 'blocks'>('text')
  const save = useSaveQuery(base, saved)
  const parsed = useMemo(() => parseQuery(text), [text])
  const isEmpty = text.trim() === ''
  const problems = parsed.ok || isEmpty ? [] : parsed.problems
  const field = useRef<HTMLTextAreaElement>(null)
  const problemsId = useId()
  const { pasted, look, forget } = usePasted()
  const put = (next: string, caret = next.length) => {
    setText(next)
    forget()
    requestAnimationFrame(() => {
      field.current?.focus()
      field.current?.setSelectionRange(caret, caret)
    })
  }
  const mend = (one: Mend) => put(applyMend(text, one), one.from + one.text.length)
  const mendFirst = () => {
    const first = problems.find((one) => one.mend)?.mend
    if (first) mend(first)
  }
  const writing = (
    <div className={styles.writing}>
      <QueryText
        ref={field}
        label={say('queries.text')}
        text={text}
        problems={problems}
        describedBy={problemsId}
        isReadOnly={!mayChange}
        onChange={setText}
        onPaste={mayLook ? look : () => {}}
        onMend={mendFirst}
      />
      {pasted && (
        <PastedOffer
          pasted={pasted}
          onUse={(translated) => put(text.replace(pasted.text, () => translated))}
          onLeave={forget}
        />
      )}
    </div>
  )
  return (
    <div className={styles.editor}>
      <Form
        onSubmit={() => save.mutate({ ...draft, languages: [...languages] })}
        failure={save.error}
        fields={['name']}
        foot={
          mayChange && (
            <>
              <Button type="submit" variant="primary" isPending={save.isPending} isDisabled={!parsed.ok}>
                {say('ui.save')}
              </Button>
              {query && <DeleteQuery query={query} />}
            </>
          )
        }
      >
        {newer && (
          <Banner
            tone="warn"
            live
            title={say('queries.overtaken', { name: newer.changedBy ?? say('acts.somebody') })}
            acts={
              <Button size="s" onPress={() => take(newer)}>
                {say('queries.overtaken.take')}
              </Button>
            }
          />
        )}
        <Card>
          <div className={styles.writing}>
            <div className={styles.named}>
              <TextField
                name="name"
                label={say('queries.name')}
                value={name}
                onChange={(written) => change({ name: written })}
                maxLength={120}
                isRequired
                isReadOnly={!mayChange}
              />
              <Select
                label={say('queries.topic')}
                value={topicId}
                onChange={(id) => change({ topicId: id })}
                isDisabled={!mayChange}
                choices={topics.map((one) => ({ id: one.id, text: one.name }))}
              />
            </div>
            <Tabs
              label={say('queries.ways')}
              selected={way}
              onSelect={setWay}
              tabs={[
                { id: 'text', text: say('queries.way.text'), panel: writing },
                {
                  id: 'blocks',
                  text: say('queries.way.blocks'),
                  panel: <BlockBuilder text={text} isReadOnly={!mayChange} onChange={setText} />,
                },
              ]}
            />
            <ProblemList id={problemsId} text={text} problems={way === 'text' ? problems : []} onMend={mend} />
            {mayChange && (
              <QueryTools
                onUse={(translated) => {
                  setWay('text')
                  put(translated)
                }}
              />
            )}
            <LanguageChoice
              value={languages}
              onChange={(chosen) => change({ languages: chosen })}
              isDisabled={!mayChange}
            />
            <Checkbox
              isSelected={isOn}
              onChange={(next) => change({ isOn: next })}
              isDisabled={!mayChange}
              hint={say('queries.isOn.hint')}
            >
              {say('queries.isOn')}
            </Checkbox>
          </div>
        </Card>
      </Form>
      <div className={styles.beside}>
        {mayLook && !isEmpty && (
          <PreviewPanel
            written={{ text, languages: [...languages], ...(query && { queryId: query.id }) }}
            isReadable={parsed.ok}
            onMend={mayChange ? mend : undefined}
          />
        )}
        {mayLook && !isEmpty && parsed.ok && <LookBackCard text={text} languages={languages} query={query} />}
        {query && <VersionsCard query={query} />}
      </div>
    </div>
  )
}
