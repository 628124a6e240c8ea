import { useState } from 'react'
import { desk, useAct } from '../../api/ask.ts'
import { type ChangeStopWords, changeStopWords, type StopWordPack, stopWords, wordCategories } from '../../api/rules.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand, useMayHere } from '../../shell/here.ts'
import { Button } from '../../ui/button.tsx'
import { Form } from '../../ui/form.tsx'
import { Card } from '../../ui/layout.tsx'
import { toast } from '../../ui/toast.tsx'
import { LinesField } from './lines-field.tsx'
import { PackCategory } from './pack-category.tsx'
import { RowComplaints } from './row-complaints.tsx'

/** One language: each category on or off, each of its words in or out, and the brand's own beside them. */
export function PackEditor({ pack }: { pack: StopWordPack }) {
  const say = useWords()
  const brand = useBrand()
  const mayChange = useMayHere('manager')
  const [mine, setMine] = useState({ categories: pack.categories, added: pack.added, removed: pack.removed })
  const put = (change: Partial<typeof mine>) => setMine({ ...mine, ...change })
  const save = useAct((change: ChangeStopWords) => changeStopWords(brand.id, pack.language, change), {
    quiet: true,
    done: (packs) => {
      desk.setQueryData(stopWords(brand.id).queryKey, packs)
      toast(say('rules.wordsSaved'))
    },
  })
  return (
    <Form
      onSubmit={() => save.mutate(mine)}
      failure={save.error}
      fields={mine.added.map((_, n) => `added.${n}`)}
      foot={
        mayChange && (
          <Button type="submit" variant="primary" isPending={save.isPending}>
            {say('ui.save')}
          </Button>
        )
      }
    >
      <Card title={say('rules.category.own')}>
        <LinesField
          {...{ label: say('rules.ownWords'), hint: say('rules.ownWords.hint'), value: mine.added, rows: 4 }}
          isDisabled={!mayChange}
          onChange={(added) => put({ added })}
        />
        <RowComplaints failure={save.error} path="added" />
      </Card>
      {wordCategories.map((category) => (
        <PackCategory
          key={category}
          category={category}
          words={pack.pack[category]}
          isOn={mine.categories.includes(category)}
          removed={mine.removed}
          mayChange={mayChange}
          onTurn={(isOn) =>
            put({
              categories: wordCategories.filter((one) => (one === category ? isOn : mine.categories.includes(one))),
            })
          }
          onRemoved={(removed) => put({ removed })}
        />
      ))}
    </Form>
  )
}
